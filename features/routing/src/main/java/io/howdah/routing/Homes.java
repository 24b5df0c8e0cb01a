package io.howdah.routing;

import java.util.HashMap;
import java.util.List;
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

    private final List<Part> parts = new CopyOnWriteArrayList<>();
    private final AtomicLong plannedNanos;
    private final AtomicLong asked = new AtomicLong();
    private volatile HomePlan plan = HomePlan.EMPTY;

    /** A loop's reads, and how many there had been when the plan was made. */
    private static final class Part {
        final Busiest busiest;
        long readsBefore;

        Part(Busiest busiest) {
            this.busiest = busiest;
        }
    }

    /**
     * @param nowNanos when it is made
     */
    Homes(long nowNanos) {
        plannedNanos = new AtomicLong(nowNanos);
    }

    /** What another loop is asked most. */
    void add(Busiest busiest) {
        parts.add(new Part(busiest));
    }

    HomePlan plan() {
        return plan;
    }

    /**
     * Looks whether it is time for another plan.
     *
     * @param candidates nodes that a loop could choose among lately
     */
    void refresh(long candidates, long nowNanos) {
        asked.accumulateAndGet(candidates, (before, more) -> before | more);
        long planned = plannedNanos.get();
        if (nowNanos - planned >= PLAN_NANOS && plannedNanos.compareAndSet(planned, nowNanos)) {
            long nodes = asked.getAndSet(0);
            Map<Long, Double> work = work();
            if (nodes != 0 && !work.isEmpty()) {
                plan = plan.next(work, nodes);
            }
        }
    }

    /** Since the last plan. */
    private Map<Long, Double> work() {
        Map<Long, Double> work = new HashMap<>();
        for (Part part : parts) {
            long reads = part.busiest.reads();
            double share = (double) (reads - part.readsBefore);
            part.readsBefore = reads;
            if (share > 0) {
                part.busiest.work((digest, each) -> work.merge(digest, share * each, Double::sum));
            }
        }
        return work;
    }
}
