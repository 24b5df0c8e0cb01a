package io.howdah.gateway;

import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.internal.catalog.Catalogs;
import io.howdah.gateway.internal.catalog.PooledDatabases;
import io.howdah.gateway.internal.client.ClientContext;
import io.howdah.gateway.internal.client.ClientRegistry;
import io.howdah.gateway.internal.client.ReadRouting;
import io.howdah.gateway.internal.login.Logins;
import io.howdah.spi.balance.Balancing;

import java.io.IOException;

/** Everything that a running gateway consists of. */
record Parts(
        Foundation base,
        ServerSide servers,
        Logins logins,
        ClientRegistry clients,
        Catalogs catalogs,
        Operation operation,
        Entrance entrance) {
    /**
     * Puts it together and opens the entrance.
     *
     * @throws IOException when a file cannot be used, or an address not be listened on
     */
    static Parts assemble(Foundation base, Surroundings around)
            throws IOException, InterruptedException {
        GatewaySettings settings = base.settings().now();
        Balancing balancing = around.balancing().get();
        ServerSide servers = ServerSide.assemble(base, balancing);
        Logins logins =
                LoginParts.assemble(
                        settings,
                        servers.pools(),
                        servers.credentials(),
                        base.derivation(),
                        base.randomness(),
                        base.metrics());
        ClientRegistry clients =
                new ClientRegistry(base.settings(), base.randomness(), base.metrics());
        servers.pools().control().endClientsBy(clients::end);
        Catalogs catalogs =
                new Catalogs(
                        settings.catalog(),
                        base.clock(),
                        new PooledDatabases(servers.pools(), base.loops().first(), clients::serves),
                        base.metrics());
        Operation operation = new Operation(base, servers.pools(), logins, clients, balancing);
        ClientContext context =
                new ClientContext(
                        base.settings(),
                        servers.pools(),
                        servers.relays(),
                        servers.hubs(),
                        catalogs,
                        new ReadRouting(
                                servers.topology(),
                                () -> base.settings().now().routing(),
                                balancing,
                                base.loops().all()),
                        clients,
                        logins,
                        base.derivation(),
                        servers.tls(),
                        around.locals().over(operation.monitor(), operation.controls()),
                        base.randomness(),
                        base.metrics());
        Entrance entrance =
                Entrance.open(
                        settings,
                        new Listener(
                                context,
                                base.transport(),
                                base.readBuffers(),
                                base.loops().group(),
                                base.loops().all()),
                        base.loops().group(),
                        clients,
                        around.inheritance());
        operation.entrance(entrance);
        return new Parts(base, servers, logins, clients, catalogs, operation, entrance);
    }
}
