package io.howdah.admin;

import io.howdah.admin.internal.session.ConsoleSession;
import io.howdah.admin.internal.show.Shows;
import io.howdah.admin.internal.show.Sources;
import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.config.AdminSettings;
import io.howdah.gateway.control.ControlRefused;
import io.howdah.gateway.control.Controls;
import io.howdah.gateway.control.LocalDatabases;
import io.howdah.gateway.control.LocalLogin;
import io.howdah.gateway.control.LocalSession;
import io.howdah.gateway.control.Monitor;
import io.howdah.gateway.control.ProcessControls;

import java.util.Set;

/**
 * The databases {@code pgbouncer} and {@code howdah_admin}: PgBouncer's console, with more. Safe
 * from any thread.
 */
public final class AdminConsole implements LocalDatabases {
    private static final Set<String> NAMES = Set.of("pgbouncer", "howdah_admin");

    private final Monitor monitor;
    private final Controls controls;
    private final ProcessControls process;
    private final Shows shows;

    private AdminConsole(Monitor monitor, Controls controls, Surroundings around) {
        this.monitor = monitor;
        this.controls = controls;
        this.process = around.process;
        this.shows = new Shows(new Sources(monitor, around.process, around.version));
    }

    /**
     * What the console shows and steers beside the gateway.
     *
     * @param version of Howdah
     */
    public record Surroundings(ProcessControls process, String version) {}

    /** Consoles for gateways. */
    public static Factory in(Surroundings around) {
        return (monitor, controls) -> new AdminConsole(monitor, controls, around);
    }

    @Override
    public boolean serves(String database) {
        return NAMES.contains(database);
    }

    @Override
    public LocalSession open(LocalLogin login) throws ControlRefused {
        AdminSettings settings = monitor.settings().admin();
        boolean admin = settings.users().contains(login.user());
        if (!admin && !settings.statsUsers().contains(login.user())) {
            throw new ControlRefused(
                    Failure.of(
                                    ErrorCode.INVALID_AUTHORIZATION,
                                    "user \"" + login.user() + "\" may not use the console")
                            .withHint("Name it in admin.users or admin.stats-users."));
        }
        return new ConsoleSession(login, admin, shows, controls, process);
    }
}
