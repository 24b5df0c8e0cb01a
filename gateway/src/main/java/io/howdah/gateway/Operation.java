package io.howdah.gateway;

import io.howdah.base.HostPort;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.internal.backend.Pools;
import io.howdah.gateway.internal.client.ClientRegistry;
import io.howdah.gateway.internal.login.Logins;
import io.howdah.gateway.internal.operation.GatewayControls;
import io.howdah.gateway.internal.operation.GatewayMonitor;
import io.howdah.gateway.internal.operation.Suspension;
import io.howdah.spi.balance.Balancing;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicReference;

/** Looking at the gateway and steering it; the entrance is named when it is open. */
final class Operation {
    private final Foundation base;
    private final AtomicReference<@Nullable Entrance> entrance = new AtomicReference<>();
    private final GatewayMonitor monitor;
    private final GatewayControls controls;

    Operation(
            Foundation base,
            Pools pools,
            Logins logins,
            ClientRegistry clients,
            Balancing balancing) {
        this.base = base;
        Suspension suspension =
                new Suspension(base.loops().all(), clients, base.clock(), this::admit);
        this.monitor =
                new GatewayMonitor(
                        new GatewayMonitor.Subject(
                                base.settings(),
                                base.loops().all(),
                                pools,
                                clients,
                                logins.access(),
                                balancing,
                                base.clock()),
                        this::address,
                        suspension::isActive);
        this.controls = new GatewayControls(pools.control(), clients, suspension);
    }

    /** Clients get in here. */
    void entrance(Entrance opened) {
        entrance.set(opened);
    }

    private void admit(boolean on) {
        Entrance opened = entrance.get();
        if (opened != null) {
            opened.admit(on);
        }
    }

    /** Where clients connect, with the real port when 0 was asked for. */
    HostPort address() {
        GatewaySettings settings = base.settings().now();
        HostPort first = settings.listen().first();
        Entrance opened = entrance.get();
        return opened == null ? first : new HostPort(first.host(), opened.port());
    }

    GatewayMonitor monitor() {
        return monitor;
    }

    GatewayControls controls() {
        return controls;
    }
}
