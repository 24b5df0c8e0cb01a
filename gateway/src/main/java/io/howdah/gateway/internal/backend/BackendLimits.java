package io.howdah.gateway.internal.backend;

import java.util.ArrayList;
import java.util.List;

/** The limits that hold for one pool's backends beside its size. Safe from any thread. */
final class BackendLimits {
    private final List<BackendLimit> limits;

    /** Every one of these holds. */
    BackendLimits(BackendLimit... limits) {
        this(List.of(limits));
    }

    private BackendLimits(List<BackendLimit> limits) {
        this.limits = limits;
    }

    /** These, and one that is nobody else's. */
    BackendLimits with(BackendLimit own) {
        List<BackendLimit> all = new ArrayList<>(limits);
        all.add(own);
        return new BackendLimits(List.copyOf(all));
    }

    /**
     * Counts one more backend for {@code shard}; false: a limit forbids it now, room is being made
     * if that is possible, and the shard is told to grow when there is some.
     */
    boolean tryTake(LoopPool shard, long now) {
        for (int i = 0; i < limits.size(); i++) {
            BackendLimit limit = limits.get(i);
            if (!limit.tryTake(shard, now)) {
                limits.subList(0, i).forEach(BackendLimit::give);
                limit.evict(now);
                return false;
            }
        }
        return true;
    }

    /** Takes back {@link #tryTake}. */
    void give() {
        limits.forEach(BackendLimit::give);
    }

    /** {@code shard} needs no more backends. */
    void forget(LoopPool shard) {
        for (BackendLimit limit : limits) {
            limit.forget(shard);
        }
    }

    /** Whether a backend that comes back to {@code shard} has to be closed for another pool. */
    boolean mustYield(LoopPool shard, long now) {
        for (BackendLimit limit : limits) {
            if (limit.mustYield(shard, now)) {
                return true;
            }
        }
        return false;
    }

    /** Counts a pool that needs these limits, or one less. */
    void holders(int change) {
        limits.forEach(limit -> limit.holders(change));
    }

    void join(Pool pool) {
        limits.forEach(limit -> limit.join(pool));
    }

    void leave(Pool pool) {
        limits.forEach(limit -> limit.leave(pool));
    }
}
