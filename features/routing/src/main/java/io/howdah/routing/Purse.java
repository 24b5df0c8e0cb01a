package io.howdah.routing;

/**
 * What a digest may still spend on learning. Confined to its loop. There are two bounds: so many in
 * a thousand, and twice as many times what a read costs; so a node that is forty times as far is
 * asked forty times more rarely, and what is tried is never seen in the tail.
 */
final class Purse {
    private static final double LARGEST_SAVINGS = 100;

    private long chosen;
    private long explored;
    private double savedReads;

    long chosen() {
        return chosen;
    }

    long explored() {
        return explored;
    }

    /** One more is chosen; that earns a part of what it takes. */
    void earn(double fraction) {
        chosen++;
        savedReads = Math.min(savedReads + 2 * fraction, LARGEST_SAVINGS);
    }

    /**
     * Whether something may be tried that takes longer than the best by as many times as that
     * takes.
     */
    boolean affords(double extraReads, double fraction) {
        return explored + 1 <= chosen * fraction && Math.max(1, extraReads) <= savedReads;
    }

    void spend(double extraReads) {
        explored++;
        savedReads -= Math.max(1, extraReads);
    }
}
