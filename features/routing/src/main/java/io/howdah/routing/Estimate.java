package io.howdah.routing;

/**
 * What is known of the statements of one digest on one node. Confined to its loop; others may look
 * at it, and see what is a moment old.
 */
final class Estimate {
    private static final double MOST_EVIDENCE = 256;
    private static final double LN_2 = Math.log(2);

    /** Which node: see {@link LoopNode#join}. */
    final long join;

    long chosen;
    long explored;
    double gainedNanos;

    private double usualNanos;
    private double evidence;
    private long learnedNanos;

    Estimate(long join) {
        this.join = join;
    }

    /** How long they take there, the way there left out, with nothing else under way. */
    double usualNanos() {
        return usualNanos;
    }

    /**
     * On how many samples that stands, those that were long ago counted for less. That is an
     * exponential's beginning, as a choice has no time for the whole.
     */
    double evidence(double halfLifeNanos, long nowNanos) {
        double age = Math.max(0, nowNanos - learnedNanos) * LN_2 / halfLifeNanos;
        return evidence / (1 + age * (1 + age * (1.0 / 2 + age / 6)));
    }

    void learn(double nanos, double halfLifeNanos, long nowNanos) {
        evidence = Math.min(evidence(halfLifeNanos, nowNanos) + 1, MOST_EVIDENCE);
        usualNanos += (nanos - usualNanos) / Math.max(1, evidence);
        learnedNanos = nowNanos;
    }
}
