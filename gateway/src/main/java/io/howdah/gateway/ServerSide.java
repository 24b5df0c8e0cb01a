package io.howdah.gateway;

import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.internal.backend.BackendConnector;
import io.howdah.gateway.internal.backend.CancelSender;
import io.howdah.gateway.internal.backend.Pools;
import io.howdah.gateway.internal.backend.Topology;
import io.howdah.gateway.internal.listen.ListenContext;
import io.howdah.gateway.internal.listen.ListenHubs;
import io.howdah.gateway.internal.login.Credentials;
import io.howdah.gateway.internal.net.BackgroundResolver;
import io.howdah.gateway.internal.net.NodeAddresses;
import io.howdah.gateway.internal.net.SocketOptions;
import io.howdah.gateway.internal.probe.Prober;
import io.howdah.gateway.internal.relay.Relays;
import io.howdah.gateway.internal.tls.Tls;
import io.howdah.gateway.internal.tls.TlsContexts;
import io.howdah.spi.balance.Balancing;

import java.io.IOException;

/** The parts that face PostgreSQL. */
record ServerSide(
        Tls tls,
        Credentials credentials,
        Topology topology,
        Pools pools,
        Prober prober,
        Relays relays,
        ListenHubs hubs) {
    /**
     * Reads certificates, and connects to nothing yet.
     *
     * @throws IOException when a certificate cannot be used; the message says which, and why
     */
    static ServerSide assemble(Foundation base, Balancing balancing) throws IOException {
        GatewaySettings settings = base.settings().now();
        Tls tls = new Tls(TlsContexts.load(settings));
        Credentials credentials = new Credentials(settings.users());
        NodeAddresses addresses = base.addresses();
        BackendConnector connector = connector(base, addresses, credentials, tls);
        CancelSender cancels = new CancelSender(base.transport(), base.metrics(), tls);
        Topology topology = new Topology(settings.nodes());
        Pools pools =
                new Pools(
                        settings,
                        base.loops().all(),
                        connector,
                        cancels,
                        topology,
                        base.metrics(),
                        base.randomness(),
                        addresses);
        Prober prober =
                new Prober(
                        base.settings(),
                        base.loops().all(),
                        connector,
                        topology,
                        credentials,
                        pools,
                        balancing,
                        base.metrics());
        Relays relays =
                new Relays(
                        connector,
                        cancels,
                        pools,
                        topology,
                        base.metrics(),
                        () -> base.settings().now().clients().maxDedicated());
        ListenHubs hubs =
                new ListenHubs(
                        new ListenContext(
                                base.loops().all(),
                                connector,
                                pools,
                                topology,
                                base.clock(),
                                base.metrics()));
        return new ServerSide(tls, credentials, topology, pools, prober, relays, hubs);
    }

    private static BackendConnector connector(
            Foundation base, NodeAddresses addresses, Credentials credentials, Tls tls) {
        GatewaySettings settings = base.settings().now();
        return new BackendConnector(
                new BackgroundResolver(addresses),
                base.transport(),
                base.readBuffers(),
                base.metrics(),
                credentials,
                base.derivation(),
                base.randomness(),
                new BackendConnector.Options(
                        settings.maxPreparedStatements(),
                        (int) settings.clients().writeBuffer().bytes(),
                        new SocketOptions(settings.sockets())),
                tls);
    }
}
