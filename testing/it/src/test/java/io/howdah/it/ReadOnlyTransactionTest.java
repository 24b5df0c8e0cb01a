package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.HostPort;
import io.howdah.base.Randomness;
import io.howdah.embedded.EmbeddedCluster;
import io.howdah.gateway.config.Consistency;
import io.howdah.gateway.config.PoolMode;
import io.howdah.it.parity.BrokenClient;
import io.howdah.wire.FrontendMessage.Bind;
import io.howdah.wire.FrontendMessage.Close;
import io.howdah.wire.FrontendMessage.Execute;
import io.howdah.wire.FrontendMessage.Parse;
import io.howdah.wire.Target;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** READ ONLY transactions run on replicas, and clients see one server. */
final class ReadOnlyTransactionTest {
    private static final String COUNT = "SELECT count(*) FROM items";
    private static final String ITEM = "SELECT name FROM items WHERE id = 7";
    private static final long SEED = Long.getLong("howdah.seed", 1);
    private static final String WHERE_AM_I = "SELECT pg_is_in_recovery()";

    private static EmbeddedCluster cluster;
    private static Front front;

    private long routed;
    private long moved;
    private long stuck;

    @BeforeAll
    static void start() throws Exception {
        cluster = Servers.cluster(2);
        new Endpoint(cluster.primary())
                .run(
                        """
                        CREATE TABLE items AS SELECT g AS id, 'item ' || g AS name
                            FROM generate_series(1, 1000) g;
                        CREATE TABLE written (n int);
                        CREATE VIEW clock AS SELECT current_timestamp AS t;
                        CREATE UNLOGGED TABLE fleeting AS SELECT 42 AS answer;
                        """);
        HostPort[] nodes = cluster.nodes().toArray(HostPort[]::new);
        front =
                Front.of(
                        new FrontPlan(nodes)
                                .pooled(PoolMode.TRANSACTION, 8)
                                .holding(Duration.ofSeconds(1))
                                .reading(Consistency.SESSION));
        front.awaitRouting();
    }

    @AfterAll
    static void stop() throws Exception {
        front.close();
        Servers.stop(cluster);
    }

    /** The first of each loop stay: how the server isolates by default is not known yet. */
    @BeforeEach
    void awaitTransactionsRouted() throws Exception {
        for (int i = 0; i < 2 * FrontPlan.LOOPS; i++) {
            try (Connection client = simple()) {
                Await.until(
                        () -> "transactions go to replicas: " + front,
                        () -> {
                            long before = routedNow();
                            begin(client, "BEGIN READ ONLY");
                            Sql.run(client, "SELECT 1");
                            Sql.run(client, "COMMIT");
                            return routedNow() > before;
                        });
            }
        }
        note();
    }

    @AfterEach
    void leavesEverythingQuiet() throws Exception {
        front.awaitQuiet();
    }

    private void note() {
        routed = routedNow();
        moved = front.figure("howdah_transactions_moved_total");
        stuck = front.figure("howdah_transactions_stuck_total");
    }

    private static long routedNow() {
        return front.figure("howdah_transactions_routed_total");
    }

    /** What has become of transactions since the test began. */
    private void assertBecame(int routed, int moved, int stuck) {
        assertEquals(routed, routedNow() - this.routed, front::toString);
        assertEquals(moved, front.figure("howdah_transactions_moved_total") - this.moved);
        assertEquals(stuck, front.figure("howdah_transactions_stuck_total") - this.stuck);
    }

    /** Of a digest of its own: transactions that have moved stay for a while. */
    private static String countAs(String name) {
        return "SELECT count(*) AS " + name + " FROM items";
    }

    private static Connection simple() throws SQLException {
        return front.endpoint().connect("preferQueryMode", "simple");
    }

    /** What it has seen before is on every replica by then. */
    private static void begin(Connection client, String begin) throws Exception {
        long before = front.figure("howdah_reads_routed_total");
        Await.until(
                () -> "a read goes to a replica: " + front,
                () -> {
                    Sql.run(client, "SELECT 2");
                    return front.figure("howdah_reads_routed_total") > before;
                });
        Sql.run(client, begin);
    }

    private static void beginByDriver(Connection client) throws Exception {
        begin(client, "SELECT 3");
        client.setReadOnly(true);
        client.setAutoCommit(false);
    }

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
            long now = routedNow() - routed;
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
        long now = routedNow() - routed;
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

    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended"})
    void moveToThePrimaryForWhatOnlyThatCanAnswer(String mode) throws Exception {
        String count = countAs(mode);
        try (Connection client = front.endpoint().connect("preferQueryMode", mode)) {
            beginByDriver(client);
            assertEquals("1000", Sql.value(client, count));
            assertEquals("f", Sql.value(client, WHERE_AM_I));
            assertEquals("1000", Sql.value(client, count));
            assertEquals("42", Sql.value(client, "SELECT answer FROM fleeting"));
            client.commit();
            assertBecame(1, 1, 0);
        }
    }

    /** Else each of them would begin twice. */
    @Test
    void stayWhereOthersLikeThemHaveMovedTo() throws Exception {
        String count = countAs("moving");
        try (Connection client = simple()) {
            for (int i = 0; i < 6; i++) {
                begin(client, "BEGIN READ ONLY");
                assertEquals("1000", Sql.value(client, count));
                assertEquals("f", Sql.value(client, WHERE_AM_I));
                Sql.run(client, "COMMIT");
            }
            assertBecame(3, 3, 0);
        }
    }

    /** What it is to be like is settled by its first statement, wherever that ran. */
    @Test
    void areWhatTheyWereWhenTheyMove() throws Exception {
        for (String change :
                List.of(
                        "SET TRANSACTION READ WRITE",
                        "SET transaction_read_only = off",
                        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")) {
            try (Connection client = simple()) {
                begin(client, "BEGIN READ ONLY");
                assertEquals("1000", Sql.value(client, countAs("w" + change.length())));
                assertEquals("25001", Sql.state(() -> Sql.run(client, change)));
                Sql.run(client, "ROLLBACK");
            }
        }
        assertBecame(3, 3, 0);
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
    void moveWhenAReplicaRefuses() throws Exception {
        try (Connection client = simple()) {
            begin(client, "BEGIN READ ONLY");
            assertEquals("item 7", Sql.value(client, ITEM));
            assertEquals("42", Sql.value(client, "SELECT answer + 0 FROM fleeting"));
            assertEquals("item 7", Sql.value(client, ITEM));
            Sql.run(client, "COMMIT");
            assertBecame(1, 1, 0);
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

    @ParameterizedTest
    @ValueSource(strings = {"COMMIT", "ROLLBACK"})
    void failAsOnThePrimary(String end) throws Exception {
        try (Connection client = simple()) {
            begin(client, "BEGIN READ ONLY");
            assertEquals("1000", Sql.value(client, COUNT));
            String wrong = "SELECT 1 / (id - 7) FROM items";
            assertEquals("22012", Sql.state(() -> Sql.run(client, wrong)));
            assertEquals("25P02", Sql.state(() -> Sql.run(client, COUNT)));
            Sql.run(client, end);
            assertEquals("1000", Sql.value(client, COUNT));
            assertBecame(1, 0, 0);
        }
    }

    /** It tells one time of its beginning, and not another one after it. */
    @Test
    void thatHaveToldTheTimeBeginAgain() throws Exception {
        String now = "SELECT now()::text, count(*) FROM items";
        try (Connection client = simple()) {
            begin(client, "BEGIN READ ONLY");
            String told = Sql.value(client, now);
            assertEquals(told, Sql.value(client, now));
            assertEquals("40001", Sql.state(() -> Sql.run(client, WHERE_AM_I)));
            assertEquals("25P02", Sql.state(() -> Sql.run(client, COUNT)));
            Sql.run(client, "ROLLBACK");
            assertBecame(1, 0, 1);
            begin(client, "BEGIN READ ONLY");
            String toldNext = Sql.value(client, now);
            assertNotEquals(told, toldNext);
            assertEquals("f", Sql.value(client, WHERE_AM_I));
            assertEquals(toldNext, Sql.value(client, now));
            Sql.run(client, "COMMIT");
            assertBecame(1, 0, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT t FROM clock", "SELECT 'now'::timestamptz"})
    void thatHaveToldTheTimeOtherwiseBeginAgain(String time) throws Exception {
        try (Connection client = simple()) {
            begin(client, "BEGIN READ ONLY");
            Sql.run(client, time);
            assertEquals("40001", Sql.state(() -> Sql.run(client, WHERE_AM_I)));
            Sql.run(client, "ROLLBACK");
            assertBecame(1, 0, 1);
        }
    }

    @Test
    void beginAgainOnThePrimaryWhereTheReplicaRefusesTooLate() throws Exception {
        String now = "SELECT now()::text AS late, count(*) FROM items";
        try (Connection client = simple()) {
            begin(client, "BEGIN READ ONLY");
            Sql.run(client, now);
            String unlogged = "SELECT answer - 1 FROM fleeting";
            assertEquals("40001", Sql.state(() -> Sql.run(client, unlogged)));
            assertEquals("25P02", Sql.state(() -> Sql.run(client, unlogged)));
            Sql.run(client, "ROLLBACK");
            assertBecame(1, 0, 1);
            begin(client, "BEGIN READ ONLY");
            Sql.run(client, now);
            assertEquals("41", Sql.value(client, unlogged));
            Sql.run(client, "COMMIT");
            assertBecame(1, 0, 1);
        }
    }

    @Test
    void withOneSnapshotMoveAsLongAsTheyHaveNone() throws Exception {
        try (Connection client = simple()) {
            Sql.run(client, "SET howdah.route = 'replicas'");
            begin(client, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            assertEquals("84", Sql.value(client, "SELECT answer * 2 FROM fleeting"));
            assertEquals("repeatable read", Sql.value(client, "SHOW transaction_isolation"));
            Sql.run(client, "COMMIT");
            assertBecame(1, 1, 0);
        }
    }

    @Test
    void staysWhateverOthersDefine() throws Exception {
        try (Connection client = simple();
                Connection other = simple()) {
            begin(client, "BEGIN READ ONLY");
            Sql.run(client, "SELECT now(), name FROM items WHERE id = 1");
            for (int i = 0; i < 5; i++) {
                Sql.run(other, "CREATE TEMP TABLE mine" + i + " (id int)");
                assertEquals("1000", Sql.value(client, COUNT));
            }
            Sql.run(client, "COMMIT");
            assertBecame(1, 0, 0);
        }
    }

    @Test
    void withOneSnapshotKeepIt() throws Exception {
        String count = "SELECT count(*) FROM written, generate_series(1, 1)";
        try (Connection client = simple()) {
            Sql.run(client, "SET howdah.route = 'replicas'");
            begin(client, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            String before = Sql.value(client, count);
            new Endpoint(cluster.primary()).run("INSERT INTO written VALUES (3)");
            assertEquals(before, Sql.value(client, count));
            assertEquals("40001", Sql.state(() -> Sql.run(client, WHERE_AM_I)));
            Sql.run(client, "ROLLBACK");
            assertBecame(1, 0, 1);
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
    void goOnWhenTheirBackendIsLost() throws Exception {
        try (Connection client = simple();
                Connection one = new Endpoint(cluster.nodes().get(1)).connect();
                Connection two = new Endpoint(cluster.nodes().get(2)).connect()) {
            begin(client, "BEGIN READ ONLY");
            assertEquals("1000", Sql.value(client, COUNT));
            for (Connection replica : List.of(one, two)) {
                Sql.rows(
                        replica,
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state ="
                                + " 'idle in transaction'");
            }
            assertEquals("item 7", Sql.value(client, ITEM));
            Sql.run(client, "COMMIT");
            assertBecame(1, 1, 0);
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

    @Test
    void areCancelled() throws Exception {
        try (Connection client = simple();
                Statement statement = client.createStatement()) {
            begin(client, "BEGIN READ ONLY");
            assertEquals("1000", Sql.value(client, COUNT));
            Thread canceller =
                    Thread.startVirtualThread(
                            () -> {
                                try {
                                    Await.until("it runs", ReadOnlyTransactionTest::isSlow);
                                    statement.cancel();
                                } catch (Exception e) {
                                    throw new AssertionError(e);
                                }
                            });
            String slow = "SELECT count(*) FROM items, generate_series(1, 1000000) many";
            assertEquals("57014", Sql.state(() -> statement.executeQuery(slow)));
            canceller.join();
            Sql.run(client, "ROLLBACK");
            assertEquals("1000", Sql.value(client, COUNT));
        }
    }

    private static boolean isSlow() throws SQLException {
        for (HostPort replica : cluster.nodes().subList(1, 3)) {
            try (Connection direct = new Endpoint(replica).connect()) {
                String sql =
                        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query"
                                + " LIKE '%1000000) many%' AND pid <> pg_backend_pid()";
                if (!Sql.value(direct, sql).equals("0")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isEnded(byte[] bytes, int patienceMillis) throws IOException {
        return BrokenClient.isEnded(
                front.endpoint().address(),
                Endpoint.DATABASE,
                List.of("BEGIN READ ONLY", countAs("broken")),
                bytes,
                patienceMillis);
    }

    private static byte[] unit(String sql) {
        return BrokenClient.bytes(
                new Close(Target.PORTAL, ""),
                new Parse("", sql, List.of()),
                new Bind("", "", List.of(), List.of(), List.of()),
                new Execute("", 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, Integer.MAX_VALUE - 15, 0, 3, -1, Integer.MIN_VALUE})
    void endWithAClientThatBreaksTheProtocol(int length) throws Exception {
        for (String sql : List.of(ITEM, "COMMIT", WHERE_AM_I)) {
            for (byte type : new byte[] {'S', 'C', 'B', 'P', 'E'}) {
                byte[] unit = unit(sql);
                byte[] bytes =
                        ByteBuffer.allocate(unit.length + 5)
                                .put(unit)
                                .put(type)
                                .putInt(length)
                                .array();
                assertTrue(isEnded(bytes, 10_000), sql + " " + (char) type + " " + length);
            }
        }
    }

    @Test
    void endWithClientsOfWhateverBytes() throws Exception {
        Randomness random = Randomness.seeded(SEED);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = unit(i % 2 == 0 ? ITEM : "COMMIT");
            for (int j = 0; j <= random.nextInt(4); j++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            boolean _ = isEnded(bytes, 2);
        }
        front.awaitQuiet();
        try (Connection client = simple()) {
            begin(client, "BEGIN READ ONLY");
            assertEquals("1000", Sql.value(client, COUNT));
            Sql.run(client, "COMMIT");
        }
    }

    @Test
    void leaveNothingBehindWhenTheClientGoes() throws Exception {
        Connection client = simple();
        begin(client, "BEGIN READ ONLY");
        assertEquals("1000", Sql.value(client, COUNT));
        client.abort(Runnable::run);
        front.awaitQuiet();
        assertBecame(1, 0, 0);
    }
}
