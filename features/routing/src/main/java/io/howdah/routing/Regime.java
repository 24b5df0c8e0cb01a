package io.howdah.routing;

import java.util.concurrent.TimeUnit;

/**
 * Who decides, and when the two others have their trials: all reads of a whole second, one second
 * of so many, in turn. Only the number of the second tells; so all loops have the same trials, as
 * they have the same clock. Immutable.
 *
 * <p>Reads drawn by chance would show little: what a choice is worth depends on the others. A cache
 * is warm for a digest where its reads go, and a queue is as long as those that choose it make it;
 * among nine reads that go elsewhere, one finds neither. So who decides is compared by the seconds
 * just before and after (an experiment that switches back and forth, against interference).
 *
 * @param incumbent who decides
 * @param sinceNanos since when
 * @param noTrialBeforeNanos until when nobody else has a trial
 * @param period one second of so many is a trial
 */
record Regime(Author incumbent, long sinceNanos, long noTrialBeforeNanos, int period) {
    static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** While the baseline decides and little was tried yet, and when a challenger has won once. */
    static final int OFTEN = 5;

    /** How often the time between trials is doubled while the baseline decides and wins them. */
    private static final int MOST_DOUBLINGS = 3;

    /**
     * While the bot decides: what both others get, and what is explored, is less than one in a
     * hundred, which is not to be seen in the 99th percentile.
     */
    static final int SELDOM = 150;

    /**
     * Whatever is sent within a trial, or the second after it, is answered when so many are over.
     */
    private static final int RECENT = 3;

    static Regime of(Author incumbent, long nowNanos, long noTrialBeforeNanos) {
        long trials = Math.max(noTrialBeforeNanos, nextSecond(nowNanos));
        return new Regime(incumbent, nowNanos, trials, period(incumbent, 0));
    }

    /** The same, with trials often; from the next second on. */
    Regime hurried(long nowNanos) {
        return with(OFTEN, nowNanos);
    }

    /** The same, with trials the more seldom the more comparisons nobody else has won in a row. */
    Regime relaxed(int lost, long nowNanos) {
        return with(period(incumbent, lost), nowNanos);
    }

    private Regime with(int wanted, long nowNanos) {
        long trials = Math.max(noTrialBeforeNanos, nextSecond(nowNanos));
        return wanted == period ? this : new Regime(incumbent, sinceNanos, trials, wanted);
    }

    private static int period(Author incumbent, int lost) {
        return incumbent == Author.BASELINE ? OFTEN << Math.min(lost / 4, MOST_DOUBLINGS) : SELDOM;
    }

    private static long nextSecond(long nowNanos) {
        return (second(nowNanos) + 1) * SECOND_NANOS;
    }

    /** Which second it is. */
    static long second(long nowNanos) {
        return Math.floorDiv(nowNanos, SECOND_NANOS);
    }

    /** Whose all reads of a second are. */
    Author author(long second) {
        long round = Math.floorDiv(second, period);
        boolean isTrial =
                Math.floorMod(second, period) == Math.floorMod(Digests.mix(round), period)
                        && second * SECOND_NANOS >= noTrialBeforeNanos;
        return isTrial ? incumbent.challenger(Math.floorMod(round, 2) == 1) : incumbent;
    }

    /** Whether no trial is on, or next, nor was one of which not all may have been heard. */
    boolean isQuiet(long nowNanos) {
        long second = second(nowNanos);
        for (long recent = second - RECENT; recent <= second + 1; recent++) {
            if (author(recent) != incumbent) {
                return false;
            }
        }
        return true;
    }
}
