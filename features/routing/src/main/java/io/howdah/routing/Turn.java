package io.howdah.routing;

/**
 * Whose the reads of a second are.
 *
 * @param counts whether they say who is better
 */
record Turn(Regime regime, long second, Author author, boolean counts) {
    /** What the second before has left behind is over by then. */
    private static final long SETTLED_NANOS = Regime.SECOND_NANOS / 4;

    static Turn of(Regime regime, long nowNanos) {
        long second = Regime.second(nowNanos);
        return new Turn(regime, second, regime.author(second), regime.counts(second));
    }

    /** Whether it is over. */
    boolean isOver(Regime now, long nowNanos) {
        return now != regime || !covers(nowNanos);
    }

    private boolean covers(long nowNanos) {
        long into = nowNanos - second * Regime.SECOND_NANOS;
        return into >= 0 && into < Regime.SECOND_NANOS;
    }

    /** For whom a read counts that is sent then. */
    Author countsFor(long sentNanos) {
        boolean settled = sentNanos - second * Regime.SECOND_NANOS >= SETTLED_NANOS;
        return counts && settled && covers(sentNanos) ? author : Author.NOBODY;
    }
}
