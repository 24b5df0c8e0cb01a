package io.howdah.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.DataSize;
import io.howdah.base.HostPort;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.gateway.config.AdminSettings;
import io.howdah.gateway.config.AuthMethod;
import io.howdah.gateway.config.AuthSettings;
import io.howdah.gateway.config.BackendSettings;
import io.howdah.gateway.config.BackendTlsSettings;
import io.howdah.gateway.config.CatalogSettings;
import io.howdah.gateway.config.ClientSettings;
import io.howdah.gateway.config.ClientTlsSettings;
import io.howdah.gateway.config.ClusterSettings;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.config.ListenAddresses;
import io.howdah.gateway.config.LogSettings;
import io.howdah.gateway.config.MultiplexingSettings;
import io.howdah.gateway.config.NodeSettings;
import io.howdah.gateway.config.PoolMode;
import io.howdah.gateway.config.PoolOverrides;
import io.howdah.gateway.config.PoolSettings;
import io.howdah.gateway.config.RoutingSettings;
import io.howdah.gateway.config.SocketSettings;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What holds of {@code howdah.yaml} where it says nothing. */
class GatewaySettingsTest {
    private static final PoolSettings DEFAULT_POOL =
            new PoolSettings(
                    PoolMode.TRANSACTION,
                    20,
                    0,
                    0,
                    Duration.ofSeconds(5),
                    false,
                    Duration.ofHours(1),
                    Duration.ofSeconds(30),
                    Optional.empty(),
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(2),
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ofMillis(5));

    @Test
    void hasDefaultsForAllButNodes() throws InvalidConfiguration {
        assertEquals(
                new GatewaySettings(
                        ListenAddresses.of(new HostPort("127.0.0.1", 6432)),
                        SocketSettings.DEFAULT,
                        ClientTlsSettings.NONE,
                        new AuthSettings(
                                AuthMethod.SCRAM, Optional.empty(), Duration.ofSeconds(15)),
                        List.of(new NodeSettings(new HostPort("db", 5432), PoolOverrides.NONE)),
                        BackendTlsSettings.DEFAULT,
                        List.of(),
                        List.of(),
                        DEFAULT_POOL,
                        BackendSettings.DEFAULT,
                        new ClientSettings(
                                10_000,
                                10_000,
                                DataSize.parse("1MiB"),
                                DataSize.parse("64KiB"),
                                20,
                                DataSize.parse("1MiB"),
                                true),
                        new LogSettings(LogSettings.LogFormat.TEXT, LogSettings.LogLevel.INFO),
                        AdminSettings.NOBODY,
                        0,
                        Duration.ZERO,
                        1_000,
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(1),
                        ClusterSettings.DEFAULT,
                        new CatalogSettings(
                                Duration.ofSeconds(10),
                                Duration.ofMinutes(1),
                                200_000,
                                DataSize.parse("256MiB"),
                                List.of()),
                        MultiplexingSettings.DEFAULT,
                        RoutingSettings.DEFAULT),
                SettingsYaml.read("nodes: [{address: db:5432}]"));
    }

    @Test
    void overridesOnlyWhatIsThere() throws InvalidConfiguration {
        PoolOverrides smaller =
                SettingsYaml.read("nodes: [{address: db:5432, pool: {size: 7}}]")
                        .nodes()
                        .getFirst()
                        .pool();
        assertEquals(7, smaller.over(DEFAULT_POOL).size());
        assertEquals(DEFAULT_POOL, PoolOverrides.NONE.over(DEFAULT_POOL));
    }

    @Test
    void callsNodesByTheirNames() throws InvalidConfiguration {
        assertEquals(
                List.of("north", "b:1"),
                SettingsYaml.read("nodes: [{name: north, address: a:1}, {address: b:1}]")
                        .nodes()
                        .stream()
                        .map(NodeSettings::label)
                        .toList());
        assertRefuses(
                "nodes: [{name: north, address: a:1}, {name: north, address: b:1}]",
                "nodes: north is there twice");
        assertRefuses("nodes: [{name: '', address: a:1}]", "nodes[0].name: has 1 to 63 characters");
    }

    private static void assertRefuses(String yaml, String problem) {
        InvalidConfiguration invalid =
                assertThrows(InvalidConfiguration.class, () -> SettingsYaml.read(yaml));
        assertTrue(invalid.getMessage().contains(problem), invalid.getMessage());
    }

    @Test
    void refusesConfigurationWithoutNodes() {
        InvalidConfiguration invalid =
                assertThrows(InvalidConfiguration.class, () -> SettingsYaml.read(""));
        assertTrue(invalid.getMessage().contains("nodes: name at least one PostgreSQL server"));
    }
}
