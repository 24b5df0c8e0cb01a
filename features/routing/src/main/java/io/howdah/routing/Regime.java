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

    /** While the baseline decides, and when a challenger has won once. */
    static final int OFTEN = 10;

    /**
     * While the bot decides: what both others get, and what is explored, is less than one in a
     * hundred, which is not to be seen in the 99th percentile.
     */
    static final int SELDOM = 150;

    static Regime of(Author incumbent, long nowNanos, long noTrialBeforeNanos) {
        return new Regime(incumbent, nowNanos, noTrialBeforeNanos, SELDOM).hurried(false);
    }

    /** The same, with trials often, which it has anyway while the baseline decides, or seldom. */
    Regime hurried(boolean often) {
        int wanted = often || incumbent == Author.BASELINE ? OFTEN : SELDOM;
        return wanted == period
                ? this
                : new Regime(incumbent, sinceNanos, noTrialBeforeNanos, wanted);
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

    /** Whether a second, or one beside it, is a trial: its reads say who is better. */
    boolean counts(long second) {
        return author(second) != incumbent
                || author(second - 1) != incumbent
                || author(second + 1) != incumbent;
    }

    /** Whether there is no trial now, nor was one that may not have been heard of whole. */
    boolean isQuiet(long nowNanos) {
        long second = second(nowNanos);
        return author(second) == incumbent
                && author(second - 1) == incumbent
                && author(second - 2) == incumbent;
    }
}
