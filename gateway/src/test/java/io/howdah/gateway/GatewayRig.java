package io.howdah.gateway;

import io.howdah.base.Clock;
import io.howdah.base.DataSize;
import io.howdah.base.HostPort;
import io.howdah.base.Randomness;
import io.howdah.base.Secret;
import io.howdah.base.metrics.Metrics;
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
import io.howdah.gateway.config.DatabaseSettings;
import io.howdah.gateway.config.FailureSettings;
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
import io.howdah.gateway.control.LocalDatabases;
import io.howdah.gateway.fake.WireClient;
import io.howdah.gateway.internal.backend.LoopPool;
import io.howdah.gateway.internal.backend.Pool;
import io.howdah.gateway.internal.backend.PoolCensus;
import io.howdah.gateway.internal.backend.PoolControl;
import io.howdah.gateway.internal.backend.Pools;
import io.howdah.gateway.internal.net.Moment;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** A gateway on a free port, in front of fake servers. */
final class GatewayRig implements AutoCloseable {
    private static final Duration NEVER = Duration.ZERO;

    private final Gateway gateway;
    private final Metrics metrics = new Metrics();

    private GatewayRig(
            GatewaySettings settings,
            Inheritance inheritance,
            LocalDatabases.Factory locals,
            Names names)
            throws IOException {
        try {
            gateway =
                    Gateway.start(
                            settings,
                            Surroundings.of(Clock.system(), Randomness.secure(), metrics)
                                    .inheriting(inheritance)
                                    .with(locals)
                                    .resolving(names));
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** What may be different from one test to another. */
    static final class Plan {
        List<NodeSettings> nodes;
        ListenAddresses listen = ListenAddresses.parse("127.0.0.1:0");
        SocketSettings sockets = SocketSettings.DEFAULT;
        ClientTlsSettings tls = ClientTlsSettings.NONE;
        BackendTlsSettings backendTls = BackendTlsSettings.DEFAULT;
        AuthMethod auth = AuthMethod.TRUST;
        Duration loginTimeout = Duration.ofSeconds(10);
        Optional<String> hba = Optional.empty();
        Optional<String> queryUser = Optional.empty();
        Duration queryCacheTime = Duration.ofMinutes(1);
        int maxLogins = 1_000;
        List<UserSettings> users = List.of();
        List<DatabaseSettings> databases = List.of();
        PoolMode mode = PoolMode.TRANSACTION;
        int size = 4;
        int minimum;
        int reserveSize;
        Duration reserveTimeout = NEVER;
        boolean roundRobin;
        Duration backendLifetime = NEVER;
        Duration checkDelay = NEVER;
        Optional<String> checkQuery = Optional.empty();
        Duration idleTimeout = NEVER;
        Duration connectTimeout = Duration.ofSeconds(5);
        Duration queryWaitTimeout = Duration.ofSeconds(10);
        Duration queryTimeout = NEVER;
        Duration idleInTransactionTimeout = NEVER;
        Duration clientIdleTimeout = NEVER;

        /** Never: it is by BEGIN that tests make clients hold backends. */
        Duration beginDelay = NEVER;

        BackendSettings backends = BackendSettings.DEFAULT;
        int maxClients = 1_000;
        int maxClientStatements = 1_000;
        int maxBackendStatements = 1_000;
        int maxDedicated = 20;
        int threads = 2;
        Duration spin = Duration.ZERO;
        ClusterSettings cluster = ClusterSettings.DEFAULT;
        RoutingSettings routing = RoutingSettings.DEFAULT;
        LocalDatabases.Factory locals = (_, _) -> LocalDatabases.NONE;
        Names names = InetAddress::getAllByName;

        Plan(HostPort... nodes) {
            this(List.of(nodes).stream().map(node -> node(node, Optional.empty())).toList());
        }

        Plan(List<NodeSettings> nodes) {
            this.nodes = nodes;
        }

        static NodeSettings node(HostPort address, Optional<Integer> maxBackends) {
            return new NodeSettings(
                    address,
                    Optional.empty(),
                    maxBackends,
                    PoolOverrides.NONE,
                    BackendTlsOverrides.NONE);
        }

        /** One whose password Howdah knows. */
        static UserSettings user(String name, String password) {
            return new UserSettings(
                    name,
                    Optional.of(Secret.parse(password)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    PoolOverrides.NONE);
        }

        GatewayRig start() throws IOException {
            return start(Inheritance.NONE);
        }

        GatewayRig start(Inheritance inheritance) throws IOException {
            return new GatewayRig(settings(), inheritance, locals, names);
        }

        GatewaySettings settings() {
            return new GatewaySettings(
                    listen,
                    sockets,
                    tls,
                    new AuthSettings(
                            auth,
                            Optional.empty(),
                            loginTimeout,
                            Optional.empty(),
                            hba,
                            Optional.empty(),
                            queryUser,
                            "SELECT name, secret FROM secrets WHERE name=$1",
                            "test",
                            queryCacheTime,
                            maxLogins,
                            FailureSettings.DEFAULT),
                    nodes,
                    backendTls,
                    users,
                    databases,
                    new PoolSettings(
                            mode,
                            size,
                            minimum,
                            reserveSize,
                            reserveTimeout,
                            roundRobin,
                            backendLifetime,
                            checkDelay,
                            checkQuery,
                            idleTimeout,
                            connectTimeout,
                            queryWaitTimeout,
                            queryTimeout,
                            idleInTransactionTimeout,
                            clientIdleTimeout,
                            beginDelay),
                    backends,
                    new ClientSettings(
                            maxClients,
                            maxClientStatements,
                            DataSize.parse("64KiB"),
                            DataSize.parse("64KiB"),
                            maxDedicated,
                            DataSize.parse("64KiB"),
                            true),
                    new LogSettings(LogSettings.LogFormat.TEXT, LogSettings.LogLevel.INFO),
                    AdminSettings.NOBODY,
                    threads,
                    spin,
                    maxBackendStatements,
                    Duration.ofSeconds(5),
                    NEVER,
                    cluster,
                    new CatalogSettings(
                            Duration.ZERO, Duration.ZERO, 0, DataSize.parse("1MiB"), List.of()),
                    MultiplexingSettings.DEFAULT,
                    routing);
        }
    }

    HostPort address() {
        return gateway.address();
    }

    Gateway gateway() {
        return gateway;
    }

    Runnable prepareTls(GatewaySettings settings) throws IOException {
        return gateway.prepareTls(settings);
    }

    /** Its pools. */
    Pools pools() {
        return gateway.pools();
    }

    /** What operators do to its pools. */
    PoolControl control() {
        return pools().control();
    }

    /** What its pools hold now. */
    PoolCensus census() {
        return census(Moment.now(Clock.system()));
    }

    /** What its pools hold, as seen from {@code moment}: from the same one, times compare. */
    PoolCensus census(Moment moment) {
        PoolCensus census = new PoolCensus(moment);
        for (Pool pool : pools().all()) {
            for (LoopPool shard : pool.shards()) {
                CompletableFuture.runAsync(() -> shard.describe(census), shard.loop()::execute)
                        .join();
            }
        }
        return census;
    }

    WireClient login(String user) throws IOException {
        return WireClient.login(address(), user);
    }

    /** A figure now. */
    long figure(String name) {
        Long value = metrics.snapshot().get("howdah_" + name);
        if (value == null) {
            throw new IllegalArgumentException("no figure howdah_" + name);
        }
        return value;
    }

    /** Waits until no client is left and no backend is lent. */
    void awaitQuiet() {
        await(
                "no clients and nothing lent",
                () ->
                        figure("clients") == 0
                                && figure("backends_lent") == 0
                                && figure("clients_waiting") == 0
                                && figure("clients_pinned") == 0);
    }

    /** Waits for {@code condition}, ten seconds at most. */
    static void await(String what, BooleanSupplier condition) {
        long until = Clock.system().nanos() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (Clock.system().nanos() > until) {
                throw new AssertionError("waited in vain for: " + what);
            }
            LockSupport.parkNanos(500_000);
        }
    }

    /** Waits until a figure that has risen rises no more. */
    static void awaitStill(String what, LongSupplier figure) {
        long[] last = {-1};
        await(
                what,
                () -> {
                    long now = figure.getAsLong();
                    boolean still = now == last[0] && now > 0;
                    last[0] = now;
                    LockSupport.parkNanos(50_000_000);
                    return still;
                });
    }

    /** Drains it on a thread of its own, which ends with that. */
    Thread startDrain() {
        return Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                gateway.drain(Duration.ofSeconds(10));
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    @Override
    public void close() {
        gateway.close();
        if (!LeakLog.leaks().isEmpty()) {
            throw new AssertionError("buffers were never released: " + LeakLog.leaks());
        }
    }
}
