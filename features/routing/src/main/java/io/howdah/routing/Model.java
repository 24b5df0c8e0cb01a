package io.howdah.routing;

/**
 * How long a statement is expected to take on a node. Confined to its loop.
 *
 * <p>expected = distance + usual(digest, node) × stretch(node, load) × pace(node) + silence(node),
 * each learned by itself from the same answers: what the digest takes there when nothing else is
 * under way, how that grows with what is, how the node has been in the last moments, and how long
 * it owes an answer. Where a digest is not known on a node, what it takes elsewhere and how that
 * node compares stand in, as if they had been seen twice; so a few answers outweigh them, and they
 * come back when those are old.
 */
final class Model {
    /** What is presumed counts as much as so many samples. */
    private static final double PRESUMED = 2;

    /** A read that nothing is known of. */
    private static final double UNKNOWN_NANOS = 1e6;

    /** No sample says more than that something took so many times as long as expected. */
    private static final double MOST_TIMES = 4;

    private static final double KNOWN = 8;
    private static final double LARGEST_BURDEN = 2;
    private static final double TYPICAL_MEMORY = 1_000;
    private static final double LEAST_NANOS = 1_000;

    /** Of equals the one that is nearer to the primary: a second behind is a millisecond. */
    private static final double LAG_WEIGHT = 1e-3;

    private final double halfLifeNanos;
    private double typicalNanos = UNKNOWN_NANOS;

    Model(double halfLifeNanos) {
        this.halfLifeNanos = halfLifeNanos;
    }

    /**
     * For how many reads one counts that is under way there: one that takes longer than usual for
     * more, as it will be in the way of more; but only up to two, as it takes one processor.
     */
    double burden(Statement statement, LoopNode node, long nowNanos) {
        double times = usualNanos(statement, node, nowNanos) / typicalNanos;
        return Math.clamp(times, 1, LARGEST_BURDEN);
    }

    /** With so much under way there. */
    double expectedNanos(Statement statement, LoopNode node, int load, long nowNanos) {
        return underLoadNanos(usualNanos(statement, node, nowNanos), node, load, nowNanos);
    }

    /** What usually takes so long, with so much under way there. */
    double underLoadNanos(double usualNanos, LoopNode node, int load, long nowNanos) {
        return node.facts().distanceNanos()
                + usualNanos * node.curve.stretch(load) * node.pace.at(nowNanos)
                + node.silentNanos(nowNanos)
                + node.facts().lagNanos() * LAG_WEIGHT;
    }

    /** With nothing else under way, and without the way there. */
    double usualNanos(Statement statement, LoopNode node, long nowNanos) {
        double presumed = presumedNanos(statement, node, nowNanos);
        Estimate estimate = statement.find(node);
        if (estimate == null) {
            return presumed;
        }
        double evidence = estimate.evidence(halfLifeNanos, nowNanos);
        return (evidence * estimate.usualNanos() + PRESUMED * presumed) / (evidence + PRESUMED);
    }

    private double presumedNanos(Statement statement, LoopNode node, long nowNanos) {
        double elsewhere = statement.usualNanos();
        return (elsewhere == 0 ? UNKNOWN_NANOS : elsewhere) * slowness(node, nowNanos);
    }

    private double slowness(LoopNode node, long nowNanos) {
        double evidence = node.slowness.evidence(halfLifeNanos, nowNanos);
        return (evidence * node.slowness.usualNanos() + KNOWN) / (evidence + KNOWN);
    }

    /** On how many samples the estimate stands. */
    double evidence(Statement statement, LoopNode node, long nowNanos) {
        Estimate estimate = statement.find(node);
        return estimate == null ? 0 : estimate.evidence(halfLifeNanos, nowNanos);
    }

    void learn(
            Statement statement, LoopNode node, Flight flight, long latencyNanos, long nowNanos) {
        Estimate estimate = statement.estimate(node);
        double evidence = estimate.evidence(halfLifeNanos, nowNanos);
        double took = Math.max(LEAST_NANOS, (double) (latencyNanos - node.facts().distanceNanos()));
        double stretch = node.curve.stretch(flight.load);
        double pace = node.pace.at(nowNanos);
        typicalNanos += (estimate.usualNanos() - typicalNanos) / TYPICAL_MEMORY;
        node.overall.learn(took / stretch, halfLifeNanos, nowNanos);
        double times = took / (estimate.usualNanos() * stretch * pace);
        if (evidence < KNOWN) {
            settle(statement, node, took / stretch, nowNanos);
            estimate.learn(took / stretch, halfLifeNanos, nowNanos);
            return;
        }
        double bounded = Math.min(times, MOST_TIMES);
        if (!node.metSilence(flight.sentNanos)) {
            node.pace.observe(bounded * pace, nowNanos);
            node.curve.observe(flight.load, bounded * stretch);
        }
        double usual = Math.min(took / stretch, MOST_TIMES * estimate.usualNanos());
        settle(statement, node, usual, nowNanos);
        estimate.learn(usual, halfLifeNanos, nowNanos);
    }

    /** What the digest takes anywhere, and how the node compares. */
    private void settle(Statement statement, LoopNode node, double usual, long nowNanos) {
        double elsewhere = statement.usualNanos();
        if (elsewhere > 0) {
            double times = Math.min(usual / elsewhere, 2 * MOST_TIMES);
            node.slowness.learn(times, halfLifeNanos, nowNanos);
        }
        statement.learn(usual / slowness(node, nowNanos));
    }
}
