package io.howdah.gateway.internal.client;

import io.howdah.base.Randomness;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.gateway.internal.backend.Pools;
import io.howdah.gateway.internal.catalog.Catalogs;
import io.howdah.gateway.internal.listen.ListenHubs;
import io.howdah.gateway.internal.login.KeyDerivation;
import io.howdah.gateway.internal.login.Logins;
import io.howdah.gateway.internal.relay.Relays;
import io.howdah.gateway.internal.tls.Tls;

/** What all clients share. */
public record ClientContext(
        GatewaySettings settings,
        Pools pools,
        Relays relays,
        ListenHubs hubs,
        Catalogs catalogs,
        ClientRegistry registry,
        Logins logins,
        KeyDerivation derivation,
        Tls tls,
        Randomness randomness,
        GatewayMetrics metrics,
        Verdicts.Tables verdicts) {
    /** The parts, with nothing known of any statement. */
    public ClientContext(
            GatewaySettings settings,
            Pools pools,
            Relays relays,
            ListenHubs hubs,
            Catalogs catalogs,
            ClientRegistry registry,
            Logins logins,
            KeyDerivation derivation,
            Tls tls,
            Randomness randomness,
            GatewayMetrics metrics) {
        this(
                settings,
                pools,
                relays,
                hubs,
                catalogs,
                registry,
                logins,
                derivation,
                tls,
                randomness,
                metrics,
                new Verdicts.Tables());
    }
}
