package io.howdah.routing;

/** One after the other. Confined to its loop. */
final class RoundRobin implements Policy {
    private int last = -1;

    @Override
    public int choose(Statement statement, long candidates, long nowNanos) {
        return next(candidates);
    }

    int next(long candidates) {
        long behind = last < 0 ? candidates : candidates & (-2L << last);
        last = Long.numberOfTrailingZeros(behind == 0 ? candidates : behind);
        return last;
    }
}
