package io.howdah.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.HostPort;
import io.howdah.base.config.InvalidSetting;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

class NodeSettingsTest {
    private static NodeSettings discovering(
            String address, NodeRole role, Optional<Path> unixSocket) {
        return new NodeSettings(
                Optional.empty(),
                HostPort.parse(address),
                true,
                role,
                Optional.empty(),
                Optional.empty(),
                100,
                List.of(),
                unixSocket,
                Optional.empty(),
                PoolOverrides.NONE,
                BackendTlsOverrides.NONE);
    }

    private static void refuses(String address, NodeRole role, Optional<Path> unixSocket) {
        InvalidSetting error =
                assertThrows(InvalidSetting.class, () -> discovering(address, role, unixSocket));
        assertEquals("discover", error.key());
    }

    @Test
    void discoversByNames() {
        assertTrue(discovering("127.example.org:5432", NodeRole.AUTO, Optional.empty()).discover());
        assertTrue(discovering("db:5432", NodeRole.REPLICA, Optional.empty()).discover());
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1:5432", "[::1]:5432"})
    void discoversNothingByAnAddress(String address) {
        refuses(address, NodeRole.AUTO, Optional.empty());
    }

    @Test
    void discoversNoPrimaryThatIsSaid() {
        refuses("db:5432", NodeRole.PRIMARY, Optional.empty());
    }

    @Test
    void discoversNothingBehindOneSocket() {
        refuses("db:5432", NodeRole.AUTO, Optional.of(Path.of("/run/postgresql")));
    }
}
