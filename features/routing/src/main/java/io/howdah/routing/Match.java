package io.howdah.routing;

import java.util.concurrent.TimeUnit;

/**
 * The reads of someone's trials beside those of who decides, from the seconds before and after. Not
 * for two threads at a time.
 */
final class Match {
    /**
     * So many trials are compared at a time. The reads of one second have much in common: a pause
     * that befalls everybody now and then is seen in one, or in one beside it.
     */
    private static final int TRIALS = 3;

    private static final int FEW = 200;
    private static final int WINS = 2;

    /** A win says nothing of what comes so much later. */
    private static final long STALE_NANOS = TimeUnit.HOURS.toNanos(1);

    /** Trials that were longer ago than so many seconds are not counted. */
    private static final long LONGEST_LOOK = 10_000;

    final Author challenger;

    private final Tails.Sides sides = new Tails.Sides();
    private int trials;
    private long looked;
    private long openedNanos;
    private int wins;
    private Comparison last = new Comparison(1, 1, 0, 0);

    /**
     * The 99th percentiles, in nanoseconds, of the reads of both.
     *
     * @param challengers of so many reads
     * @param incumbents of so many
     */
    record Comparison(
            double challengersNanos, double incumbentsNanos, long challengers, long incumbents) {
        double ratio() {
            return challengersNanos / incumbentsNanos;
        }
    }

    Match(Author challenger, long nowNanos) {
        this.challenger = challenger;
        this.openedNanos = nowNanos;
        this.looked = Regime.second(nowNanos);
    }

    void hear(Tails.Sides more) {
        sides.add(more);
    }

    /** Whether there were trials and reads enough to compare. */
    boolean isReady(Regime regime, long nowNanos) {
        long now = Regime.second(nowNanos);
        for (looked = Math.max(looked, now - LONGEST_LOOK); looked < now; looked++) {
            trials += regime.author(looked) == challenger ? 1 : 0;
        }
        return trials >= TRIALS && sides.total() >= FEW;
    }

    /**
     * Compares the 99th percentiles, and begins anew. The challenger's has to be better than both
     * the one before and the one after.
     *
     * @param margins by how many margins of chance
     */
    void compare(double margins, long nowNanos) {
        double margin = 0.03 + 3 / Math.sqrt((double) sides.total());
        last =
                new Comparison(
                        sides.trial().p99(),
                        Math.min(sides.before().p99(), sides.after().p99()),
                        sides.trial().total(),
                        sides.before().total() + sides.after().total());
        boolean won = last.ratio() * (1 + margin * margins) < 1;
        wins = won ? (isStale(nowNanos) ? 0 : wins) + 1 : 0;
        sides.clear();
        trials = 0;
        openedNanos = nowNanos;
    }

    private boolean isStale(long nowNanos) {
        return nowNanos - openedNanos > STALE_NANOS;
    }

    /** Whether the challenger has won the last comparisons, as many as it takes. */
    boolean isWon(long nowNanos) {
        return wins >= WINS && !isStale(nowNanos);
    }

    /** Whether the challenger has won the last comparison, and that is not enough. */
    boolean isOpen(long nowNanos) {
        return wins > 0 && wins < WINS && !isStale(nowNanos);
    }

    Comparison last() {
        return last;
    }
}
