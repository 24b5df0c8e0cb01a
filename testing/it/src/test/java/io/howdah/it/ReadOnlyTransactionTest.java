package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** READ ONLY transactions run on replicas, and clients see one server. */
final class ReadOnlyTransactionTest extends ReplicaTransactions {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN READ ONLY",
                "/* report */ START TRANSACTION READ ONLY",
                "BEGIN ISOLATION LEVEL READ COMMITTED, READ ONLY",
                "begin transaction isolation level read uncommitted read only not deferrable"
            })
    void runOnAReplica(String begin) throws Exception {
        try (Connection client = simple()) {
            begin(client, begin);
            assertEquals("1000", Sql.value(client, COUNT));
            assertEquals("item 7", Sql.value(client, ITEM));
            Sql.run(client, "COMMIT");
            assertBecame(1, 0, 0);
        }
    }

    @Test
    void runOnAReplicaAsTheSessionSays() throws Exception {
        try (Connection client = simple()) {
            Sql.run(client, "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
            begin(client, "BEGIN");
            assertEquals("1000", Sql.value(client, COUNT));
            Sql.run(client, "COMMIT");
            begin(client, "BEGIN READ WRITE");
            Sql.run(client, "INSERT INTO written VALUES (1)");
            Sql.run(client, "ROLLBACK");
            assertBecame(1, 0, 0);
        }
    }

    /** As Go's lib/pq does it. */
    @Test
    void runOnAReplicaAsTheyAreSetAfterTheirBeginning() throws Exception {
        try (Connection client = simple()) {
            begin(client, "BEGIN");
            Sql.run(client, "SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
            Sql.run(client, "SET TRANSACTION READ ONLY");
            assertEquals("1000", Sql.value(client, countAs("set")));
            assertEquals("on", Sql.value(client, "SHOW transaction_read_only"));
            assertEquals("25006", Sql.state(() -> Sql.run(client, "DELETE FROM items")));
            Sql.run(client, "ROLLBACK");
            assertBecame(1, 1, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended", "extendedCacheEverything"})
    void runOnAReplicaWhenADriverBeginsThem(String mode) throws Exception {
        try (Connection client =
                front.endpoint().connect("preferQueryMode", mode, "prepareThreshold", "2")) {
            int rounds = 12;
            for (int i = 0; i < rounds; i++) {
                beginByDriver(client);
                for (int id = 1; id < 4; id++) {
                    String sql = "SELECT name FROM items WHERE id = ?";
                    assertEquals("item " + id, Sql.value(client, sql, id));
                }
                client.commit();
                client.setAutoCommit(true);
                client.setReadOnly(false);
            }
            long now = routedSince();
            // Parse by name stays where it is, and so does its transaction.
            assertTrue(now >= rounds - 4, mode + ": " + now + " of " + rounds + ": " + front);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"psycopg", "psycopg2"})
    void runOnAReplicaWhenPsycopgBeginsThem(String driver) throws Exception {
        Peer.require(Path.of("/usr/lib/python3/dist-packages", driver), "python3-" + driver);
        Path script = Path.of("drivers/python/read_only.py").toAbsolutePath();
        Tool python = new Tool(Path.of("/usr/bin/python3"), Map.of("PYTHONDONTWRITEBYTECODE", "1"));
        assertEquals("10\n", python.run(front.endpoint(), script.toString(), driver));
        long now = routedSince();
        assertTrue(now >= 8, now + " of 10: " + front);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN",
                "BEGIN READ WRITE",
                "BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY",
                "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
                "BEGIN READ ONLY; SELECT 1"
            })
    void others(String begin) throws Exception {
        try (Connection client = simple()) {
            begin(client, begin);
            assertEquals("1000", Sql.value(client, COUNT));
            Sql.run(client, "COMMIT");
            assertBecame(0, 0, 0);
        }
    }

    @Test
    void ofASessionThatIsSerializableStay() throws Exception {
        try (Connection client = simple()) {
            Sql.run(client, "SET default_transaction_isolation = 'serializable'");
            for (String begin : List.of("BEGIN READ ONLY", "BEGIN")) {
                Sql.run(client, begin);
                assertEquals("serializable", Sql.value(client, "SHOW transaction_isolation"));
                assertEquals("1000", Sql.value(client, COUNT));
                Sql.run(client, "COMMIT");
            }
            assertBecame(0, 0, 0);
        }
    }

    /** Its first read may be old by a hint, the next not. */
    @Test
    void areAsFreshAsEachStatementWants() throws Exception {
        try (Connection client = simple();
                Connection one = new Endpoint(cluster.nodes().get(1)).connect();
                Connection two = new Endpoint(cluster.nodes().get(2)).connect()) {
            SlowReplay.pause(one, true);
            SlowReplay.pause(two, true);
            try {
                Sql.run(client, "INSERT INTO written VALUES (1000000)");
                Sql.run(client, COUNT); // until then it may keep its backend
                Sql.run(client, "BEGIN READ ONLY");
                Sql.run(client, "/* howdah: consistency=eventual */ " + countAs("old"));
                assertEquals("1000000", Sql.value(client, "SELECT max(n) FROM written"));
                Sql.run(client, "COMMIT");
                assertBecame(1, 1, 0);
            } finally {
                SlowReplay.pause(one, false);
                SlowReplay.pause(two, false);
            }
            Sql.run(client, "DELETE FROM written WHERE n = 1000000");
        }
    }

    @Test
    void canWriteNowhere() throws Exception {
        try (Connection client = simple()) {
            begin(client, "BEGIN READ ONLY");
            assertEquals("1000", Sql.value(client, countAs("write")));
            assertEquals(
                    "25006", Sql.state(() -> Sql.run(client, "INSERT INTO written VALUES (1)")));
            assertEquals("25P02", Sql.state(() -> Sql.run(client, ITEM)));
            Sql.run(client, "ROLLBACK");
            Sql.run(client, "INSERT INTO written VALUES (2)");
            assertEquals("2", Sql.value(client, "SELECT n FROM written WHERE n < 3"));
            assertBecame(1, 1, 0);
        }
    }

    @Test
    void readWhatTheirClientHasWritten() throws Exception {
        try (Connection client = front.endpoint().connect();
                PreparedStatement write =
                        client.prepareStatement("INSERT INTO written VALUES (?)")) {
            for (int i = 2000; i < 2100; i++) {
                write.setInt(1, i);
                write.execute();
                client.setReadOnly(true);
                client.setAutoCommit(false);
                String sql = "SELECT max(n) FROM written";
                assertEquals(Integer.toString(i), Sql.value(client, sql));
                assertEquals(Integer.toString(i), Sql.value(client, sql));
                client.commit();
                client.setAutoCommit(true);
                client.setReadOnly(false);
            }
        }
    }

    @Test
    void readManyRowsAtATime() throws Exception {
        try (Connection client = front.endpoint().connect()) {
            beginByDriver(client);
            assertEquals("1000", Sql.value(client, countAs("many")));
            try (Statement statement = client.createStatement()) {
                statement.setFetchSize(10);
                try (ResultSet rows = statement.executeQuery("SELECT id FROM items")) {
                    assertEquals(1000, Sql.rows(rows).size());
                }
            }
            client.commit();
            assertBecame(1, 1, 0);
        }
    }
}
