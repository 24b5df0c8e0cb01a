package io.howdah.gateway.internal.backend;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.config.PoolSettings;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * What time demands of one shard: ends what waits, runs or is idle for too long. Confined to its
 * loop.
 */
final class Upkeep {
    private final LoopPool shard;
    private final WaiterQueue waiters;
    private final IdleBackends idle;
    private final OpenBackends open;
    private @Nullable Failure lastRefusal;
    private boolean everResumed;
    private long resumedNanos;

    Upkeep(LoopPool shard, WaiterQueue waiters, IdleBackends idle, OpenBackends open) {
        this.shard = shard;
        this.waiters = waiters;
        this.idle = idle;
        this.open = open;
    }

    private PoolSettings settings() {
        return shard.pool().settings();
    }

    void tick(long now) {
        if (shard.pool().isPaused()) {
            idle.closeAll();
        } else {
            refuseLateWaiters(now);
        }
        endSlowStatements(now);
        closeIdle(now);
        closeExpired(now);
    }

    // ---- who waits

    /** PostgreSQL has refused a backend; what it said is what those who wait in vain are told. */
    void refused(Failure failure) {
        lastRefusal = failure;
    }

    /** The pool goes on after a pause, which does not count as waiting. */
    void resumed() {
        everResumed = true;
        resumedNanos = shard.loop().nanos();
    }

    private long waited(Waiter waiter, long now) {
        long since = waiter.waitingSinceNanos();
        return now - (everResumed && since - resumedNanos < 0 ? resumedNanos : since);
    }

    /** Whether somebody has waited for so long that the reserve is to be used. */
    boolean isReserveDue(long now) {
        Waiter first = waiters.first();
        Duration timeout = settings().reserveTimeout();
        return first != null
                && settings().reserveSize() > 0
                && timeout.isPositive()
                && waited(first, now) >= timeout.toNanos();
    }

    private void refuseLateWaiters(long now) {
        long limit = settings().queryWaitTimeout().toNanos();
        for (Waiter first = waiters.first();
                limit > 0 && first != null && waited(first, now) > limit;
                first = waiters.first()) {
            shard.metrics().waitTimeouts.increment();
            waiters.takeFirst().refused(waitedInVain());
        }
    }

    private Failure waitedInVain() {
        if (open.openedCount() == 0) {
            return lastRefusal != null
                    ? lastRefusal
                    : Failure.of(
                            ErrorCode.CONNECTION_FAILURE,
                            "no connection to PostgreSQL at "
                                    + shard.pool().key().node()
                                    + " could be made in time");
        }
        return Failure.of(
                        ErrorCode.QUERY_CANCELED,
                        "canceling statement because no backend became free in time")
                .withHint(
                        "All "
                                + settings().size()
                                + " backends of "
                                + shard.pool().key()
                                + " are in use; see pool.size and pool.query-wait-timeout.");
    }

    // ---- what runs

    private void endSlowStatements(long now) {
        long limit = settings().queryTimeout().toNanos();
        long idleLimit = settings().idleInTransactionTimeout().toNanos();
        if (limit == 0 && idleLimit == 0) {
            return;
        }
        for (Backend backend : open.opened()) {
            if (limit > 0 && backend.exchanges().isOverdue(now, limit)) {
                shard.metrics().queryTimeouts.increment();
                shard.cancel(backend);
            }
            if (idleLimit > 0) {
                backend.checkIdleInTransaction(now, idleLimit);
            }
        }
    }

    // ---- what is idle

    private void closeIdle(long now) {
        long limit = settings().idleTimeout().toNanos();
        int minimum = minimumHere();
        for (Backend longest = idle.longest();
                longest != null
                        && (shard.fitness().isElsewhere()
                                || (limit > 0
                                        && open.openedCount() > minimum
                                        && now - longest.idleSince() > limit));
                longest = idle.longest()) {
            idle.closeLongest();
        }
    }

    private void closeExpired(long now) {
        idle.closeIf(backend -> shard.fitness().isExpired(backend, now));
    }

    /** The reserve is given back when it has not been needed for as long as it was waited for. */
    void closeReserve(long now, int reserve) {
        long limit = settings().reserveTimeout().toNanos();
        int left = reserve;
        for (Backend longest = idle.longest();
                longest != null && left > 0 && now - longest.idleSince() > limit;
                longest = idle.longest()) {
            idle.closeLongest();
            left--;
        }
    }

    /** This shard's part of the pool's minimum. */
    int minimumHere() {
        if (shard.fitness().isElsewhere()) {
            return 0;
        }
        return (int)
                Math.ceilDiv(
                        (long) settings().minimum() * Math.max(0, shard.permits()),
                        settings().size());
    }
}
