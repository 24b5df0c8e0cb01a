package io.howdah.gateway.config;

import io.howdah.base.config.InvalidSetting;
import io.howdah.base.config.Setting;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Everything the gateway can be told: the whole of {@code howdah.yaml} for now. */
public record GatewaySettings(
        @Setting(
                        value =
                                "Where clients connect, as HOST:PORT; several with commas between"
                                        + " them, *:PORT for all of the machine's addresses.",
                        fallback = "127.0.0.1:6432")
                ListenAddresses listen,
        @Setting("Unix sockets, keepalive, and the change to a new process.")
                SocketSettings sockets,
        @Setting("TLS towards clients.") ClientTlsSettings tls,
        @Setting("How clients log in.") AuthSettings auth,
        @Setting("The PostgreSQL servers, at least one.") List<NodeSettings> nodes,
        @Setting("TLS towards them.") BackendTlsSettings backendTls,
        @Setting("Users that may log in, beside those of auth.users-file.")
                List<UserSettings> users,
        @Setting("Databases with settings of their own.") List<DatabaseSettings> databases,
        @Setting(
                        "Defaults of every pool; its node, its database and its user override them,"
                                + " in this order.")
                PoolSettings pool,
        @Setting("Bounds on backends across pools, and the names of their nodes.")
                BackendSettings backends,
        @Setting("Bounds on clients.") ClientSettings clients,
        @Setting("What the process says of itself.") LogSettings log,
        @Setting("Who may use the console.") AdminSettings admin,
        @Setting(
                        value =
                                "Event loops; 0: one for every two cores, as the kernel, and often"
                                        + " PostgreSQL, need the others.",
                        fallback = "0")
                int threads,
        @Setting(
                        value =
                                "How long an event loop that has had something to do polls before"
                                        + " it sleeps, up to 100us; 0us: not at all. Costs CPU time"
                                        + " and saves few clients the time it takes to wake up.",
                        fallback = "0us")
                Duration spin,
        @Setting(value = "The most prepared statements kept on one backend.", fallback = "1000")
                int maxPreparedStatements,
        @Setting(value = "How long SIGTERM waits for running transactions.", fallback = "30s")
                Duration drainTimeout,
        @Setting(value = "How often a line of statistics is logged; 0s: never.", fallback = "60s")
                Duration statisticsPeriod,
        @Setting("How the nodes are asked for what they are.") ClusterSettings cluster,
        @Setting("What is found out about the objects of databases.") CatalogSettings catalog,
        @Setting("How statements of many clients run on few backends.")
                MultiplexingSettings multiplexing,
        @Setting("Which nodes answer reads.") RoutingSettings routing) {
    /** The most PostgreSQL servers there may be. */
    public static final int MOST_NODES = 64;

    private static final Duration LONGEST_SPIN = Duration.of(100, ChronoUnit.MICROS);

    public GatewaySettings {
        nodes = List.copyOf(nodes);
        users = List.copyOf(users);
        databases = List.copyOf(databases);
        if (nodes.isEmpty()) {
            throw new InvalidSetting("nodes", "name at least one PostgreSQL server");
        }
        if (nodes.size() > MOST_NODES) {
            throw new InvalidSetting("nodes", "there may be " + MOST_NODES + " at most");
        }
        checkUnique("nodes", nodes, NodeSettings::address);
        checkUnique("nodes", nodes, NodeSettings::label);
        checkRoles(nodes);
        checkUnique("users", users, UserSettings::name);
        checkUnique("databases", databases, DatabaseSettings::name);
        Bounds.within(0, 1_024, "threads", threads);
        Bounds.within(Duration.ZERO, LONGEST_SPIN, "spin", spin);
        Bounds.atLeast(1, "max-prepared-statements", maxPreparedStatements);
        if (auth.isOpen() && !listen.isLoopback()) {
            throw new InvalidSetting(
                    "listen",
                    listen
                            + " can be reached from other machines, and auth.method is trust:"
                            + " listen on 127.0.0.1 or use scram");
        }
    }

    /** The same with other nodes. */
    public GatewaySettings withNodes(List<NodeSettings> others) {
        return new GatewaySettings(
                listen,
                sockets,
                tls,
                auth,
                others,
                backendTls,
                users,
                databases,
                pool,
                backends,
                clients,
                log,
                admin,
                threads,
                spin,
                maxPreparedStatements,
                drainTimeout,
                statisticsPeriod,
                cluster,
                catalog,
                multiplexing,
                routing);
    }

    private static void checkRoles(List<NodeSettings> nodes) {
        if (nodes.stream().filter(node -> node.role() == NodeRole.PRIMARY).count() > 1) {
            throw new InvalidSetting("nodes", "one of them can have the role primary");
        }
        if (nodes.stream().allMatch(node -> node.role() == NodeRole.REPLICA)) {
            throw new InvalidSetting("nodes", "one of them must be able to be the primary");
        }
    }

    private static <T> void checkUnique(String key, List<T> settings, Function<T, ?> name) {
        Set<Object> seen = new HashSet<>();
        for (T setting : settings) {
            if (!seen.add(name.apply(setting))) {
                throw new InvalidSetting(key, name.apply(setting) + " is there twice");
            }
        }
    }
}
