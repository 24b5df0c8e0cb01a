package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.largeobject.LargeObject;
import org.postgresql.largeobject.LargeObjectManager;

import java.sql.Connection;
import java.util.Arrays;
import java.util.Random;

/** Large objects, which pgjdbc works on by FunctionCall messages. */
@EachRig
final class LargeObjectTest {
    private final Rig rig;

    LargeObjectTest(Rig rig) {
        this.rig = rig;
    }

    @Test
    void writesAndReadsALargeObject() throws Exception {
        byte[] content = new byte[3_000_000];
        new Random(7).nextBytes(content);
        try (Connection connection = rig.howdah().connect()) {
            connection.setAutoCommit(false);
            LargeObjectManager objects = connection.unwrap(PGConnection.class).getLargeObjectAPI();
            long id = objects.createLO();
            try (LargeObject object = objects.open(id, LargeObjectManager.WRITE)) {
                object.write(content);
            }
            connection.commit();
            try (LargeObject object = objects.open(id, LargeObjectManager.READ)) {
                assertEquals(content.length, object.size());
                object.seek(1_000_000);
                byte[] piece = object.read(1_000);
                assertArrayEquals(Arrays.copyOfRange(content, 1_000_000, 1_001_000), piece);
                object.seek(0);
                assertArrayEquals(content, object.read(content.length));
            }
            objects.delete(id);
            connection.commit();
            assertEquals("42704", Sql.state(() -> objects.open(id, LargeObjectManager.READ)));
            connection.rollback();
        }
    }
}
