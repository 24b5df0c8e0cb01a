package io.howdah.gateway.internal.backend;

import java.util.concurrent.TimeUnit;

/**
 * Whether statements of one digest do better prepared than as they come. A plan made for any values
 * may be far worse than one made for those at hand; so a few are asked as they come all the time,
 * and where the others take much longer, all are for a while. Confined to its loop.
 *
 * <p>On a busy machine times scatter widely, and whole stretches are slow. So each that is asked as
 * it came is compared with the mean of the prepared ones since the last such, which are of the same
 * time; and the fewer of these pairs were seen, the larger the difference has to be.
 */
final class Trial {
    /** One of so many is asked as it came, at first. */
    private static final int EVERY_AT_FIRST = 4;

    private static final int AT_FIRST = 256;

    /** Later one of so many. */
    private static final int EVERY = 64;

    /** What is usual is what was seen of about so many pairs. */
    private static final int MEMORY = 128;

    /** No single one counts for more than so many times what is usual. */
    private static final int MOST = 16;

    private static final int MOST_ANSWERED = 1_000_000;

    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final Side prepared = new Side();
    private final Side plain = new Side();

    /** Of those prepared since the last that was not. */
    private long sinceNanos;

    private int since;
    private int answered;
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
                    count > MOST
                            ? Math.min((double) nanos, MOST * Math.max(meanNanos, 1))
                            : (double) nanos;
            meanNanos += (counted - meanNanos) / Math.min(count, MEMORY);
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
        return turn % (turn < AT_FIRST ? EVERY_AT_FIRST : EVERY) != 0;
    }

    /**
     * One has been answered.
     *
     * @return whether preparing has just been found to be worse
     */
    boolean observe(boolean wasPrepared, long elapsedNanos, long nowNanos) {
        if (pausing) {
            return false;
        }
        if (wasPrepared) {
            sinceNanos += elapsedNanos;
            since++;
            answered = Math.min(answered + 1, MOST_ANSWERED);
            return false;
        }
        if (since == 0) {
            return false;
        }
        prepared.add(sinceNanos / since);
        plain.add(elapsedNanos);
        sinceNanos = 0;
        since = 0;
        boolean worse = isWorse();
        if (worse) {
            pause(nowNanos);
        }
        return worse;
    }

    private boolean isWorse() {
        int count = plain.count;
        return (count >= 16 && isWorse(8, 5_000_000))
                || (count >= 64 && isWorse(4, 1_000_000))
                || (count >= 256 && isWorse(2, 200_000));
    }

    private boolean isWorse(int factor, int nanos) {
        return prepared.meanNanos > factor * plain.meanNanos + nanos;
    }

    /** PostgreSQL has refused a prepared one, which then had to be asked as it came. */
    void refused(long nowNanos) {
        refused++;
        if (refused > 8 + answered / 8) {
            pause(nowNanos);
        }
    }

    private void pause(long nowNanos) {
        pausing = true;
        pausedNanos = nowNanos;
        turn = 0;
        refused = 0;
        sinceNanos = 0;
        since = 0;
        answered = 0;
        prepared.clear();
        plain.clear();
    }

    /** They must not be prepared: what PostgreSQL says when it reads one would be missed. */
    void stop() {
        stopped = true;
    }
}
