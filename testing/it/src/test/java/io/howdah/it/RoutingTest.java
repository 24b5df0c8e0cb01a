package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.embedded.EmbeddedCluster;
import io.howdah.gateway.config.Consistency;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What leaves the primary, and what does not: clients see one server. */
final class RoutingTest {
    private static final int REPEATED = 12;

    private static EmbeddedCluster cluster;
    private static Front front;

    @BeforeAll
    static void start() throws Exception {
        cluster = Servers.cluster(2);
        new Endpoint(cluster.primary())
                .run(
                        """
                        CREATE TABLE items AS SELECT g AS id, 'item ' || g AS name
                            FROM generate_series(1, 1000) g;
                        CREATE UNLOGGED TABLE fleeting AS SELECT 42 AS answer;
                        CREATE TABLE bumps (n int);
                        CREATE SEQUENCE numbers;
                        CREATE FUNCTION bump() RETURNS int LANGUAGE sql AS
                            'INSERT INTO bumps VALUES (1) RETURNING n';
                        CREATE FUNCTION role() RETURNS text LANGUAGE sql STABLE AS
                            'SELECT CASE WHEN pg_is_in_recovery() THEN ''replica''
                                ELSE ''primary'' END';
                        """);
        front = Front.reading(cluster, 8, Consistency.SESSION);
    }

    @AfterAll
    static void stop() throws Exception {
        front.close();
        Servers.stop(cluster);
    }

    @AfterEach
    void leavesEverythingQuiet() throws Exception {
        front.awaitQuiet();
    }

    private static long routed() {
        return front.figure("howdah_reads_routed_total");
    }

    /** Waits until a client's reads may leave the primary, where they have been. */
    private static void awaitRouted(Connection client, String sql) throws Exception {
        long before = routed();
        Await.until(
                () -> sql + " goes to a replica: " + front,
                () -> {
                    Sql.run(client, sql);
                    return routed() > before;
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended", "extendedForPrepared", "extendedCacheEverything"})
    void readsLeaveThePrimary(String mode) throws Exception {
        try (Connection client =
                front.endpoint().connect("preferQueryMode", mode, "prepareThreshold", "2")) {
            awaitRouted(client, "SELECT count(*) FROM items");
            long before = routed();
            try (PreparedStatement read =
                    client.prepareStatement("SELECT name FROM items WHERE id = ?")) {
                int[] id = {0};
                Await.until(
                        () -> mode + ": reads leave the primary: " + front,
                        () -> {
                            read.setInt(1, ++id[0]);
                            try (ResultSet rows = read.executeQuery()) {
                                assertEquals(List.of("item " + id[0]), Sql.rows(rows));
                            }
                            return routed() - before >= REPEATED;
                        });
                // Parse by name does not leave, nor what follows before that answer is covered.
                assertTrue(id[0] <= 3 * REPEATED, mode + ": " + id[0] + " reads");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id FROM items WHERE id = 7 FOR UPDATE",
                "SELECT id FROM items WHERE id = 7 FOR SHARE",
                "SELECT nextval('numbers') > 0",
                "SELECT bump()",
                "WITH new AS (INSERT INTO bumps VALUES (2) RETURNING n) SELECT n FROM new",
                "SELECT pg_advisory_xact_lock(7)",
                "SELECT pg_try_advisory_xact_lock(7)",
                "SELECT pg_is_in_recovery()",
                "SELECT role()",
                "SELECT current_setting('in_hot_standby')",
                "SELECT setting FROM pg_settings WHERE name = 'in_hot_standby'",
                "SHOW in_hot_standby",
                "SHOW transaction_read_only",
                "SHOW port",
                "SELECT current_setting('transaction_read_only')",
                "SELECT current_setting('port')",
                "SELECT inet_server_port()",
                "SELECT pg_last_wal_replay_lsn()",
                "SELECT pg_current_wal_lsn() IS NULL",
                "SELECT txid_current() > 0",
                "SELECT pg_current_xact_id() IS NULL",
                "SELECT count(*) FROM pg_stat_replication",
                "SELECT count(*) FROM pg_replication_slots",
                "SELECT count(*) FROM pg_stat_wal_receiver",
                "SELECT pg_relation_filepath('bumps') IS NULL",
                "SELECT answer FROM fleeting",
                "SELECT pg_notify('channel', '')",
                "SELECT setseed(0.5)",
                "SELECT lo_from_bytea(0, 'x') > 0",
                "TABLE bumps LIMIT 0",
                "EXPLAIN (COSTS OFF) SELECT 1"
            })
    void answersAsOnThePrimary(String sql) throws Exception {
        try (Connection direct = new Endpoint(cluster.primary()).connect();
                Connection simple = front.endpoint().connect("preferQueryMode", "simple");
                Connection extended = front.endpoint().connect("prepareThreshold", "3")) {
            List<String> expected = Sql.rows(direct, sql);
            for (Connection client : List.of(simple, extended)) {
                awaitRouted(client, "SELECT 1");
                for (int i = 0; i < REPEATED; i++) {
                    assertEquals(expected, Sql.rows(client, sql));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO bumps VALUES (3)",
                "SELECT id FROM items WHERE id = 7 FOR UPDATE",
                "SELECT nextval('numbers')",
                "SELECT bump()",
                "SELECT role()"
            })
    void writesAndTheirLikeDoNotLeave(String sql) throws Exception {
        try (Connection client = front.endpoint().connect()) {
            awaitRouted(client, "SELECT 1");
            long before = routed();
            for (int i = 0; i < REPEATED; i++) {
                Sql.run(client, sql);
            }
            assertEquals(before, routed());
        }
    }

    @Test
    void readsInATransactionStay() throws Exception {
        try (Connection client = front.endpoint().connect()) {
            awaitRouted(client, "SELECT count(*) FROM items");
            client.setAutoCommit(false);
            long before = routed();
            for (int i = 0; i < REPEATED; i++) {
                assertEquals("1000", Sql.value(client, "SELECT count(*) FROM items"));
                Sql.run(client, "INSERT INTO bumps VALUES (4)");
            }
            client.rollback();
            assertEquals(before, routed());
        }
    }

    @Test
    void temporaryTablesAreTheClientsOwn() throws Exception {
        try (Connection client = front.endpoint().connect()) {
            awaitRouted(client, "SELECT count(*) FROM items");
            Sql.run(client, "CREATE TEMP TABLE items AS SELECT 1 AS id");
            for (int i = 0; i < REPEATED; i++) {
                assertEquals("1", Sql.value(client, "SELECT count(*) FROM items"));
            }
            Sql.run(client, "DROP TABLE pg_temp.items");
            assertEquals("1000", Sql.value(client, "SELECT count(*) FROM items"));
        }
    }

    @Test
    void anUnloggedTableIsReadFromThePrimaryUnseen() throws Exception {
        try (Connection client = front.endpoint().connect("preferQueryMode", "simple")) {
            awaitRouted(client, "SELECT 1");
            for (int i = 0; i < REPEATED; i++) {
                assertEquals("42", Sql.value(client, "SELECT answer FROM fleeting"));
            }
            long refused = front.figure("howdah_reads_refused_by_replicas_total");
            assertTrue(refused <= 3, refused + " asked of replicas");
        }
    }

    @Test
    void errorsAreTheStatementsOwn() throws SQLException {
        try (Connection client = front.endpoint().connect()) {
            for (int i = 0; i < REPEATED; i++) {
                String sql = "SELECT 1 / (id - 7) FROM items";
                assertEquals("22012", Sql.state(() -> Sql.run(client, sql)));
            }
        }
    }

    @Test
    void driversThatLookForThePrimaryFindIt() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (Connection client = front.endpoint().connect("targetServerType", "primary")) {
                Sql.run(client, "INSERT INTO bumps VALUES (5)");
                awaitRouted(client, "SELECT count(*) FROM bumps");
            }
        }
    }

    @Test
    void settingsGoWhereTheReadsGo() throws Exception {
        try (Connection client = front.endpoint().connect()) {
            Sql.run(client, "SET timezone = 'Asia/Tokyo'");
            awaitRouted(client, "SELECT count(*) FROM items");
            String sql = "SELECT '2026-01-01 00:00:00+00'::timestamptz::text";
            awaitRouted(client, sql);
            for (int i = 0; i < REPEATED; i++) {
                assertEquals("2026-01-01 09:00:00+09", Sql.value(client, sql));
            }
        }
    }
}
