package io.howdah.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.howdah.base.DataSize;
import io.howdah.base.HostPort;
import io.howdah.base.Percentage;
import io.howdah.base.Secret;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.gateway.config.AdminSettings;
import io.howdah.gateway.config.AuthMethod;
import io.howdah.gateway.config.AuthSettings;
import io.howdah.gateway.config.BackendSettings;
import io.howdah.gateway.config.BackendTlsOverrides;
import io.howdah.gateway.config.BackendTlsSettings;
import io.howdah.gateway.config.CatalogSettings;
import io.howdah.gateway.config.ClientSettings;
import io.howdah.gateway.config.ClientTlsSettings;
import io.howdah.gateway.config.ClusterSettings;
import io.howdah.gateway.config.Consistency;
import io.howdah.gateway.config.DatabaseSettings;
import io.howdah.gateway.config.FailureSettings;
import io.howdah.gateway.config.FileMode;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.config.ListenAddresses;
import io.howdah.gateway.config.LogSettings;
import io.howdah.gateway.config.MultiplexingSettings;
import io.howdah.gateway.config.NodeRole;
import io.howdah.gateway.config.NodeSettings;
import io.howdah.gateway.config.PoolMode;
import io.howdah.gateway.config.PoolOverrides;
import io.howdah.gateway.config.PoolSettings;
import io.howdah.gateway.config.ReadsFrom;
import io.howdah.gateway.config.RoutingRule;
import io.howdah.gateway.config.RoutingSettings;
import io.howdah.gateway.config.SocketSettings;
import io.howdah.gateway.config.TlsMode;
import io.howdah.gateway.config.TlsVersion;
import io.howdah.gateway.config.UserSettings;
import io.howdah.spi.balance.BalancingSettings;
import io.howdah.spi.balance.Strategy;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every key of {@code howdah.yaml} reaches its record. */
class GatewaySettingsMappingTest {
    private static final String POOL =
            "{mode: session, size: 4, minimum: 1, reserve-size: 2, reserve-timeout: 7s,"
                    + " round-robin: true, backend-lifetime: 8s, check-delay: 9s,"
                    + " check-query: SELECT 1, idle-timeout: 1s, connect-timeout: 2s,"
                    + " query-wait-timeout: 3s, query-timeout: 4s,"
                    + " idle-in-transaction-timeout: 5s, client-idle-timeout: 6s,"
                    + " begin-delay: 23ms}";

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
                    Optional.of(Duration.ofSeconds(6)),
                    Optional.of(Duration.ofMillis(23)));

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
                                        Optional.of("north-1"),
                                        new HostPort("db", 5432),
                                        false,
                                        NodeRole.PRIMARY,
                                        Optional.of("north"),
                                        Optional.of("a"),
                                        31,
                                        List.of("big", "ssd"),
                                        Optional.of(Path.of("/run/postgresql")),
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
                                Duration.ofSeconds(6),
                                Duration.ofMillis(23)),
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
                        Duration.ofNanos(50_000),
                        8,
                        Duration.ofSeconds(9),
                        Duration.ofSeconds(10),
                        new ClusterSettings(
                                Duration.ofMillis(24),
                                Duration.ofMillis(25),
                                Duration.ofMillis(26),
                                Optional.of("asker"),
                                Optional.of("asked"),
                                Duration.ofSeconds(27),
                                Optional.of(DataSize.parse("28MiB")),
                                Duration.ofSeconds(29),
                                Duration.ofSeconds(30)),
                        new CatalogSettings(
                                Duration.ofSeconds(11),
                                Duration.ofSeconds(22),
                                12,
                                DataSize.parse("13MiB"),
                                List.of("app.f", "app.g")),
                        new MultiplexingSettings(
                                false,
                                true,
                                false,
                                true,
                                14,
                                false,
                                15,
                                Duration.ofMillis(14),
                                20,
                                Duration.ofMillis(16),
                                Duration.ofMillis(19),
                                DataSize.parse("17KiB"),
                                DataSize.parse("18KiB")),
                        new RoutingSettings(
                                ReadsFrom.ANY,
                                Consistency.BOUNDED,
                                Duration.ofSeconds(31),
                                Duration.ofMillis(32),
                                true,
                                false,
                                new BalancingSettings(
                                        Strategy.PEAK_EWMA,
                                        new Percentage(0.01),
                                        Duration.ofSeconds(33),
                                        Duration.ofSeconds(34)),
                                List.of(
                                        new RoutingRule(
                                                Optional.of("d"),
                                                Optional.of("u"),
                                                Optional.of("0f"),
                                                Optional.of(ReadsFrom.PRIMARY),
                                                Optional.of(Consistency.STRONG))))),
                SettingsYaml.read(
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
                          - name: north-1
                            address: db:5432
                            role: primary
                            region: north
                            zone: a
                            weight: 31
                            labels: [big, ssd]
                            unix-socket: /run/postgresql
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
                        spin: 50us
                        max-prepared-statements: 8
                        drain-timeout: 9s
                        statistics-period: 10s
                        cluster:
                          probe-interval: 24ms
                          probe-timeout: 25ms
                          sample-interval: 26ms
                          probe-user: asker
                          probe-database: asked
                          max-lag: 27s
                          max-lag-size: 28MiB
                          longest-ban: 29s
                          slow-start: 30s
                        catalog:
                          refresh-period: 11s
                          max-age: 22s
                          max-objects: 12
                          max-size: 13MiB
                          harmless: [app.f, app.g]
                        multiplexing:
                          enabled: false
                          prepare: true
                          literals: false
                          shared-sync: true
                          backends: 14
                          adapt: false
                          depth: 15
                          queue: 14ms
                          warm-up: 20
                          longest: 16ms
                          patience: 19ms
                          largest-answer: 17KiB
                          largest-request: 18KiB
                        routing:
                          reads: any
                          consistency: bounded
                          max-staleness: 31s
                          freshness-wait: 32ms
                          refuse-without-replicas: true
                          transactions: false
                          balancing:
                            strategy: peak-ewma
                            exploration: 1%%
                            half-life: 33s
                            slow-start: 34s
                          rules:
                            - {database: d, user: u, digest: "0f", route: primary,
                               consistency: strong}
                        """
                                .formatted(POOL)));
    }

    @Test
    void mapsEveryKeyOfAuth() throws InvalidConfiguration {
        AuthSettings auth =
                SettingsYaml.read(
                                """
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
}
