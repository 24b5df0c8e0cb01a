package io.howdah.it;

import io.howdah.base.DataSize;
import io.howdah.base.HostPort;
import io.howdah.base.Secret;
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
import io.howdah.gateway.config.UserSettings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of a test's gateway: what may be different from one test to another. */
final class FrontPlan {
    /** Several, however small the machine. */
    static final int LOOPS = 2;

    private final List<HostPort> nodes;

    /** Where all of them have their Unix sockets. */
    Optional<Path> unixSocket = Optional.empty();

    PoolSettings pool = pool(PoolMode.TRANSACTION, 5);
    SocketSettings sockets = SocketSettings.DEFAULT;
    ClientTlsSettings tls = ClientTlsSettings.NONE;
    BackendTlsSettings backendTls = BackendTlsSettings.DEFAULT;
    AuthSettings auth =
            new AuthSettings(AuthMethod.SCRAM, Optional.empty(), Duration.ofSeconds(15));
    List<UserSettings> users = List.of(user(Endpoint.USER, Endpoint.PASSWORD));
    BackendSettings backends = BackendSettings.DEFAULT;
    AdminSettings admin = AdminSettings.NOBODY;
    boolean trackSessions = true;
    ClusterSettings cluster = ClusterSettings.DEFAULT;
    RoutingSettings routing = RoutingSettings.DEFAULT;
    MultiplexingSettings multiplexing = MultiplexingSettings.DEFAULT;

    /** How often catalogues are read; 0: never. */
    Duration catalogPeriod = Duration.ZERO;

    /** A gateway on a free port, in front of these. */
    FrontPlan(HostPort... nodes) {
        this.nodes = List.of(nodes);
    }

    FrontPlan pooled(PoolMode mode, int size) {
        pool = pool(mode, size);
        return this;
    }

    /** Holds a BEGIN back for so long. */
    FrontPlan holding(Duration beginDelay) {
        pool = pool(pool.mode(), pool.size(), beginDelay);
        return this;
    }

    /** Shares what may be shared, the second time it comes, however long it takes. */
    FrontPlan sharing(int backends, boolean sharedSync) {
        return sharing(backends, sharedSync, Duration.ofSeconds(10));
    }

    /** The same, but another backend is used when those under way on one take so long. */
    FrontPlan sharing(int backends, boolean sharedSync, Duration queue) {
        return sharing(backends, sharedSync, queue, Duration.ofSeconds(10));
    }

    /** The same, but nobody waits for longer behind one that takes so long. */
    FrontPlan sharing(int backends, boolean sharedSync, Duration queue, Duration longest) {
        MultiplexingSettings usual = MultiplexingSettings.DEFAULT;
        multiplexing =
                new MultiplexingSettings(
                        true,
                        true,
                        true,
                        sharedSync,
                        backends,
                        usual.adapt(),
                        usual.depth(),
                        queue,
                        1,
                        longest,
                        longest,
                        usual.largestAnswer(),
                        usual.largestRequest());
        catalogPeriod = Duration.ofSeconds(1);
        return this;
    }

    /** Reads from replicas that are as fresh as this. */
    FrontPlan reading(Consistency consistency) {
        RoutingSettings usual = RoutingSettings.DEFAULT;
        routing =
                new RoutingSettings(
                        usual.reads(),
                        consistency,
                        usual.maxStaleness(),
                        usual.freshnessWait(),
                        usual.refuseWithoutReplicas(),
                        usual.transactions(),
                        usual.balancing(),
                        usual.rules());
        catalogPeriod = Duration.ofSeconds(1);
        return this;
    }

    static PoolSettings pool(PoolMode mode, int size) {
        return pool(mode, size, Duration.ofMillis(5));
    }

    private static PoolSettings pool(PoolMode mode, int size, Duration beginDelay) {
        return new PoolSettings(
                mode,
                size,
                0,
                0,
                Duration.ZERO,
                false,
                Duration.ZERO,
                Duration.ZERO,
                Optional.empty(),
                Duration.ofMinutes(10),
                Duration.ofSeconds(5),
                Duration.ofMinutes(2),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                beginDelay);
    }

    static UserSettings user(String name, String password) {
        return new UserSettings(
                name,
                Optional.of(Secret.parse(password)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                PoolOverrides.NONE);
    }

    private NodeSettings node(HostPort address) {
        return new NodeSettings(
                address,
                unixSocket,
                Optional.empty(),
                PoolOverrides.NONE,
                BackendTlsOverrides.NONE);
    }

    GatewaySettings settings() {
        return new GatewaySettings(
                ListenAddresses.of(new HostPort("127.0.0.1", 0)),
                sockets,
                tls,
                auth,
                nodes.stream().map(this::node).toList(),
                backendTls,
                users,
                List.of(),
                pool,
                backends,
                new ClientSettings(
                        10_000,
                        10_000,
                        new DataSize(1 << 20),
                        new DataSize(64 << 10),
                        20,
                        new DataSize(1 << 20),
                        trackSessions),
                new LogSettings(LogSettings.LogFormat.TEXT, LogSettings.LogLevel.INFO),
                admin,
                LOOPS,
                Duration.ZERO,
                1_000,
                Duration.ofSeconds(30),
                Duration.ZERO,
                cluster,
                new CatalogSettings(
                        catalogPeriod,
                        catalogPeriod.multipliedBy(6),
                        100_000,
                        new DataSize(64 << 20),
                        List.of()),
                multiplexing,
                routing);
    }
}
