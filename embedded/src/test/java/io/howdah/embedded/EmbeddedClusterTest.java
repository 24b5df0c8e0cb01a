package io.howdah.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

final class EmbeddedClusterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private TestFolder folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = new TestFolder();
    }

    @AfterEach
    void deleteFolder() throws IOException {
        folder.close();
    }

    @Test
    void replicatesWritesAndKeepsThemOverARestart() throws Exception {
        List<HostPort> nodes;
        try (EmbeddedCluster cluster = start(2)) {
            assertTrue(cluster.isNew());
            nodes = cluster.nodes();
            assertEquals(3, nodes.size());
            assertEquals(cluster.primary(), nodes.getFirst());
            run(cluster.primary(), "CREATE TABLE t AS SELECT 42 AS answer");
            awaitOnAll(nodes, "SELECT answer FROM t", "42");
            assertEquals("logical", query(cluster.primary(), "SHOW wal_level"));
            assertEquals("on", query(cluster.primary(), "SHOW track_commit_timestamp"));
            assertEquals("on", query(cluster.primary(), "SHOW fsync"));
            assertEquals("t", query(nodes.getLast(), "SELECT pg_is_in_recovery()"));
            query(cluster.primary(), "SELECT count(*) FROM pg_stat_statements");
        }
        for (String server : List.of("primary", "replica-1", "replica-2")) {
            assertFalse(Files.exists(PidFile.path(folder.data().resolve(server))), server);
            assertTrue(log(server).contains("database system is shut down"), server);
        }
        try (EmbeddedCluster cluster = start(2)) {
            assertFalse(cluster.isNew());
            assertEquals(nodes, cluster.nodes());
            awaitOnAll(nodes, "SELECT answer FROM t", "42");
        }
    }

    @Test
    void addsAndRemovesReplicas() throws Exception {
        try (EmbeddedCluster cluster = start(0)) {
            run(cluster.primary(), "CREATE TABLE t AS SELECT 1 AS answer");
        }
        try (EmbeddedCluster cluster = start(1)) {
            awaitOnAll(cluster.nodes(), "SELECT answer FROM t", "1");
        }
        assertTrue(
                log.contains("replica-1 has no data; it is cloned from the primary"),
                log::toString);
        try (EmbeddedCluster cluster = start(0)) {
            assertEquals(
                    "0", query(cluster.primary(), "SELECT count(*) FROM pg_replication_slots"));
            assertFalse(Files.exists(folder.data().resolve("replica-1")));
        }
    }

    @Test
    void clonesReplicasThatLostTheirWalOrTheirData() throws Exception {
        start(2).close();
        Path replica = folder.data().resolve("replica-1");
        Path away = folder.path().resolve("replica-1");
        Files.move(replica, away);
        try (EmbeddedCluster cluster = start(0)) {
            run(cluster.primary(), "CREATE TABLE t AS SELECT 7 AS answer");
            loseWalOf(cluster.primary(), "replica_1");
        }
        Files.move(away, replica);
        try (EmbeddedCluster cluster = start(2)) {
            awaitOnAll(cluster.nodes(), "SELECT answer FROM t", "7");
        }
        assertTrue(log.toString().contains("replica-1 was away too long"), log::toString);
        assertTrue(log.toString().contains("replica-2 has no data"), log::toString);
    }

    @Test
    void choosesAnotherPortWhenTheFormerOneIsTaken() throws Exception {
        HostPort former;
        try (EmbeddedCluster cluster = start(0)) {
            former = cluster.primary();
        }
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(former.host(), former.port()));
            try (EmbeddedCluster cluster = start(0)) {
                assertFalse(cluster.primary().equals(former));
                assertEquals("1", query(cluster.primary(), "SELECT 1"));
            }
        }
    }

    @Test
    void refusesDataThatItCannotServe() throws Exception {
        try (EmbeddedCluster cluster = start(0)) {
            ClusterException inUse = assertThrows(ClusterException.class, () -> start(0));
            assertTrue(inUse.getMessage().contains("another Howdah (process "), inUse.getMessage());
            assertEquals("1", query(cluster.primary(), "SELECT 1"));
        }
        Path primary = folder.data().resolve("primary");
        Files.writeString(primary.resolve("PG_VERSION"), "17\n");
        assertRefuses("holds data of PostgreSQL 17, this Howdah brings 18");
        Files.writeString(primary.resolve("PG_VERSION"), "18\n");
        Files.writeString(primary.resolve("standby.signal"), "");
        assertRefuses("was made a replica");
        Files.delete(primary.resolve("standby.signal"));
        Files.writeString(primary.resolve("postgresql.auto.conf"), "max_connections = many\n");
        assertRefuses("primary on port ");
        Files.delete(primary.resolve("global/pg_control"));
        assertRefuses("is not a whole PostgreSQL data directory");
        Files.move(primary, folder.data().resolve("replica-1"));
        assertRefuses("holds replica-1 but no primary");
    }

    @Test
    void stopsServersThatOutlivedTheirHowdah() throws Exception {
        Process killed = ClusterProcess.start(folder.data());
        List<ProcessHandle> orphans;
        try {
            orphans = ClusterProcess.awaitServers(killed);
            run(port("primary"), "CREATE TABLE t AS SELECT 5 AS answer");
        } finally {
            killed.destroyForcibly().waitFor();
        }
        assertEquals(2, orphans.stream().filter(ProcessHandle::isAlive).count());
        try (EmbeddedCluster cluster = start(1)) {
            assertEquals(0, orphans.stream().filter(ProcessHandle::isAlive).count());
            awaitOnAll(cluster.nodes(), "SELECT answer FROM t", "5");
        }
        assertEquals(2, log.stream().filter(line -> line.contains("left behind")).count());
    }

    private void assertRefuses(String reason) {
        ClusterException e = assertThrows(ClusterException.class, () -> start(0));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
    }

    /** Makes a slot that nobody reads from, and more WAL than may be kept for it. */
    private static void loseWalOf(HostPort primary, String slot) throws SQLException {
        run(primary, "SELECT pg_create_physical_replication_slot('" + slot + "', true)");
        run(primary, "ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'");
        run(primary, "SELECT pg_reload_conf()");
        for (int segment = 0; segment < 3; segment++) {
            run(primary, "SELECT pg_logical_emit_message(true, 'test', 'x')");
            run(primary, "SELECT pg_switch_wal()");
        }
        run(primary, "CHECKPOINT");
        assertEquals("lost", query(primary, "SELECT wal_status FROM pg_replication_slots"));
        run(primary, "ALTER SYSTEM RESET max_slot_wal_keep_size");
    }

    private EmbeddedCluster start(int replicas) throws ClusterException, InterruptedException {
        return EmbeddedCluster.start(
                new ClusterSettings(folder.data(), replicas), Clock.system(), log::add);
    }

    private HostPort port(String server) throws IOException {
        int port = new Ports(folder.data().resolve("ports")).remembered().getOrDefault(server, 0);
        return new HostPort(Site.HOST, port);
    }

    private String log(String server) throws IOException {
        return Files.readString(folder.data().resolve(server + ".log"));
    }

    private static void awaitOnAll(List<HostPort> nodes, String sql, String answer)
            throws ClusterException, InterruptedException {
        for (HostPort node : nodes) {
            assertTrue(
                    Poll.until(Clock.system(), PATIENCE, () -> answers(node, sql, answer)),
                    () -> node + " does not answer " + answer + " to " + sql);
        }
    }

    private static boolean answers(HostPort node, String sql, String answer) {
        try {
            return query(node, sql).equals(answer);
        } catch (SQLException _) {
            return false; // the table has not arrived yet
        }
    }

    private static void run(HostPort node, String sql) throws SQLException {
        try (Connection connection = Database.connect(node)) {
            Database.run(connection, sql);
        }
    }

    private static String query(HostPort node, String sql) throws SQLException {
        try (Connection connection = Database.connect(node)) {
            return Database.column(connection, sql).getFirst();
        }
    }
}
