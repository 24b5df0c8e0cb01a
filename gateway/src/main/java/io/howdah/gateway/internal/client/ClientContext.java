package io.howdah.gateway.internal.client;

import io.howdah.base.Randomness;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.control.LocalDatabases;
import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.gateway.internal.LiveSettings;
import io.howdah.gateway.internal.backend.Pools;
import io.howdah.gateway.internal.catalog.Catalogs;
import io.howdah.gateway.internal.listen.ListenHubs;
import io.howdah.gateway.internal.login.KeyDerivation;
import io.howdah.gateway.internal.login.Logins;
import io.howdah.gateway.internal.relay.Relays;
import io.howdah.gateway.internal.tls.Tls;

/** What all clients share. */
public record ClientContext(
        LiveSettings live,
        Pools pools,
        Relays relays,
        ListenHubs hubs,
        Catalogs catalogs,
        ReadRouting routing,
        ClientRegistry registry,
        Logins logins,
        KeyDerivation derivation,
        Tls tls,
        LocalDatabases locals,
        Randomness randomness,
        GatewayMetrics metrics) {
    /** The settings in force now. */
    public GatewaySettings settings() {
        return live.now();
    }
}
