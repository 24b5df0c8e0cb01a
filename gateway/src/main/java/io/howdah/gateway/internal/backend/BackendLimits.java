package io.howdah.gateway.internal.backend;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

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
        BackendLimit refusing = takeAll(limit -> limit.tryTake(shard, now));
        if (refusing != null) {
            refusing.evict(now);
        }
        return refusing == null;
    }

    /** Counts one more backend if there is room for it and nobody waits; false: not counted. */
    boolean tryTakeSpare(long now) {
        return takeAll(limit -> limit.tryTakeSpare(now)) == null;
    }

    /** Takes of every limit or of none; answers the first that refuses. */
    private @Nullable BackendLimit takeAll(Predicate<BackendLimit> taking) {
        for (int i = 0; i < limits.size(); i++) {
            if (!taking.test(limits.get(i))) {
                limits.subList(0, i).forEach(BackendLimit::give);
                return limits.get(i);
            }
        }
        return null;
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

    /** Whether more are open than may be. */
    boolean isExceeded(long now) {
        for (BackendLimit limit : limits) {
            if (limit.isExceeded(now)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a backend that comes back to {@code shard} has to make room for another. */
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
