package io.howdah.gateway;

import io.howdah.base.Clock;
import io.howdah.base.Randomness;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.gateway.internal.LiveSettings;
import io.howdah.gateway.internal.login.KeyDerivation;
import io.howdah.gateway.internal.net.LoopReadBuffers;
import io.howdah.gateway.internal.net.NodeAddresses;
import io.howdah.gateway.internal.net.Transport;

/** What all parts of a gateway stand on. */
record Foundation(
        LiveSettings settings,
        NodeAddresses addresses,
        Discovery discovery,
        Transport transport,
        EventLoops loops,
        LoopReadBuffers readBuffers,
        KeyDerivation derivation,
        Clock clock,
        Randomness randomness,
        GatewayMetrics metrics) {
    /**
     * Starts the threads; nothing is opened. Names of nodes are looked up where each address is
     * one.
     */
    static Foundation lay(GatewaySettings now, Surroundings around) {
        NodeAddresses addresses =
                new NodeAddresses(
                        around.names()::of,
                        around.clock()::nanos,
                        now.backends().dnsTtl(),
                        now.backends().dnsFailureTtl());
        Discovery discovery = new Discovery(addresses, now);
        Transport transport = Transport.choose();
        return new Foundation(
                new LiveSettings(discovery.expand(now)),
                addresses,
                discovery,
                transport,
                EventLoops.start(now.threads(), now.spin(), transport, around.clock()),
                new LoopReadBuffers(),
                new KeyDerivation(),
                around.clock(),
                around.randomness(),
                new GatewayMetrics(around.metrics()));
    }
}
