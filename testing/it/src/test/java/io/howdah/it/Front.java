package io.howdah.it;

import io.howdah.base.Clock;
import io.howdah.base.DataSize;
import io.howdah.base.HostPort;
import io.howdah.base.Randomness;
import io.howdah.base.Secret;
import io.howdah.base.metrics.Metrics;
import io.howdah.gateway.Gateway;
import io.howdah.gateway.config.AuthMethod;
import io.howdah.gateway.config.AuthSettings;
import io.howdah.gateway.config.BackendSettings;
import io.howdah.gateway.config.BackendTlsSettings;
import io.howdah.gateway.config.ClientSettings;
import io.howdah.gateway.config.ClientTlsSettings;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.config.ListenAddresses;
import io.howdah.gateway.config.LogSettings;
import io.howdah.gateway.config.NodeSettings;
import io.howdah.gateway.config.PoolMode;
import io.howdah.gateway.config.PoolOverrides;
import io.howdah.gateway.config.PoolSettings;
import io.howdah.gateway.config.SocketSettings;
import io.howdah.gateway.config.UserSettings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A gateway in this process, in front of servers, and its figures. */
final class Front implements AutoCloseable {
    private static final AuthSettings SCRAM =
            new AuthSettings(AuthMethod.SCRAM, Optional.empty(), Duration.ofSeconds(15));

    private final Metrics metrics;
    private final Gateway gateway;

    private Front(Metrics metrics, Gateway gateway) {
        this.metrics = metrics;
        this.gateway = gateway;
    }

    /** Starts a gateway on a free port. */
    static Front of(PoolMode mode, int poolSize, HostPort... nodes) throws Exception {
        return of(settings(pool(mode, poolSize), true, List.of(nodes)));
    }

    /** Starts one in transaction mode that does not keep account of what clients set. */
    static Front untracked(int poolSize, HostPort node) throws Exception {
        return of(settings(pool(PoolMode.TRANSACTION, poolSize), false, List.of(node)));
    }

    /** Starts a gateway with these settings, on the port that they name. */
    static Front of(GatewaySettings settings) throws Exception {
        Metrics metrics = new Metrics();
        return new Front(
                metrics, Gateway.start(settings, Clock.system(), Randomness.secure(), metrics));
    }

    /**
     * Starts a gateway on a free port whose clients log in as {@code auth} says. It knows the
     * superuser's password, and no other.
     */
    static Front of(AuthSettings auth, HostPort... nodes) throws Exception {
        return of(settings(auth, pool(PoolMode.TRANSACTION, 5), true, List.of(nodes)));
    }

    /** Where clients connect. */
    Endpoint endpoint() {
        return new Endpoint(gateway.address());
    }

    /** One of the gateway's figures, as of now. */
    long figure(String name) {
        Long value = metrics.snapshot().get(name);
        if (value == null) {
            throw new IllegalArgumentException("no metric " + name);
        }
        return value;
    }

    /** Waits until no client is left and nothing is lent, which is what every test must leave. */
    void awaitQuiet() throws Exception {
        Await.until(
                () -> "no clients and no lent backends: " + metrics.snapshot(),
                () ->
                        figure("howdah_clients") == 0
                                && figure("howdah_clients_waiting") == 0
                                && figure("howdah_clients_pinned") == 0
                                && figure("howdah_backends_lent") == 0);
    }

    @Override
    public String toString() {
        return metrics.snapshot().toString();
    }

    @Override
    public void close() {
        gateway.close();
    }

    static PoolSettings pool(PoolMode mode, int size) {
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
                Duration.ZERO);
    }

    static GatewaySettings settings(PoolSettings pool, List<HostPort> nodes) {
        return settings(SCRAM, pool, true, nodes);
    }

    private static GatewaySettings settings(
            PoolSettings pool, boolean trackSessions, List<HostPort> nodes) {
        return settings(SCRAM, pool, trackSessions, nodes);
    }

    private static GatewaySettings settings(
            AuthSettings auth, PoolSettings pool, boolean trackSessions, List<HostPort> nodes) {
        UserSettings user =
                new UserSettings(
                        Endpoint.USER,
                        Optional.of(Secret.parse(Endpoint.PASSWORD)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        PoolOverrides.NONE);
        return new GatewaySettings(
                ListenAddresses.of(new HostPort("127.0.0.1", 0)),
                SocketSettings.DEFAULT,
                ClientTlsSettings.NONE,
                auth,
                nodes.stream().map(node -> new NodeSettings(node, PoolOverrides.NONE)).toList(),
                BackendTlsSettings.DEFAULT,
                List.of(user),
                List.of(),
                pool,
                BackendSettings.DEFAULT,
                new ClientSettings(
                        10_000,
                        10_000,
                        new DataSize(1 << 20),
                        new DataSize(64 << 10),
                        20,
                        new DataSize(1 << 20),
                        trackSessions),
                new LogSettings(LogSettings.LogFormat.TEXT, LogSettings.LogLevel.INFO),
                0,
                1_000,
                Duration.ofSeconds(30),
                Duration.ZERO);
    }
}
