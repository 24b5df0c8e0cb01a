package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;
import io.howdah.embedded.EmbeddedCluster;
import io.howdah.gateway.control.NodeSnapshot;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import java.sql.Connection;

/** What Howdah finds out about the nodes of a cluster by asking them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class NodesTest {
    private static EmbeddedCluster cluster;
    private static EmbeddedCluster other;

    private Door door;
    private Front front;

    @BeforeAll
    static void startClusters() throws Exception {
        cluster = Servers.cluster(2);
        other = Servers.cluster(0);
    }

    @AfterAll
    static void stopClusters() throws Exception {
        Servers.stop(cluster);
        Servers.stop(other);
    }

    private static HostPort primary() {
        return cluster.primary();
    }

    private static HostPort replica() {
        return cluster.nodes().get(1);
    }

    @BeforeEach
    void startFront() throws Exception {
        door = new Door(cluster.nodes().get(2));
        front = Front.of(new FrontPlan(replica(), primary(), door.address(), other.primary()));
    }

    @AfterEach
    void stopFront() throws Exception {
        front.close();
        door.close();
    }

    private NodeSnapshot.Standing standing(HostPort node) throws InterruptedException {
        return front.node(node).standing();
    }

    private void awaitReadable(HostPort node, boolean readable) throws Exception {
        Await.until(
                () -> node + " is" + (readable ? " " : " not ") + "readable: " + front,
                () -> standing(node).readable() == readable);
    }

    @Test
    void findsRolesBeforeAnybodyComes() throws Exception {
        awaitReadable(replica(), true);
        awaitReadable(door.address(), true);
        assertTrue(front.node(primary()).primary());
        assertEquals("primary", standing(primary()).role());
        assertFalse(standing(primary()).readable());
        assertEquals(primary().toString(), standing(replica()).upstream());
        assertEquals(1, standing(replica()).timeline());
        assertTrue(standing(replica()).version() >= 180_000);
        Await.until("the LSN is known", () -> !standing(replica()).lsn().isEmpty());
    }

    @Test
    void refusesAStranger() throws Exception {
        Await.until("it is found out", () -> standing(other.primary()).role().equals("stranger"));
        assertFalse(standing(other.primary()).readable());
        assertTrue(standing(other.primary()).reason().contains("another cluster"));
        assertTrue(front.node(primary()).primary());
    }

    @Test
    void showsHowFarAReplicaIsBehind() throws Exception {
        awaitReadable(replica(), true);
        Endpoint paused = new Endpoint(replica());
        paused.run("SELECT pg_wal_replay_pause()");
        try (Connection connection = front.endpoint().connect()) {
            Sql.run(connection, "CREATE TABLE lagging AS SELECT generate_series(1, 10000) i");
            Await.until(
                    "the lag is seen",
                    () ->
                            standing(replica()).lagBytes() > 100_000
                                    && standing(replica()).lagMillis() > 500);
            assertTrue(standing(replica()).readable(), "that is within the limit of 10 s");
            paused.run("SELECT pg_wal_replay_resume()");
            Await.until("it has caught up", () -> standing(replica()).lagMillis() == 0);
            Sql.run(connection, "DROP TABLE lagging");
        } finally {
            paused.run("SELECT pg_wal_replay_resume()");
        }
    }

    @Test
    void losesAReplicaWithoutAnybodyNoticing() throws Exception {
        awaitReadable(door.address(), true);
        try (Connection connection = front.endpoint().connect()) {
            long shutNanos = Clock.system().nanos();
            door.shut();
            awaitReadable(door.address(), false);
            long seenNanos = Clock.system().nanos() - shutNanos;
            assertTrue(seenNanos < 1_000_000_000, () -> "after " + seenNanos + " ns");
            Await.until(
                    "it is left alone", () -> standing(door.address()).state().equals("banned"));
            assertEquals("1", Sql.value(connection, "SELECT 1"));
            door.reopen();
            awaitReadable(door.address(), true);
            assertEquals("returning", standing(door.address()).state());
            assertEquals("1", Sql.value(connection, "SELECT 1"));
        }
    }

    /** The last, as the cluster is not the same afterwards. */
    @Test
    @Order(Integer.MAX_VALUE)
    void givesNothingToOneThatIsPromotedByMistake() throws Exception {
        awaitReadable(replica(), true);
        awaitReadable(door.address(), true);
        new Endpoint(replica()).run("SELECT pg_promote()");
        Await.until("it is found out", () -> standing(replica()).role().equals("rival"));
        assertTrue(front.node(primary()).primary());
        assertTrue(standing(replica()).reason().contains("but " + primary() + " is"));
        assertFalse(standing(replica()).readable());
        awaitReadable(door.address(), true);
        try (Connection connection = front.endpoint().connect()) {
            Sql.run(connection, "CREATE TABLE kept AS SELECT 1");
        }
    }
}
