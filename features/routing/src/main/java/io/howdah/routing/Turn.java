package io.howdah.routing;

/**
 * Whose the reads of a second are, and of those around it. Immutable.
 *
 * @param before whose those of the second before were
 * @param after whose those of the next will be
 */
record Turn(Regime regime, long second, Author before, Author author, Author after) {
    /** What the second before has left behind is over by then. */
    private static final long SETTLED_NANOS = Regime.SECOND_NANOS / 4;

    static Turn of(Regime regime, long nowNanos) {
        long second = Regime.second(nowNanos);
        return new Turn(
                regime,
                second,
                regime.author(second - 1),
                regime.author(second),
                regime.author(second + 1));
    }

    /** Whether it is over. */
    boolean isOver(Regime now, long nowNanos) {
        long into = nowNanos - second * Regime.SECOND_NANOS;
        return now != regime || into < 0 || into >= Regime.SECOND_NANOS;
    }

    /** Whether a read that is sent now tells about this second only. */
    boolean isSettled(long nowNanos) {
        return nowNanos - second * Regime.SECOND_NANOS >= SETTLED_NANOS;
    }
}
