package io.howdah.it;

import io.howdah.admin.AdminConsole;
import io.howdah.base.Clock;
import io.howdah.base.HostPort;
import io.howdah.base.Randomness;
import io.howdah.base.metrics.Metrics;
import io.howdah.embedded.EmbeddedCluster;
import io.howdah.gateway.Gateway;
import io.howdah.gateway.Surroundings;
import io.howdah.gateway.config.AdminSettings;
import io.howdah.gateway.config.AuthSettings;
import io.howdah.gateway.config.Consistency;
import io.howdah.gateway.config.PoolMode;
import io.howdah.gateway.control.LocalDatabases;
import io.howdah.gateway.control.NodeSnapshot;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;

/** A gateway in this process, in front of servers, and its figures. */
final class Front implements AutoCloseable {
    /** A user, with the tests' password, who is not let in to the console. */
    static final String STRANGER = "stranger";

    private final Metrics metrics;
    private final Gateway gateway;

    private Front(Metrics metrics, Gateway gateway) {
        this.metrics = metrics;
        this.gateway = gateway;
    }

    /** Starts a gateway on a free port. */
    static Front of(PoolMode mode, int poolSize, HostPort... nodes) throws Exception {
        return of(new FrontPlan(nodes).pooled(mode, poolSize));
    }

    /** Starts one as planned. */
    static Front of(FrontPlan plan) throws Exception {
        Metrics metrics = new Metrics();
        return new Front(
                metrics,
                Gateway.start(plan.settings(), Clock.system(), Randomness.secure(), metrics));
    }

    /**
     * Starts a gateway on a free port whose clients log in as {@code auth} says. It knows the
     * superuser's password, and no other.
     */
    static Front of(AuthSettings auth, HostPort... nodes) throws Exception {
        FrontPlan plan = new FrontPlan(nodes);
        plan.auth = auth;
        return of(plan);
    }

    /** Starts one in transaction mode that does not keep account of what clients set. */
    static Front untracked(int poolSize, HostPort node) throws Exception {
        FrontPlan plan = new FrontPlan(node).pooled(PoolMode.TRANSACTION, poolSize);
        plan.trackSessions = false;
        return of(plan);
    }

    /**
     * Starts a gateway that reads the databases' catalogues.
     *
     * @param refreshPeriod how often; 0: never
     */
    static Front of(PoolMode mode, int poolSize, Duration refreshPeriod, HostPort... nodes)
            throws Exception {
        FrontPlan plan = new FrontPlan(nodes).pooled(mode, poolSize);
        plan.catalogPeriod = refreshPeriod;
        return of(plan);
    }

    /** Starts one in transaction mode with the console, for the tests' user only. */
    static Front withConsole(HostPort... nodes) throws Exception {
        Metrics metrics = new Metrics();
        FrontPlan plan = new FrontPlan(nodes).pooled(PoolMode.TRANSACTION, 8);
        plan.users =
                List.of(
                        FrontPlan.user(Endpoint.USER, Endpoint.PASSWORD),
                        FrontPlan.user(STRANGER, Endpoint.PASSWORD));
        plan.admin = new AdminSettings(List.of(Endpoint.USER), List.of());
        LocalDatabases.Factory console =
                AdminConsole.in(new AdminConsole.Surroundings(new NoProcess(), "test"));
        return new Front(
                metrics,
                Gateway.start(
                        plan.settings(),
                        Surroundings.of(Clock.system(), Randomness.secure(), metrics)
                                .with(console)));
    }

    /**
     * Starts one in transaction mode that reads from the cluster's replicas, and waits until so.
     */
    static Front reading(EmbeddedCluster cluster, int poolSize, Consistency consistency)
            throws Exception {
        FrontPlan plan = new FrontPlan(cluster.nodes().toArray(HostPort[]::new));
        Front front = of(plan.pooled(PoolMode.TRANSACTION, poolSize).reading(consistency));
        front.awaitRouting();
        return front;
    }

    /** Where clients connect. */
    Endpoint endpoint() {
        return new Endpoint(gateway.address());
    }

    /** One of the gateway's figures, as of now. */
    long figure(String name) {
        Long value = metrics.snapshot().get(name);
        if (value == null) {
            throw new IllegalArgumentException("no metric " + name);
        }
        return value;
    }

    /** A node, as it is judged now. */
    NodeSnapshot node(HostPort address) throws InterruptedException {
        return gateway.monitor().overview().nodes().stream()
                .filter(node -> node.address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    /** Waits until no client is left and nothing is lent, which is what every test must leave. */
    void awaitQuiet() throws Exception {
        Await.until(
                () -> "no clients and no lent backends: " + metrics.snapshot(),
                () ->
                        figure("howdah_clients") == 0
                                && figure("howdah_clients_waiting") == 0
                                && figure("howdah_clients_pinned") == 0
                                && figure("howdah_backends_lent") == 0);
    }

    /** Waits until reads share backends: before the catalogue is known, none does. */
    void awaitSharing(String database) throws Exception {
        long before = figure("howdah_requests_shared_total");
        try (Connection connection = new Endpoint(gateway.address(), database).connect()) {
            Await.until(
                    "requests are shared",
                    () -> {
                        Sql.run(connection, "SELECT 1");
                        return figure("howdah_requests_shared_total") > before;
                    });
        }
    }

    /** Waits until reads go to replicas: before they and the catalogue are known, none does. */
    void awaitRouting() throws Exception {
        try (Connection connection = endpoint().connect()) {
            Await.until(
                    () -> "reads go to replicas: " + metrics.snapshot(),
                    () -> {
                        long before = figure("howdah_reads_routed_total");
                        Sql.run(connection, "SELECT 1");
                        return figure("howdah_reads_routed_total") > before;
                    });
        }
    }

    @Override
    public String toString() {
        return metrics.snapshot().toString();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
