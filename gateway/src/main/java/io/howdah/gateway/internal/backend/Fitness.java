package io.howdah.gateway.internal.backend;

import io.howdah.gateway.internal.GatewayMetrics;

/** Whether the backends of one part of a pool may be lent. Confined to its loop. */
final class Fitness {
    private final Pool pool;
    private final Topology topology;
    private final GatewayMetrics metrics;

    Fitness(Pool pool, Topology topology, GatewayMetrics metrics) {
        this.pool = pool;
        this.topology = topology;
        this.metrics = metrics;
    }

    // ---- of the node

    /** Whether it is not the primary, and can at most be read from. */
    boolean isForReads() {
        return topology.primary() != pool.key().node();
    }

    /** Whether nothing is to be asked of it. */
    boolean isElsewhere() {
        Node node = pool.key().node();
        return isForReads() && !(node.isReadable() && topology.has(node));
    }

    // ---- of a backend

    /** Whether it could be lent again. */
    boolean isFit(Backend backend) {
        return backend.isClean()
                && !backend.life().isOlderThan(pool.generation())
                && !isMistaken(backend);
    }

    /**
     * Whether it was opened to read from a replica that is taken for the primary now. If that is
     * right, PostgreSQL says so to a new one; else nothing may be asked here.
     */
    boolean isMistaken(Backend backend) {
        return !isForReads()
                && pool.key().node().hasPeers()
                && "on".equals(backend.session().parameters().value("in_hot_standby"));
    }

    /** Whether one that is in use must come back soon. */
    boolean isOutdated(Backend backend, long now) {
        return isElsewhere()
                || backend.life().isOlderThan(pool.generation())
                || isOld(backend, now);
    }

    /** Whether it is to be closed now because of its age: others may have to be closed first. */
    boolean isExpired(Backend backend, long now) {
        boolean expired = isOld(backend, now) && pool.tryExpire(now);
        if (expired) {
            metrics.backendsExpired.increment();
        }
        return expired;
    }

    private boolean isOld(Backend backend, long now) {
        return backend.life().isOver(now, pool.settings().backendLifetime().toNanos());
    }
}
