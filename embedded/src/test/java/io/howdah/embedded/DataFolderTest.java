package io.howdah.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

final class DataFolderTest {
    private final List<String> log = new ArrayList<>();

    @Test
    void isTheWantedFolderWhenTheServersUserCanEnterIt() throws Exception {
        try (TestFolder folder = new TestFolder()) {
            assertEquals(
                    folder.data(), DataFolder.open(folder.data(), ServerUser.current(), log::add));
            assertTrue(Files.isDirectory(folder.data()));
            assertEquals(List.of(), log);
        }
    }

    @Test
    void isAlwaysTheSameOtherFolderWhenTheServersUserCannotEnter() throws Exception {
        ServerUser user = ServerUser.current();
        assumeTrue(user.isOther(), "only root has this problem");
        try (TestFolder folder = new TestFolder()) {
            Tree.setMode(folder.path(), "rwx------");
            Path used = DataFolder.open(folder.data(), user, log::add);
            try {
                assertNotEquals(folder.data(), used);
                assertTrue(user.canEnter(used));
                assertEquals(1, log.size());
                assertEquals(used, DataFolder.open(folder.data(), user, log::add));
            } finally {
                Tree.delete(used);
            }
        }
    }

    @Test
    void refusesSomebodyElsesFolder() throws Exception {
        ServerUser user = ServerUser.current();
        assumeTrue(user.isOther(), "only root can make such a folder");
        try (TestFolder folder = new TestFolder()) {
            Tree.makeFolder(folder.data());
            user.own(folder.data());
            ClusterException e =
                    assertThrows(
                            ClusterException.class,
                            () -> DataFolder.open(folder.data(), user, log::add));
            assertTrue(e.getMessage().contains("belongs to nobody"), e.getMessage());
        }
    }
}
