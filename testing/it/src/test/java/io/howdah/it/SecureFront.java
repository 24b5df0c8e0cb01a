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
import io.howdah.gateway.config.BackendTlsSettings;
import io.howdah.gateway.config.ClientSettings;
import io.howdah.gateway.config.ClientTlsSettings;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.config.ListenAddresses;
import io.howdah.gateway.config.NodeSettings;
import io.howdah.gateway.config.PoolMode;
import io.howdah.gateway.config.PoolOverrides;
import io.howdah.gateway.config.PoolSettings;
import io.howdah.gateway.config.SocketSettings;
import io.howdah.gateway.config.TlsMode;
import io.howdah.gateway.config.TlsVersion;
import io.howdah.gateway.config.UserSettings;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A gateway in this process with TLS and sockets as a test wants them. */
record SecureFront(Gateway gateway, GatewaySettings settings) implements AutoCloseable {
    /** TLS towards clients with {@code pair}; client certificates of {@code authority}. */
    static ClientTlsSettings clients(
            TlsMode mode, Certificates.Pair pair, Optional<Path> authority) {
        return new ClientTlsSettings(
                mode,
                Optional.of(pair.certificate()),
                Optional.of(pair.key()),
                Optional.empty(),
                authority,
                new TlsVersion(2),
                List.of());
    }

    /** TLS towards servers signed by {@code authority}; logs in with {@code own}. */
    static BackendTlsSettings backends(
            TlsMode mode, Optional<Path> authority, Optional<Certificates.Pair> own) {
        return new BackendTlsSettings(
                mode,
                authority,
                own.map(Certificates.Pair::certificate),
                own.map(Certificates.Pair::key),
                Optional.empty(),
                new TlsVersion(2),
                List.of());
    }

    /** Starts one. */
    static SecureFront start(
            ClientTlsSettings clients,
            BackendTlsSettings backends,
            SocketSettings sockets,
            HostPort node)
            throws IOException, InterruptedException {
        GatewaySettings settings =
                new GatewaySettings(
                        ListenAddresses.parse("127.0.0.1:0"),
                        sockets,
                        clients,
                        new AuthSettings(
                                AuthMethod.SCRAM, Optional.empty(), Duration.ofSeconds(15)),
                        List.of(new NodeSettings(node, PoolOverrides.NONE)),
                        backends,
                        List.of(
                                new UserSettings(
                                        Endpoint.USER,
                                        Optional.of(Secret.parse(Endpoint.PASSWORD)),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        PoolOverrides.NONE)),
                        List.of(),
                        new PoolSettings(
                                PoolMode.TRANSACTION,
                                4,
                                0,
                                Duration.ofMinutes(10),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(20),
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ZERO),
                        new ClientSettings(
                                10_000, 10_000, new DataSize(1 << 20), new DataSize(64 << 10)),
                        0,
                        1_000,
                        Duration.ofSeconds(30),
                        Duration.ZERO);
        return new SecureFront(
                Gateway.start(settings, Clock.system(), Randomness.secure(), new Metrics()),
                settings);
    }

    Endpoint endpoint() {
        return new Endpoint(gateway.address());
    }

    @Override
    public void close() {
        gateway.close();
    }
}
