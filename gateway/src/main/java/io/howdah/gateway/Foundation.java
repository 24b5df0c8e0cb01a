package io.howdah.gateway;

import io.howdah.base.Clock;
import io.howdah.base.Randomness;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.gateway.internal.LiveSettings;
import io.howdah.gateway.internal.login.KeyDerivation;
import io.howdah.gateway.internal.net.LoopReadBuffers;
import io.howdah.gateway.internal.net.Transport;

/** What all parts of a gateway stand on. */
record Foundation(
        LiveSettings settings,
        Transport transport,
        EventLoops loops,
        LoopReadBuffers readBuffers,
        KeyDerivation derivation,
        Clock clock,
        Randomness randomness,
        GatewayMetrics metrics) {
    /** Starts the threads; nothing is opened. */
    static Foundation lay(LiveSettings settings, Surroundings around) {
        GatewaySettings now = settings.now();
        Transport transport = Transport.choose();
        return new Foundation(
                settings,
                transport,
                EventLoops.start(now.threads(), now.spin(), transport, around.clock()),
                new LoopReadBuffers(),
                new KeyDerivation(),
                around.clock(),
                around.randomness(),
                new GatewayMetrics(around.metrics()));
    }
}
