package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.howdah.base.HostPort;
import io.howdah.embedded.EmbeddedCluster;
import io.howdah.gateway.config.PoolMode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.sql.Connection;

/** Which node is the primary is not configured: Howdah finds it, wherever it is named. */
final class PrimaryDiscoveryTest {
    private static EmbeddedCluster cluster;

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = Servers.cluster(1);
    }

    @AfterAll
    static void stopCluster() throws Exception {
        Servers.stop(cluster);
    }

    @Test
    void passesByAReplicaThatIsNamedFirst() throws Exception {
        HostPort primary = cluster.nodes().getFirst();
        HostPort replica = cluster.nodes().getLast();
        for (PoolMode mode : PoolMode.values()) {
            try (Front front = Front.of(mode, 4, replica, primary)) {
                for (int i = 0; i < 8; i++) {
                    try (Connection connection = front.endpoint().connect()) {
                        assertEquals("f", Sql.value(connection, "SELECT pg_is_in_recovery()"));
                        Sql.run(connection, "CREATE TABLE found AS SELECT 1; DROP TABLE found");
                    }
                }
                front.awaitQuiet();
            }
        }
    }
}
