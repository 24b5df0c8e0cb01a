package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Much more data than the gateway has memory, at the pace of whoever is slower. */
@EachRig(18)
final class StreamingTest {
    private static final int MEGABYTES = 32;
    private static final long ROWS = 300_000;
    private static final String ROW = "x".repeat(999);

    /** 300 MB. */
    private static final String SERIES =
            "SELECT repeat('x', 999) FROM generate_series(1, " + ROWS + ")";

    /** What sockets on the way may hold; far less than what is sent. */
    private static final long IN_SOCKETS_BYTES = 60_000_000;

    private final Rig rig;

    StreamingTest(Rig rig) {
        this.rig = rig;
    }

    @Test
    void holdsBackServersForSlowReaders() throws Exception {
        try (FrontProcess front = start()) {
            List<Connection> readers = new ArrayList<>();
            List<CopyOut> copies = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                readers.add(front.endpoint().connect());
                copies.add(copyOut(readers.getLast()));
            }
            await("all servers wait for their clients", "ClientWrite", 8);
            assertEquals(ROWS * (ROW.length() + 1), readAll(copies.getFirst()));
            assertEquals("1", Sql.value(readers.getFirst(), "SELECT 1"));
            for (Connection reader : readers) {
                reader.abort(Runnable::run);
            }
            await("no server waits any more", "ClientWrite", 0);
            assertLittleMemory(front);
        }
    }

    @Test
    void streamsAResult() throws Exception {
        try (FrontProcess front = start();
                Connection connection = front.endpoint().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(20_000);
            long rows = 0;
            try (ResultSet result = statement.executeQuery(SERIES)) {
                while (result.next()) {
                    assertEquals(ROW.length(), result.getBytes(1).length);
                    rows++;
                }
            }
            assertEquals(ROWS, rows);
            connection.commit();
            assertLittleMemory(front);
        }
    }

    @Test
    void holdsBackAClientForASlowServer() throws Exception {
        rig.direct()
                .run(
                        """
                        DROP TABLE IF EXISTS slow;
                        CREATE UNLOGGED TABLE slow (note text);
                        CREATE OR REPLACE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS
                            'BEGIN PERFORM pg_advisory_xact_lock(4712); RETURN NEW; END';
                        CREATE TRIGGER wait BEFORE INSERT ON slow FOR EACH ROW
                            WHEN (NEW.note = 'wait') EXECUTE FUNCTION wait();
                        """);
        try (FrontProcess front = start();
                Connection gate = rig.direct().connect();
                Connection writer = front.endpoint().connect()) {
            Sql.run(gate, "SELECT pg_advisory_lock(4712)");
            AtomicLong sent = new AtomicLong();
            CompletableFuture<Long> copied = new CompletableFuture<>();
            Thread.startVirtualThread(() -> copyIn(writer, sent, copied));
            await("the server waits for the lock", "advisory", 1);
            awaitStandstill(sent);
            assertTrue(sent.get() < IN_SOCKETS_BYTES, sent + " bytes are somewhere");
            Sql.run(gate, "SELECT pg_advisory_unlock(4712)");
            assertEquals(ROWS + 1, copied.get());
            assertLittleMemory(front);
        }
        rig.direct().run("DROP TABLE slow");
    }

    private FrontProcess start() throws Exception {
        return FrontProcess.start(rig.mode(), rig.direct().address(), MEGABYTES);
    }

    private static void assertLittleMemory(FrontProcess front) throws Exception {
        long peak = front.peakMegabytes();
        System.out.println("the gateway's process took " + peak + " MB at most");
        assertTrue(peak < 250, peak + " MB");
    }

    private static CopyOut copyOut(Connection connection) throws SQLException {
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (" + SERIES + ") TO STDOUT");
    }

    private static long readAll(CopyOut copy) throws SQLException {
        long bytes = 0;
        for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
            bytes += row.length;
        }
        return bytes;
    }

    private static void copyIn(
            Connection connection, AtomicLong sent, CompletableFuture<Long> copied) {
        try {
            CopyIn copy =
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("COPY slow FROM STDIN");
            byte[] wait = "wait\n".getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(wait, 0, wait.length);
            byte[] row = (ROW + "\n").getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < ROWS; i++) {
                copy.writeToCopy(row, 0, row.length);
                sent.addAndGet(row.length);
            }
            copied.complete(copy.endCopy());
        } catch (SQLException e) {
            copied.completeExceptionally(e);
        }
    }

    private void await(String what, String waitEvent, int servers) throws Exception {
        try (Connection connection = rig.direct().connect()) {
            String count = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = ?";
            Await.until(what, () -> Sql.value(connection, count, waitEvent).equals("" + servers));
        }
    }

    /** Nothing says that a writer is blocked but that it gets no further, look after look. */
    private static void awaitStandstill(AtomicLong sent) throws Exception {
        long[] seen = {-1, 0};
        Await.until(
                "the writer is held back",
                () -> {
                    boolean same = sent.get() == seen[0];
                    seen[0] = sent.get();
                    seen[1] = same ? seen[1] + 1 : 0;
                    return seen[1] == 40;
                });
    }
}
