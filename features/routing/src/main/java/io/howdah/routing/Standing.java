package io.howdah.routing;

/**
 * How far a loop trusts a node: less when it is new, not at all for a while when it fails. Confined
 * to its loop. A node that fails answers quickly and has little under way, and so would look like
 * the best of all to whoever only counts and measures.
 */
final class Standing {
    private static final long FIRST_BREAK_NANOS = 50_000_000;
    private static final int LONGEST_BREAK = 7;

    /** As many failures in a row make a node that comes back begin slowly. */
    static final int SERIOUS = 3;

    private long startNanos;
    private long breakEndsNanos;
    private int failures;

    Standing(long startNanos) {
        this.startNanos = startNanos;
    }

    /** How many failures in a row there were, those during a break not counted. */
    int failures() {
        return failures;
    }

    /** Whether this one made it worse. */
    boolean failed(long nowNanos) {
        if (failures > 0 && nowNanos < breakEndsNanos) {
            return false;
        }
        failures++;
        breakEndsNanos = nowNanos + breakNanos();
        return true;
    }

    long breakNanos() {
        return FIRST_BREAK_NANOS << Math.min(failures - 1, LONGEST_BREAK);
    }

    /** Whether it comes back from failures. */
    boolean answered(long nowNanos) {
        if (failures == 0) {
            return false;
        }
        if (failures >= SERIOUS) {
            startNanos = nowNanos;
        }
        boolean returns = failures >= SERIOUS;
        failures = 0;
        return returns;
    }

    /** Whether it may be asked at all; after a break by one at a time, until one is answered. */
    boolean mayTry(int underWay, long nowNanos) {
        return failures == 0 || (nowNanos >= breakEndsNanos && underWay == 0);
    }

    /** What part of its share it is to get, above 0 and at most 1. */
    double share(long slowStartNanos, long nowNanos) {
        long age = nowNanos - startNanos;
        return age >= slowStartNanos ? 1 : Math.max(0.01, (double) age / slowStartNanos);
    }

    /** Whether there is anything to say against it. */
    boolean isDoubtful(long slowStartNanos, long nowNanos) {
        return failures > 0 || nowNanos - startNanos < slowStartNanos;
    }
}
