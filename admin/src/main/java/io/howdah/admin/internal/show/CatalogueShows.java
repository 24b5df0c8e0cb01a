package io.howdah.admin.internal.show;

import io.howdah.admin.internal.table.Table;
import io.howdah.base.HostPort;
import io.howdah.gateway.config.DatabaseSettings;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.config.PoolOverrides;
import io.howdah.gateway.config.PoolSettings;
import io.howdah.gateway.config.UserSettings;
import io.howdah.gateway.control.ClientSnapshot;
import io.howdah.gateway.control.ClientSnapshot.State;
import io.howdah.gateway.control.Monitor;
import io.howdah.gateway.control.NodeSnapshot;
import io.howdah.gateway.control.Overview;
import io.howdah.gateway.control.PoolSnapshot;
import io.howdah.gateway.control.Target;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** DATABASES, USERS and LISTS: what is configured, and what clients have asked for beside. */
final class CatalogueShows {
    private static final String DATABASES =
            """
            name text, host text, port int4, database text, force_user text, pool_size int4,
            min_pool_size int4, reserve_pool_size int4, server_lifetime int4, pool_mode text,
            load_balance_hosts text, max_connections int4, current_connections int4,
            max_client_connections int4, current_client_connections int4, paused int4, disabled int4
            """;

    private static final String USERS =
            """
            name text, pool_size text, reserve_pool_size text, pool_mode text,
            max_user_connections int4, current_connections int4, max_user_client_connections int4,
            current_client_connections int4
            """;

    private final Monitor monitor;

    private CatalogueShows(Sources sources) {
        this.monitor = sources.monitor();
    }

    static List<Show> all(Sources sources) {
        CatalogueShows shows = new CatalogueShows(sources);
        return List.of(
                Show.of("databases", DATABASES, shows::databases),
                Show.of("users", USERS, shows::users),
                Show.of("lists", "list text, items int4", shows::lists));
    }

    // ---- DATABASES

    private void databases(Table table) throws InterruptedException {
        Overview overview = monitor.overview();
        GatewaySettings settings = monitor.settings();
        SettingsValues values = SettingsValues.of(settings);
        Optional<HostPort> primary =
                overview.nodes().stream()
                        .filter(NodeSnapshot::primary)
                        .map(NodeSnapshot::address)
                        .findFirst();
        Map<String, Optional<DatabaseSettings>> databases = databases(overview, settings);
        databases.forEach(
                (name, database) -> {
                    Optional<PoolOverrides> overrides = database.map(DatabaseSettings::pool);
                    PoolSettings pool =
                            overrides
                                    .map(each -> each.over(settings.pool()))
                                    .orElse(settings.pool());
                    table.add(
                            name,
                            primary.map(HostPort::host).orElse(null),
                            primary.map(HostPort::port).orElse(0),
                            name,
                            null,
                            pool.size(),
                            pool.minimum(),
                            pool.reserveSize(),
                            pool.backendLifetime().toSeconds(),
                            overrides.flatMap(PoolOverrides::mode).map(Console::word).orElse(null),
                            null,
                            database.flatMap(DatabaseSettings::maxBackends)
                                    .map(Integer::longValue)
                                    .orElse(values.number("backends.max-per-database")),
                            backends(overview, PoolSnapshot::database, name),
                            database.flatMap(DatabaseSettings::maxClients).orElse(0),
                            clients(overview, ClientSnapshot::database, name),
                            monitor.isPaused(new Target.Database(name)),
                            monitor.isDisabled(new Target.Database(name)));
                });
        console(table, overview);
    }

    private void console(Table table, Overview overview) {
        table.add(
                Console.NAME,
                null,
                monitor.address().port(),
                Console.NAME,
                Console.NAME,
                2,
                0,
                0,
                0,
                Console.MODE,
                null,
                0,
                0,
                0,
                overview.clients().stream().filter(each -> each.state() == State.LOCAL).count(),
                false,
                false);
    }

    private static Map<String, Optional<DatabaseSettings>> databases(
            Overview overview, GatewaySettings settings) {
        Map<String, Optional<DatabaseSettings>> databases = new TreeMap<>();
        overview.pools().forEach(pool -> databases.put(pool.database(), Optional.empty()));
        settings.databases().forEach(each -> databases.put(each.name(), Optional.of(each)));
        return databases;
    }

    // ---- USERS

    private void users(Table table) throws InterruptedException {
        Overview overview = monitor.overview();
        GatewaySettings settings = monitor.settings();
        SettingsValues values = SettingsValues.of(settings);
        Map<String, Optional<UserSettings>> users = users(overview, settings);
        users.forEach(
                (name, user) -> {
                    Optional<PoolOverrides> overrides = user.map(UserSettings::pool);
                    table.add(
                            name,
                            overrides.flatMap(PoolOverrides::size).map(Object::toString).orElse(""),
                            overrides
                                    .flatMap(PoolOverrides::reserveSize)
                                    .map(Object::toString)
                                    .orElse(""),
                            overrides.flatMap(PoolOverrides::mode).map(Console::word).orElse(null),
                            user.flatMap(UserSettings::maxBackends)
                                    .map(Integer::longValue)
                                    .orElse(values.number("backends.max-per-user")),
                            backends(overview, PoolSnapshot::user, name),
                            user.flatMap(UserSettings::maxClients).orElse(0),
                            clients(overview, ClientSnapshot::user, name));
                });
    }

    private static Map<String, Optional<UserSettings>> users(
            Overview overview, GatewaySettings settings) {
        Map<String, Optional<UserSettings>> users = new TreeMap<>();
        overview.clients().forEach(client -> users.put(client.user(), Optional.empty()));
        overview.pools().forEach(pool -> users.put(pool.user(), Optional.empty()));
        settings.users().forEach(each -> users.put(each.name(), Optional.of(each)));
        return users;
    }

    private static int backends(
            Overview overview, Function<PoolSnapshot, String> property, String value) {
        return overview.pools().stream()
                .filter(pool -> property.apply(pool).equals(value))
                .mapToInt(PoolSnapshot::backends)
                .sum();
    }

    private static long clients(
            Overview overview, Function<ClientSnapshot, String> property, String value) {
        return overview.clients().stream()
                .filter(client -> property.apply(client).equals(value))
                .count();
    }

    // ---- LISTS

    private void lists(Table table) throws InterruptedException {
        Overview overview = monitor.overview();
        GatewaySettings settings = monitor.settings();
        int pools =
                overview.pools().stream()
                        .map(pool -> List.of(pool.database(), pool.user()))
                        .collect(Collectors.toSet())
                        .size();
        table.add("databases", databases(overview, settings).size() + 1);
        table.add("users", users(overview, settings).size());
        table.add("peers", 0);
        table.add("pools", pools + 1);
        table.add("peer_pools", 0);
        table.add("free_clients", 0);
        table.add("used_clients", overview.clients().size());
        table.add("login_clients", overview.loggingIn());
        table.add("free_servers", 0);
        table.add("used_servers", overview.backends().size());
        table.add("dns_names", monitor.hosts().size());
        table.add("dns_zones", 0);
        table.add("dns_queries", 0);
        table.add("dns_pending", 0);
    }
}
