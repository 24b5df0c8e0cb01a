package io.howdah.routing;

import io.howdah.spi.balance.Balancer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Where digests are at home, for all loops of the process. Safe from any thread; a loop that finds
 * the plan to be old makes the next one.
 */
final class Homes {
    private static final long PLAN_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** For so many plans a node keeps its digests that reads cannot go to. */
    private static final int MOST_ABSENCES = 15;

    private final List<Part> parts = new CopyOnWriteArrayList<>();
    private final AtomicLong plannedNanos;
    private final AtomicLongArray options = new AtomicLongArray(Balancer.MOST_NODES);
    private final AtomicLong samples = new AtomicLong();
    private final int[] absences = new int[Balancer.MOST_NODES];
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
        Arrays.fill(absences, MOST_ABSENCES);
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
     * Takes what a loop could choose among, and looks whether it is time for another plan.
     *
     * @param seen is empty afterwards
     */
    void refresh(Options seen, long nowNanos) {
        samples.addAndGet(seen.samples());
        for (int slot = 0; slot < Balancer.MOST_NODES; slot++) {
            if (seen.of(slot) > 0) {
                options.addAndGet(slot, seen.of(slot));
            }
        }
        seen.clear();
        long planned = plannedNanos.get();
        if (nowNanos - planned >= PLAN_NANOS && plannedNanos.compareAndSet(planned, nowNanos)) {
            makePlan();
        }
    }

    private void makePlan() {
        long nodes = nodes(samples.getAndSet(0));
        Map<Long, Double> work = work();
        if (nodes != 0 && !work.isEmpty()) {
            plan = plan.next(work, nodes);
        }
    }

    /** Those that most reads could go to, now or a few plans ago. */
    private long nodes(long ofSamples) {
        long nodes = 0;
        for (int slot = 0; slot < Balancer.MOST_NODES; slot++) {
            boolean isUsual = 2 * options.getAndSet(slot, 0) > ofSamples;
            absences[slot] = isUsual ? 0 : Math.min(absences[slot] + 1, MOST_ABSENCES);
            nodes |= absences[slot] < MOST_ABSENCES ? 1L << slot : 0;
        }
        return nodes;
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
