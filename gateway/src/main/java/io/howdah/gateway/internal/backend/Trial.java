package io.howdah.gateway.internal.backend;

import java.util.concurrent.TimeUnit;

/**
 * Whether statements of one digest do better prepared than as they come. A plan made for any values
 * may be far worse than one made for those at hand; so a few are asked as they come all the time,
 * and where the others take much longer, all are for a while. Confined to its loop.
 */
final class Trial {
    /** One of so many is asked as it came. */
    private static final int EVERY = 64;

    private static final int ENOUGH = 16;
    private static final double WEIGHT = 1.0 / 16;

    /** No single one counts for more than so many times what is usual. */
    private static final int MOST = 16;

    private static final double WORSE_FACTOR = 2;
    private static final double WORSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final Side prepared = new Side();
    private final Side plain = new Side();
    private int turn;
    private int refused;
    private boolean pausing;
    private long pausedNanos;
    private boolean stopped;

    /** What is usual on one side. */
    private static final class Side {
        private int count;
        private double meanNanos;

        void add(long nanos) {
            count++;
            double counted =
                    count > ENOUGH
                            ? Math.min((double) nanos, MOST * Math.max(meanNanos, 1))
                            : (double) nanos;
            meanNanos += (counted - meanNanos) * Math.max(WEIGHT, 1.0 / count);
        }

        void clear() {
            count = 0;
            meanNanos = 0;
        }
    }

    /** Whether the next one is to be asked prepared. */
    boolean isPreparedNext(long nowNanos) {
        if (stopped || (pausing && nowNanos - pausedNanos < PAUSE_NANOS)) {
            return false;
        }
        pausing = false;
        turn++;
        return turn % EVERY != 0;
    }

    /**
     * One has been answered.
     *
     * @return whether preparing has just been found to be worse
     */
    boolean observe(boolean wasPrepared, long elapsedNanos, long nowNanos) {
        (wasPrepared ? prepared : plain).add(elapsedNanos);
        if (pausing
                || prepared.count < ENOUGH
                || plain.count < ENOUGH
                || prepared.meanNanos <= WORSE_FACTOR * plain.meanNanos + WORSE_NANOS) {
            return false;
        }
        pause(nowNanos);
        return true;
    }

    /** PostgreSQL has refused a prepared one, which then had to be asked as it came. */
    void refused(long nowNanos) {
        refused++;
        if (refused > 8 + prepared.count / 8) {
            pause(nowNanos);
        }
    }

    private void pause(long nowNanos) {
        pausing = true;
        pausedNanos = nowNanos;
        refused = 0;
        prepared.clear();
        plain.clear();
    }

    /** They must not be prepared: what PostgreSQL says when it reads one would be missed. */
    void stop() {
        stopped = true;
    }
}
