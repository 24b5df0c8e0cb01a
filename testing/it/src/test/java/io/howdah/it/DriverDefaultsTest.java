package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.howdah.gateway.config.PoolMode;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** What pgjdbc does by itself, without being told. */
@EachRig(18)
final class DriverDefaultsTest {
    private static final int BACKENDS = 2;

    private final Rig rig;

    DriverDefaultsTest(Rig rig) {
        this.rig = rig;
    }

    /** pgjdbc sends SET after its log-in, which alone must not keep a backend. */
    @Test
    void servesMoreDefaultConnectionsThanBackends() throws Exception {
        Assumptions.assumeTrue(rig.mode() == PoolMode.TRANSACTION);
        List<Connection> connections = new ArrayList<>();
        try (Front front = Front.of(rig.mode(), BACKENDS, rig.direct().address())) {
            for (int i = 0; i <= 2 * BACKENDS; i++) {
                connections.add(
                        front.endpoint()
                                .connect("assumeMinServerVersion", "", "socketTimeout", "10"));
            }
            for (Connection connection : connections) {
                assertEquals("1", Sql.value(connection, "SELECT 1"));
            }
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }
}
