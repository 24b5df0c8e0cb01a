package io.howdah.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.DataSize;
import io.howdah.base.HostPort;
import io.howdah.base.Secret;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.base.config.SettingsReader;
import io.howdah.gateway.config.AdminSettings;
import io.howdah.gateway.config.AuthMethod;
import io.howdah.gateway.config.AuthSettings;
import io.howdah.gateway.config.BackendSettings;
import io.howdah.gateway.config.BackendTlsOverrides;
import io.howdah.gateway.config.BackendTlsSettings;
import io.howdah.gateway.config.CatalogSettings;
import io.howdah.gateway.config.ClientSettings;
import io.howdah.gateway.config.ClientTlsSettings;
import io.howdah.gateway.config.DatabaseSettings;
import io.howdah.gateway.config.FailureSettings;
import io.howdah.gateway.config.FileMode;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.config.ListenAddresses;
import io.howdah.gateway.config.LogSettings;
import io.howdah.gateway.config.NodeSettings;
import io.howdah.gateway.config.PoolMode;
import io.howdah.gateway.config.PoolOverrides;
import io.howdah.gateway.config.PoolSettings;
import io.howdah.gateway.config.SocketSettings;
import io.howdah.gateway.config.TlsMode;
import io.howdah.gateway.config.TlsVersion;
import io.howdah.gateway.config.UserSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Defaults and mapping of every record in {@code howdah.yaml}. */
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
                    Duration.ZERO);

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
                        1_000,
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(1),
                        new CatalogSettings(
                                Duration.ofSeconds(10),
                                Duration.ofMinutes(1),
                                200_000,
                                DataSize.parse("256MiB"),
                                List.of())),
                read("nodes: [{address: db:5432}]"));
    }

    @Test
    void mapsEveryKey() throws InvalidConfiguration {
        assertEquals(
                new GatewaySettings(
                        ListenAddresses.of(new HostPort("::1", 7), new HostPort("127.0.0.1", 8)),
                        new SocketSettings(
                                Optional.of(Path.of("/run/howdah")),
                                new FileMode(0750),
                                Optional.of("apps"),
                                Optional.of(Path.of("/run/howdah/control")),
                                Duration.ofMinutes(11),
                                12,
                                Duration.ofSeconds(13),
                                Duration.ofSeconds(14),
                                15,
                                Duration.ofSeconds(16)),
                        new ClientTlsSettings(
                                TlsMode.VERIFY_CA,
                                Optional.of(Path.of("/tls/crt")),
                                Optional.of(Path.of("/tls/key")),
                                Optional.of(Secret.parse("k")),
                                Optional.of(Path.of("/tls/ca")),
                                new TlsVersion(3),
                                List.of("A", "B")),
                        new AuthSettings(
                                AuthMethod.TRUST,
                                Optional.of(Path.of("/etc/users.txt")),
                                Duration.ofSeconds(1)),
                        List.of(
                                new NodeSettings(
                                        new HostPort("db", 5432),
                                        Optional.of(9),
                                        OVERRIDES,
                                        new BackendTlsOverrides(
                                                Optional.of(TlsMode.VERIFY_FULL),
                                                Optional.of("db.example.org"),
                                                Optional.of(Path.of("/db/ca")),
                                                Optional.of(Path.of("/db/crt")),
                                                Optional.of(Path.of("/db/key")),
                                                Optional.of(Secret.parse("n"))))),
                        new BackendTlsSettings(
                                TlsMode.REQUIRE,
                                Optional.of(Path.of("/b/ca")),
                                Optional.of(Path.of("/b/crt")),
                                Optional.of(Path.of("/b/key")),
                                Optional.of(Secret.parse("b")),
                                new TlsVersion(3),
                                List.of("C")),
                        List.of(
                                new UserSettings(
                                        "u",
                                        Optional.of(Secret.parse("p")),
                                        Optional.of(Secret.parse("b")),
                                        Optional.of(2),
                                        Optional.of(7),
                                        OVERRIDES)),
                        List.of(
                                new DatabaseSettings(
                                        "d", Optional.of(3), Optional.of(8), OVERRIDES)),
                        new PoolSettings(
                                PoolMode.SESSION,
                                4,
                                1,
                                2,
                                Duration.ofSeconds(7),
                                true,
                                Duration.ofSeconds(8),
                                Duration.ofSeconds(9),
                                Optional.of("SELECT 1"),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(4),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(6)),
                        new BackendSettings(3, 4, Duration.ofSeconds(11), Duration.ofSeconds(12)),
                        new ClientSettings(
                                5,
                                6,
                                DataSize.parse("2MiB"),
                                DataSize.parse("32KiB"),
                                9,
                                DataSize.parse("3MiB"),
                                false),
                        new LogSettings(LogSettings.LogFormat.TEXT, LogSettings.LogLevel.INFO),
                        new AdminSettings(List.of("root"), List.of("watcher", "other")),
                        7,
                        8,
                        Duration.ofSeconds(9),
                        Duration.ofSeconds(10),
                        new CatalogSettings(
                                Duration.ofSeconds(11),
                                Duration.ofSeconds(22),
                                12,
                                DataSize.parse("13MiB"),
                                List.of("app.f", "app.g"))),
                read(
                        """
                        listen: "[::1]:7, 127.0.0.1:8"
                        sockets:
                          unix-dir: /run/howdah
                          unix-mode: 0750
                          unix-group: apps
                          take-over-path: /run/howdah/control
                          take-over-timeout: 11m
                          backlog: 12
                          keepalive-idle: 13s
                          keepalive-interval: 14s
                          keepalive-count: 15
                          user-timeout: 16s
                        tls:
                          mode: verify-ca
                          certificate-file: /tls/crt
                          key-file: /tls/key
                          key-password: k
                          ca-file: /tls/ca
                          minimum-version: 1.3
                          ciphers: [A, B]
                        auth: {method: trust, users-file: /etc/users.txt, timeout: 1s}
                        nodes:
                          - address: db:5432
                            max-backends: 9
                            pool: %1$s
                            tls:
                              mode: verify-full
                              server-name: db.example.org
                              ca-file: /db/ca
                              certificate-file: /db/crt
                              key-file: /db/key
                              key-password: n
                        backend-tls:
                          mode: require
                          ca-file: /b/ca
                          certificate-file: /b/crt
                          key-file: /b/key
                          key-password: b
                          minimum-version: 1.3
                          ciphers: [C]
                        users:
                          - {name: u, password: p, backend-password: b, max-clients: 2,
                             max-backends: 7, pool: %1$s}
                        databases: [{name: d, max-clients: 3, max-backends: 8, pool: %1$s}]
                        pool: %1$s
                        backends:
                          max-per-database: 3
                          max-per-user: 4
                          dns-ttl: 11s
                          dns-failure-ttl: 12s
                        clients:
                          max: 5
                          max-prepared-statements: 6
                          inspect-limit: 2MiB
                          write-buffer: 32KiB
                          max-dedicated: 9
                          notification-buffer: 3MiB
                          track-sessions: false
                        admin: {users: [root], stats-users: [watcher, other]}
                        threads: 7
                        max-prepared-statements: 8
                        drain-timeout: 9s
                        statistics-period: 10s
                        catalog:
                          refresh-period: 11s
                          max-age: 22s
                          max-objects: 12
                          max-size: 13MiB
                          harmless: [app.f, app.g]
                        """
                                .formatted(POOL)));
    }

    @Test
    void mapsEveryKeyOfAuth() throws InvalidConfiguration {
        AuthSettings auth =
                read("""
                nodes: [{address: db:5432}]
                auth:
                  method: md5
                  users-file: u
                  timeout: 1s
                  hba: |
                    local all all trust
                    host all all all md5
                  ident-file: i
                  query-user: asker
                  query: SELECT $1
                  query-database: d
                  query-cache-time: 2s
                  max-logins: 10
                  failures: {limit: 1, window: 3s, delay: 4s}
                """)
                        .auth();
        assertEquals(
                new AuthSettings(
                        AuthMethod.MD5,
                        Optional.of(Path.of("/etc/u")),
                        Duration.ofSeconds(1),
                        Optional.empty(),
                        Optional.of("local all all trust\nhost all all all md5\n"),
                        Optional.of(Path.of("/etc/i")),
                        Optional.of("asker"),
                        "SELECT $1",
                        "d",
                        Duration.ofSeconds(2),
                        10,
                        new FailureSettings(1, Duration.ofSeconds(3), Duration.ofSeconds(4))),
                auth);
    }

    private static final String POOL =
            "{mode: session, size: 4, minimum: 1, reserve-size: 2, reserve-timeout: 7s,"
                    + " round-robin: true, backend-lifetime: 8s, check-delay: 9s,"
                    + " check-query: SELECT 1, idle-timeout: 1s, connect-timeout: 2s,"
                    + " query-wait-timeout: 3s, query-timeout: 4s,"
                    + " idle-in-transaction-timeout: 5s, client-idle-timeout: 6s}";

    private static final PoolOverrides OVERRIDES =
            new PoolOverrides(
                    Optional.of(PoolMode.SESSION),
                    Optional.of(4),
                    Optional.of(1),
                    Optional.of(2),
                    Optional.of(Duration.ofSeconds(7)),
                    Optional.of(true),
                    Optional.of(Duration.ofSeconds(8)),
                    Optional.of(Duration.ofSeconds(9)),
                    Optional.of("SELECT 1"),
                    Optional.of(Duration.ofSeconds(1)),
                    Optional.of(Duration.ofSeconds(2)),
                    Optional.of(Duration.ofSeconds(3)),
                    Optional.of(Duration.ofSeconds(4)),
                    Optional.of(Duration.ofSeconds(5)),
                    Optional.of(Duration.ofSeconds(6)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    threads: -1                       | threads
                    max-prepared-statements: 0        | max-prepared-statements
                    pool: {size: 0}                   | pool.size
                    pool: {size: 3, minimum: 4}       | pool.minimum
                    pool: {connect-timeout: 0s}       | pool.connect-timeout
                    pool: {reserve-size: -1}          | pool.reserve-size
                    backends: {max-per-user: -1}      | backends.max-per-user
                    backends: {dns-ttl: 0s}           | backends.dns-ttl
                    backends: {dns-failure-ttl: 0s}   | backends.dns-failure-ttl
                    backends: {max-per-database: -1}  | backends.max-per-database
                    databases: [{name: a, max-backends: 0}] | databases[0].max-backends
                    users: [{name: a, max-backends: 0}] | users[0].max-backends
                    clients: {max: 0}                 | clients.max
                    users: [{name: a, pool: {size: 0}}] | users[0].pool.size
                    users: [{name: a}, {name: a}]     | users
                    databases: [{name: a, pool: {minimum: -1}}] | databases[0].pool.minimum
                    databases: [{name: a}, {name: a}] | databases
                    databases: [{name: a, max-clients: 0}] | databases[0].max-clients
                    users: [{name: a, max-clients: -3}] | users[0].max-clients
                    users: [{name: a, password: SCRAM-SHA-256$broken}] | users[0].password
                    auth: {max-logins: 9}             | auth.max-logins
                    auth: {query: SELECT secret}      | auth.query
                    auth: {hba: local, hba-file: f}   | auth.hba
                    auth: {failures: {limit: -1}}     | auth.failures.limit
                    auth: {failures: {window: 0s}}    | auth.failures.window
                    users: [{name: a, backend-password: md5cb1eae7af0cb0d5a0cd3b6ad2b2cb4a1}] | users[0].backend-password
                    clients: {inspect-limit: 1KiB}    | clients.inspect-limit
                    clients: {write-buffer: 1B}       | clients.write-buffer
                    clients: {max-dedicated: -1}      | clients.max-dedicated
                    clients: {notification-buffer: 1KiB} | clients.notification-buffer
                    clients: {max-prepared-statements: 0} | clients.max-prepared-statements
                    catalog: {refresh-period: 10ms}   | catalog.refresh-period
                    catalog: {max-age: 1s}            | catalog.max-age
                    catalog: {harmless: [set_tenant]} | catalog.harmless
                    """)
    void refusesValueOutOfRangeAtItsKey(String yaml, String key) {
        InvalidConfiguration invalid =
                assertThrows(
                        InvalidConfiguration.class,
                        () -> read("nodes: [{address: db:5432}]\n" + yaml));
        assertEquals(key, invalid.problems().getFirst().key());
        assertEquals(2, invalid.problems().getFirst().position().line());
    }

    @Test
    void refusesConfigurationWithoutNodes() {
        InvalidConfiguration invalid = assertThrows(InvalidConfiguration.class, () -> read(""));
        assertTrue(invalid.getMessage().contains("nodes: name at least one PostgreSQL server"));
    }

    @Test
    void overridesOnlyWhatIsThere() throws InvalidConfiguration {
        PoolOverrides smaller =
                read("nodes: [{address: db:5432, pool: {size: 7}}]").nodes().getFirst().pool();
        assertEquals(7, smaller.over(DEFAULT_POOL).size());
        assertEquals(DEFAULT_POOL, PoolOverrides.NONE.over(DEFAULT_POOL));
    }

    private static GatewaySettings read(String yaml) throws InvalidConfiguration {
        return new SettingsReader(Path.of("/etc"), Map.of())
                .read(GatewaySettings.class, YamlTree.read("howdah.yaml", yaml));
    }
}
