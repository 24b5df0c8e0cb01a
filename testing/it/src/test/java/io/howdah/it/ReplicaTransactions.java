package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.howdah.base.HostPort;
import io.howdah.embedded.EmbeddedCluster;
import io.howdah.gateway.config.Consistency;
import io.howdah.gateway.config.PoolMode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** READ ONLY transactions through Howdah in front of a primary and two replicas. */
abstract class ReplicaTransactions {
    static final String COUNT = "SELECT count(*) FROM items";
    static final String ITEM = "SELECT name FROM items WHERE id = 7";
    static final String WHERE_AM_I = "SELECT pg_is_in_recovery()";

    static EmbeddedCluster cluster;
    static Front front;

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

    final void note() {
        routed = routedNow();
        moved = front.figure("howdah_transactions_moved_total");
        stuck = front.figure("howdah_transactions_stuck_total");
    }

    private static long routedNow() {
        return front.figure("howdah_transactions_routed_total");
    }

    /** How many ran on replicas since the test began. */
    final long routedSince() {
        return routedNow() - routed;
    }

    /** What has become of transactions since the test began. */
    final void assertBecame(int routed, int moved, int stuck) {
        assertEquals(routed, routedSince(), front::toString);
        assertEquals(moved, front.figure("howdah_transactions_moved_total") - this.moved);
        assertEquals(stuck, front.figure("howdah_transactions_stuck_total") - this.stuck);
    }

    /** Of a digest of its own: transactions that have moved stay for a while. */
    static String countAs(String name) {
        return "SELECT count(*) AS " + name + " FROM items";
    }

    static Connection simple() throws SQLException {
        return front.endpoint().connect("preferQueryMode", "simple");
    }

    /** What it has seen before is on every replica by then. */
    static void begin(Connection client, String begin) throws Exception {
        long before = front.figure("howdah_reads_routed_total");
        Await.until(
                () -> "a read goes to a replica: " + front,
                () -> {
                    Sql.run(client, "SELECT 2");
                    return front.figure("howdah_reads_routed_total") > before;
                });
        Sql.run(client, begin);
    }

    static void beginByDriver(Connection client) throws Exception {
        begin(client, "SELECT 3");
        client.setReadOnly(true);
        client.setAutoCommit(false);
    }
}
