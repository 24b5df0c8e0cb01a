package io.howdah.routing;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where digests are at home, for all loops of the process. Safe from any thread; a loop that finds
 * the plan to be old makes the next one.
 */
final class Homes {
    private static final long PLAN_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final CopyOnWriteArrayList<Busiest> loops = new CopyOnWriteArrayList<>();
    private final AtomicLong plannedNanos;
    private volatile HomePlan plan = HomePlan.EMPTY;

    /**
     * @param nowNanos when it is made
     */
    Homes(long nowNanos) {
        plannedNanos = new AtomicLong(nowNanos);
    }

    /** What another loop is asked most. */
    void add(Busiest busiest) {
        loops.add(busiest);
    }

    HomePlan plan() {
        return plan;
    }

    /**
     * Looks whether it is time for another plan.
     *
     * @param nodes that there are
     */
    void refresh(long nodes, long nowNanos) {
        long planned = plannedNanos.get();
        if (nowNanos - planned >= PLAN_NANOS
                && nodes != 0
                && plannedNanos.compareAndSet(planned, nowNanos)) {
            plan = plan.next(work(), nodes);
        }
    }

    private Map<Long, Double> work() {
        Map<Long, Double> work = new HashMap<>();
        loops.forEach(loop -> loop.work((digest, each) -> work.merge(digest, each, Double::sum)));
        return work;
    }
}
