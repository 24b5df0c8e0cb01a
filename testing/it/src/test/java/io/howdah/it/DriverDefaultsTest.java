package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.howdah.gateway.config.PoolMode;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What pgjdbc does by itself and Howdah does not serve yet. A test fails when its subject is
 * served: it then states that instead.
 */
@EachRig(18)
final class DriverDefaultsTest {
    private static final int BACKENDS = 2;

    private final Rig rig;

    DriverDefaultsTest(Rig rig) {
        this.rig = rig;
    }

    /** pgjdbc sends SET after its log-in, and a client that sets keeps its backend. */
    @Test
    void doesNotYetServeMoreDefaultConnectionsThanBackends() throws Exception {
        Assumptions.assumeTrue(rig.mode() == PoolMode.TRANSACTION);
        List<Connection> connections = new ArrayList<>();
        try (Front front = Front.of(rig.mode(), BACKENDS, rig.direct().address())) {
            assertThrows(
                    SQLException.class,
                    () -> {
                        for (int i = 0; i <= BACKENDS; i++) {
                            connections.add(
                                    front.endpoint()
                                            .connect(
                                                    "assumeMinServerVersion", "",
                                                    "socketTimeout", "1"));
                        }
                        for (Connection connection : connections) {
                            assertEquals("1", Sql.value(connection, "SELECT 1"));
                        }
                    });
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    @Test
    void doesNotYetServeReplication() throws Exception {
        assertThrows(
                SQLException.class,
                () -> {
                    try (Connection connection =
                            rig.howdah()
                                    .connect(
                                            PGProperty.REPLICATION.getName(),
                                            "database",
                                            "preferQueryMode",
                                            "simple")) {
                        connection
                                .unwrap(PGConnection.class)
                                .getReplicationAPI()
                                .createReplicationSlot()
                                .logical()
                                .withSlotName("howdah_it")
                                .withOutputPlugin("pgoutput")
                                .withTemporaryOption()
                                .make();
                    }
                });
    }
}
