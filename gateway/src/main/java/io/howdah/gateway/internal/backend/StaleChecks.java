package io.howdah.gateway.internal.backend;

import io.howdah.gateway.config.PoolSettings;

/**
 * Has backends of one shard checked before they are lent that have been idle for long. Confined to
 * its loop.
 */
final class StaleChecks {
    private final LoopPool shard;
    private final WaiterQueue waiters;
    private final IdleBackends idle;
    private int underWay;

    StaleChecks(LoopPool shard, WaiterQueue waiters, IdleBackends idle) {
        this.shard = shard;
        this.waiters = waiters;
        this.idle = idle;
    }

    /** How many backends are being checked. */
    int underWay() {
        return underWay;
    }

    /** Whether {@code backend} must be checked. */
    boolean isNeededBy(Backend backend, long now) {
        long delay = shard.pool().settings().checkDelay().toNanos();
        return delay > 0 && now - backend.idleSince() > delay;
    }

    /** Has as many idle backends checked as are waited for. */
    void begin() {
        PoolSettings settings = shard.pool().settings();
        while (underWay < waiters.size() && shard.isOpen()) {
            Backend backend = idle.next(settings.roundRobin());
            if (backend == null) {
                return;
            }
            idle.takeNext(settings.roundRobin());
            underWay++;
            BackendCheck.run(
                    shard,
                    backend,
                    settings.checkQuery().orElse(""),
                    settings.connectTimeout().toNanos());
        }
    }

    /** One has been answered, or its backend is gone. */
    void ended(boolean passed) {
        underWay--;
        if (!passed) {
            shard.metrics().backendChecksFailed.increment();
        }
    }
}
