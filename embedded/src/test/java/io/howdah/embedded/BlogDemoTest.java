package io.howdah.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

final class BlogDemoTest {
    private static final long SEED = 42;
    private static final String FOREIGN_KEYS =
            "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND convalidated";
    private static final String SEARCH =
            "SELECT title FROM blogs WHERE search @@ websearch_to_tsquery('english', 'vacuum')";
    private static final String NEW_BLOG =
            "INSERT INTO blogs (author_id, slug, title, body) VALUES (1, 's', 't', 'b') RETURNING"
                    + " id";

    @Test
    void loadsAllOrNothing() throws Exception {
        try (TestFolder folder = new TestFolder();
                EmbeddedCluster cluster =
                        EmbeddedCluster.start(
                                new ClusterSettings(folder.data(), 0),
                                Clock.system(),
                                line -> {})) {
            HostPort primary = cluster.primary();
            assertThrows(
                    InterruptedException.class,
                    () -> BlogDemo.load(primary, 1, SEED, BlogDemoTest::interruptEarly));
            assertFalse(BlogDemo.isLoaded(primary));

            List<Double> progress = new ArrayList<>();
            BlogDemo.load(primary, 1, SEED, progress::add);
            assertTrue(BlogDemo.isLoaded(primary));
            assertEquals(progress.stream().sorted().toList(), progress);
            assertEquals(1.0, progress.getLast());
            try (Connection connection = Database.connect(primary)) {
                assertEquals(
                        List.of("10000"),
                        Database.column(connection, "SELECT count(*) FROM blogs"));
                assertEquals(
                        List.of("100000"),
                        Database.column(connection, "SELECT count(*) FROM comments"));
                assertEquals(List.of("13"), Database.column(connection, FOREIGN_KEYS));
                assertFalse(Database.column(connection, SEARCH).isEmpty());
                assertEquals(List.of("10001"), Database.column(connection, NEW_BLOG));
            }

            ClusterException twice =
                    assertThrows(
                            ClusterException.class,
                            () -> BlogDemo.load(primary, 1, SEED, done -> {}));
            assertTrue(twice.getMessage().contains("\"users\" already exists"), twice::getMessage);
        }
    }

    private static void interruptEarly(double progress) {
        if (progress > 0.05) {
            Thread.currentThread().interrupt();
        }
    }
}
