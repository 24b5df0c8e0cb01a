package io.howdah.routing;

import org.jspecify.annotations.Nullable;

/**
 * The Load Balancer bot's choice. Confined to its loop.
 *
 * <p>Of the nodes that are not hot, the one that is expected to answer first; where all are hot,
 * the one with the least under way, unless reads of a digest are gathered. A node that would take
 * {@value #FAR} times as long as the best of the hot ones is no way out. Seldom, and within the
 * digest's {@link Purse}, the one of which least is known.
 */
final class Bot implements Policy {
    private static final double FAR = 1.3;

    /**
     * For how much less a digest's home counts than other nodes when reads are gathered: it is left
     * only when another node is twice as fast.
     */
    private static final double AT_HOME = 0.5;

    /** With as many samples there is nothing to explore. */
    private static final double ENOUGH = 16;

    private final LoopNodes nodes;
    private final Model model;
    private final Homes homes;
    private final double exploration;
    private final Heat heat = new Heat();
    private final RoundRobin turns = new RoundRobin();
    private boolean gathers;

    // Of the choice under way.
    private int home;
    private @Nullable LoopNode cold;
    private double coldNanos;
    private @Nullable LoopNode hot;
    private double hotNanos;
    private @Nullable LoopNode least;
    private @Nullable LoopNode unknown;
    private double unknownNanos;
    private double unknownEvidence;

    /**
     * @param exploration the most that it sends anywhere only to learn, as a part of all
     */
    Bot(LoopNodes nodes, Model model, Homes homes, double exploration) {
        this.nodes = nodes;
        this.model = model;
        this.homes = homes;
        this.exploration = exploration;
    }

    /** Whether reads of a digest are kept together from now on. */
    void gather(boolean now) {
        gathers = now;
    }

    @Override
    public int choose(Statement statement, long candidates, long nowNanos) {
        survey(statement, candidates, nowNanos);
        return best(candidates).slot();
    }

    /**
     * What it tries instead of {@code chosen}, which it has chosen just now, to learn something.
     *
     * @return the same: nothing
     */
    int explore(Statement statement, int chosen) {
        Purse purse = statement.purse;
        purse.earn(exploration);
        LoopNode candidate = unknown;
        if (candidate == null || candidate.slot() == chosen) {
            return chosen;
        }
        double best = Math.min(coldNanos, hotNanos);
        double extra = (unknownNanos - best) / best;
        if (!purse.affords(extra, exploration)) {
            return chosen;
        }
        purse.spend(extra);
        return candidate.slot();
    }

    private void survey(Statement statement, long candidates, long nowNanos) {
        cold = null;
        coldNanos = Double.MAX_VALUE;
        hot = null;
        hotNanos = Double.MAX_VALUE;
        least = null;
        unknown = null;
        unknownEvidence = ENOUGH;
        home = gathers ? homes.plan().home(statement.digest, candidates) : HomePlan.NOWHERE;
        int first = turns.next(candidates);
        long rotated = Long.rotateRight(candidates, first);
        for (long left = rotated; left != 0; left &= left - 1) {
            int slot = (Long.numberOfTrailingZeros(left) + first) & (Long.SIZE - 1);
            look(statement, nodes.at(slot), nowNanos);
        }
    }

    private void look(Statement statement, LoopNode node, long nowNanos) {
        int load = node.inFlight();
        double expected = model.expectedNanos(statement, node, node.load(), nowNanos);
        if (node.slot() == home) {
            expected *= AT_HOME;
        }
        heat.observe(load);
        if (heat.isHot(load)) {
            if (expected < hotNanos) {
                hot = node;
                hotNanos = expected;
            }
            if (least == null || load < least.inFlight()) {
                least = node;
            }
            return;
        }
        if (expected < coldNanos) {
            cold = node;
            coldNanos = expected;
        }
        double evidence = model.evidence(statement, node, nowNanos);
        if (evidence < unknownEvidence && node.silentNanos(nowNanos) == 0) {
            unknown = node;
            unknownNanos = expected;
            unknownEvidence = evidence;
        }
    }

    private LoopNode best(long candidates) {
        if (cold != null && coldNanos <= (gathers ? 1 : FAR) * hotNanos) {
            return cold;
        }
        if (cold == null && least != null && !gathers) {
            return least;
        }
        return hot != null ? hot : nodes.at(Long.numberOfTrailingZeros(candidates));
    }

    @Override
    public void sent(Statement statement, LoopNode node, @Nullable Flight flight, long nowNanos) {
        statement.estimate(node).chosen++;
        node.overall.chosen++;
        if (flight != null) {
            flight.load = node.load();
            flight.burden = model.burden(statement, node, nowNanos);
            flight.expectedNanos = model.expectedNanos(statement, node, flight.load, nowNanos);
            flight.dueNanos = nowNanos + patienceNanos(flight.expectedNanos);
        }
    }

    /** After what time something is wrong. */
    private static long patienceNanos(double expectedNanos) {
        return (long) (3 * expectedNanos) + 500_000;
    }

    @Override
    public void answered(LoopNode node, @Nullable Flight flight, long latencyNanos, long nowNanos) {
        if (flight != null && flight.statement != null) {
            model.learn(flight.statement, node, flight, latencyNanos, nowNanos);
        }
    }
}
