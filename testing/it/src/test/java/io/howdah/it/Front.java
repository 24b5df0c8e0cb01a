package io.howdah.it;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;
import io.howdah.base.Randomness;
import io.howdah.base.metrics.Metrics;
import io.howdah.gateway.Gateway;
import io.howdah.gateway.config.AuthSettings;
import io.howdah.gateway.config.PoolMode;

import java.time.Duration;

/** A gateway in this process, in front of servers, and its figures. */
final class Front implements AutoCloseable {
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

    @Override
    public String toString() {
        return metrics.snapshot().toString();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
