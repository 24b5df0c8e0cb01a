package io.howdah.it;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;
import io.howdah.base.Randomness;
import io.howdah.base.metrics.Metrics;
import io.howdah.gateway.Gateway;
import io.howdah.gateway.config.BackendTlsSettings;
import io.howdah.gateway.config.ClientTlsSettings;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.config.PoolMode;
import io.howdah.gateway.config.SocketSettings;
import io.howdah.gateway.config.TlsMode;
import io.howdah.gateway.config.TlsVersion;

import java.io.IOException;
import java.nio.file.Path;
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
        FrontPlan plan = new FrontPlan(node).pooled(PoolMode.TRANSACTION, 4);
        plan.tls = clients;
        plan.backendTls = backends;
        plan.sockets = sockets;
        GatewaySettings settings = plan.settings();
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
