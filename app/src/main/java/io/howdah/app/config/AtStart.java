package io.howdah.app.config;

import io.howdah.base.config.SettingChange;
import io.howdah.gateway.config.AuthSettings;
import io.howdah.gateway.config.ClientSettings;
import io.howdah.gateway.config.GatewaySettings;

import java.util.List;

/** The settings that take effect only when a process starts: the one list of them. */
public final class AtStart {
    /** A key, or a section with everything in it. */
    private static final List<String> KEYS =
            List.of(
                    "listen",
                    "sockets",
                    "threads",
                    "spin",
                    "max-prepared-statements",
                    "statistics-period",
                    "catalog",
                    "clients.write-buffer",
                    "auth.query-user",
                    "auth.query",
                    "auth.query-database",
                    "auth.query-cache-time",
                    "auth.max-logins",
                    "auth.failures");

    private AtStart() {}

    /** Whether a change waits for the next start. */
    public static boolean concerns(SettingChange change) {
        return concerns(change.key());
    }

    /** Whether the setting at {@code key} is such a one. */
    public static boolean concerns(String key) {
        return KEYS.stream()
                .anyMatch(
                        each ->
                                key.equals(each)
                                        || key.startsWith(each + ".")
                                        || key.startsWith(each + "["));
    }

    /**
     * What can hold in a process that was started with {@code started}, of what {@code wanted} is.
     *
     * @throws io.howdah.base.config.InvalidSetting when both together make no sense
     */
    public static GatewaySettings mixed(GatewaySettings started, GatewaySettings wanted) {
        return new GatewaySettings(
                started.listen(),
                started.sockets(),
                wanted.tls(),
                mixed(started.auth(), wanted.auth()),
                wanted.nodes(),
                wanted.backendTls(),
                wanted.users(),
                wanted.databases(),
                wanted.pool(),
                wanted.backends(),
                mixed(started.clients(), wanted.clients()),
                wanted.log(),
                wanted.admin(),
                started.threads(),
                started.spin(),
                started.maxPreparedStatements(),
                wanted.drainTimeout(),
                started.statisticsPeriod(),
                wanted.cluster(),
                started.catalog(),
                wanted.multiplexing(),
                wanted.routing().with(started.routing().balancing()));
    }

    private static AuthSettings mixed(AuthSettings started, AuthSettings wanted) {
        return new AuthSettings(
                wanted.method(),
                wanted.usersFile(),
                wanted.timeout(),
                wanted.hbaFile(),
                wanted.hba(),
                wanted.identFile(),
                started.queryUser(),
                started.query(),
                started.queryDatabase(),
                started.queryCacheTime(),
                started.maxLogins(),
                started.failures());
    }

    private static ClientSettings mixed(ClientSettings started, ClientSettings wanted) {
        return new ClientSettings(
                wanted.max(),
                wanted.maxPreparedStatements(),
                wanted.inspectLimit(),
                started.writeBuffer(),
                wanted.maxDedicated(),
                wanted.notificationBuffer(),
                wanted.trackSessions());
    }
}
