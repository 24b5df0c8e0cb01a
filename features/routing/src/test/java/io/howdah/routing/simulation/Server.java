package io.howdah.routing.simulation;

import io.howdah.base.Randomness;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.SequencedSet;

/** A server in a simulation. */
final class Server {
    /** How many statements have to be served until a cache that was empty is two thirds full. */
    private static final double WARM_UP = 3_000;

    /** Spread of service times: the slowest of a hundred takes twice the mean. */
    private static final double SIGMA = 0.35;

    final int slot;
    final ServerPlan plan;

    private final Randomness randomness;
    private final Queue<Read> line = new ArrayDeque<>();
    private final SequencedSet<Long> remembered = new LinkedHashSet<>();
    private int running;
    private long served;

    Server(int slot, ServerPlan plan, Randomness randomness) {
        this.slot = slot;
        this.plan = plan;
        this.randomness = randomness;
    }

    long distanceNanos() {
        return nanos(plan.distanceMillis());
    }

    static long nanos(double millis) {
        return (long) (millis * 1e6);
    }

    /** A statement has arrived; whether it runs at once. */
    boolean begins(Read read) {
        if (running < plan.places()) {
            running++;
            return true;
        }
        line.add(read);
        return false;
    }

    /** One is done; the next that runs, or null. */
    @Nullable Read next() {
        served++;
        Read next = line.poll();
        if (next == null) {
            running--;
        }
        return next;
    }

    /** When a statement is done that begins now. */
    long doneNanos(Kind kind, long nowNanos) {
        double spread = Math.exp(SIGMA * randomness.nextGaussian() - SIGMA * SIGMA / 2);
        return skipStalls(
                nowNanos, nanos(kind.millis() * plan.slowness() * coldness(kind) * spread));
    }

    private double coldness(Kind kind) {
        if (plan.joinsAtMillis() > 0) {
            return 1 + (plan.coldness() - 1) * Math.exp(-served / WARM_UP);
        }
        boolean isCold =
                plan.memory() == 0
                        ? plan.cold().contains(kind.digest())
                        : !remembers(kind.digest());
        return isCold ? plan.coldness() : 1;
    }

    /** Whether a digest is among the last that were read; it is from now on. */
    private boolean remembers(long digest) {
        boolean isKnown = remembered.remove(digest);
        remembered.add(digest);
        if (remembered.size() > plan.memory()) {
            remembered.remove(remembered.getFirst());
        }
        return isKnown;
    }

    private long skipStalls(long begin, long work) {
        if (plan.stallEveryMillis() == 0) {
            return begin + work;
        }
        long every = nanos(plan.stallEveryMillis());
        long stall = nanos(plan.stallMillis());
        long now = begin;
        long left = work;
        while (true) {
            long phase = now % every;
            if (phase < stall) {
                now += stall - phase;
                phase = stall;
            }
            if (phase + left <= every) {
                return now + left;
            }
            left -= every - phase;
            now += every - phase;
        }
    }
}
