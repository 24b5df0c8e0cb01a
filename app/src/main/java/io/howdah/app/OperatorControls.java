package io.howdah.app;

import io.howdah.app.config.AtStart;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.base.config.SettingComponent;
import io.howdah.base.config.SettingType;
import io.howdah.base.error.Failure;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.control.ControlRefused;
import io.howdah.gateway.control.ProcessControls;
import io.howdah.gateway.control.ServerControls;

import java.util.List;

/**
 * Lets the console end the process as signals do, and change its settings and its servers. From any
 * thread.
 */
final class OperatorControls implements ProcessControls {
    private static final String CONFIGURATION_ERROR = "F0000";
    private static final String INVALID_VALUE = "22023";

    private final StopRequests stops;
    private final Reloader reloader;
    private final ServerControls servers;

    OperatorControls(StopRequests stops, Reloader reloader, ServerControls servers) {
        this.stops = stops;
        this.reloader = reloader;
        this.servers = servers;
    }

    @Override
    public void shutdown(Shutdown how) {
        stops.request(
                switch (how) {
                    case IMMEDIATE -> Stop.FAST;
                    case WAIT_FOR_SERVERS -> Stop.DRAIN;
                    case WAIT_FOR_CLIENTS -> Stop.WHEN_LEFT;
                });
    }

    @Override
    public List<String> reload() throws ControlRefused {
        try {
            return reloader.reload();
        } catch (InvalidConfiguration e) {
            int problems = e.problems().size();
            throw new ControlRefused(
                    Failure.reported(
                                    CONFIGURATION_ERROR,
                                    "RELOAD refused, nothing has changed: "
                                            + problems
                                            + (problems == 1 ? " problem" : " problems"))
                            .withDetail(e.getMessage()));
        }
    }

    @Override
    public void set(String key, String value) throws ControlRefused {
        try {
            reloader.set(key, value);
        } catch (InvalidConfiguration e) {
            throw new ControlRefused(Failure.reported(INVALID_VALUE, e.getMessage()));
        }
    }

    /** Values that stand alone are, unless they count at the start only. */
    @Override
    public boolean isChangeable(String key) {
        return !AtStart.concerns(key) && isValue(GatewaySettings.class, key);
    }

    @Override
    public ServerControls servers() {
        return servers;
    }

    private static boolean isValue(Class<? extends Record> section, String key) {
        int dot = key.indexOf('.');
        String first = dot < 0 ? key : key.substring(0, dot);
        for (SettingComponent component : SettingComponent.of(section)) {
            if (component.key().equals(first)) {
                return component.type() instanceof SettingType.Group(var inner)
                        ? dot > 0 && isValue(inner, key.substring(dot + 1))
                        : dot < 0 && !(component.type() instanceof SettingType.Many);
            }
        }
        return false;
    }
}
