package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/** COPY in both directions, to its end and broken off. */
@EachRig
final class CopyTest {
    private static final String IN = "COPY copied FROM STDIN";
    private static final String OUT = "COPY (SELECT * FROM copied ORDER BY id) TO STDOUT";

    private final Rig rig;

    CopyTest(Rig rig) {
        this.rig = rig;
    }

    @BeforeEach
    void makeTable() throws Exception {
        rig.direct()
                .run(
                        "DROP TABLE IF EXISTS copied;"
                                + " CREATE TABLE copied (id int PRIMARY KEY, note text)");
    }

    @Test
    void copiesInAndOut() throws Exception {
        String lines = lines(20_000);
        try (Connection connection = rig.howdah().connect()) {
            for (int round = 0; round < 3; round++) {
                Sql.run(connection, "TRUNCATE copied");
                assertEquals(20_000, copy(connection).copyIn(IN, new StringReader(lines)));
                StringWriter out = new StringWriter();
                assertEquals(20_000, copy(connection).copyOut(OUT, out));
                assertEquals(lines, out.toString());
            }
        }
    }

    @Test
    void copiesBinary() throws Exception {
        try (Connection connection = rig.howdah().connect()) {
            copy(connection).copyIn(IN, new StringReader(lines(1_000)));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            copy(connection).copyOut("COPY copied TO STDOUT (FORMAT binary)", out);
            Sql.run(connection, "TRUNCATE copied");
            InputStream in = new ByteArrayInputStream(out.toByteArray());
            assertEquals(
                    1_000, copy(connection).copyIn("COPY copied FROM STDIN (FORMAT binary)", in));
        }
    }

    @Test
    void reportsABadLineAndGoesOn() throws Exception {
        try (Connection connection = rig.howdah().connect()) {
            String bad = lines(5_000) + "1\tsecond of its id\n" + lines(5_000);
            for (int round = 0; round < 3; round++) {
                assertEquals(
                        "23505",
                        Sql.state(() -> copy(connection).copyIn(IN, new StringReader(bad))));
                assertEquals("0", Sql.value(connection, "SELECT count(*) FROM copied"));
            }
            assertEquals(3, copy(connection).copyIn(IN, new StringReader(lines(3))));
        }
    }

    @Test
    void givesUpCopyingIn() throws Exception {
        try (Connection connection = rig.howdah().connect()) {
            for (int round = 0; round < 3; round++) {
                CopyIn in = copy(connection).copyIn(IN);
                byte[] line = "1\tx\n".getBytes(StandardCharsets.UTF_8);
                in.writeToCopy(line, 0, line.length);
                in.cancelCopy();
                assertEquals("0", Sql.value(connection, "SELECT count(*) FROM copied"));
            }
        }
    }

    @Test
    void givesUpWhenTheSourceFails() throws Exception {
        try (Connection connection = rig.howdah().connect()) {
            InputStream failing =
                    new InputStream() {
                        @Override
                        public int read() throws IOException {
                            throw new IOException("the disk is on fire");
                        }

                        @Override
                        public int read(byte[] into, int offset, int length) throws IOException {
                            return read();
                        }
                    };
            assertThrows(IOException.class, () -> copy(connection).copyIn(IN, failing));
            assertEquals("0", Sql.value(connection, "SELECT count(*) FROM copied"));
        }
    }

    /** What is left of the client must not reach the next one on its backend. */
    @Test
    void outlivesAClientThatLeavesWhileCopyingOut() throws Exception {
        for (int round = 0; round < 3; round++) {
            Connection connection = rig.howdah().connect();
            CopyOut out =
                    copy(connection)
                            .copyOut("COPY (SELECT generate_series(1, 10000000)) TO STDOUT");
            out.readFromCopy();
            connection.abort(Runnable::run);
            try (Connection next = rig.howdah().connect()) {
                assertEquals("1", Sql.value(next, "SELECT 1"));
            }
        }
    }

    @Test
    void outlivesAClientThatLeavesWhileCopyingIn() throws Exception {
        for (int round = 0; round < 3; round++) {
            Connection connection = rig.howdah().connect();
            CopyIn in = copy(connection).copyIn(IN);
            byte[] line = "1\tx\n".getBytes(StandardCharsets.UTF_8);
            in.writeToCopy(line, 0, line.length);
            in.flushCopy();
            connection.abort(Runnable::run);
            try (Connection next = rig.howdah().connect()) {
                assertEquals("0", Sql.value(next, "SELECT count(*) FROM copied"));
            }
        }
    }

    @Test
    void copiesInsideATransaction() throws Exception {
        try (Connection connection = rig.howdah().connect()) {
            connection.setAutoCommit(false);
            copy(connection).copyIn(IN, new StringReader(lines(10)));
            assertEquals("10", Sql.value(connection, "SELECT count(*) FROM copied"));
            connection.rollback();
            assertEquals("0", Sql.value(connection, "SELECT count(*) FROM copied"));
            connection.commit();
        }
    }

    private static CopyManager copy(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private static String lines(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            lines.append(i).append("\tthe note of line ").append(i).append('\n');
        }
        return lines.toString();
    }
}
