package io.howdah.routing;

import io.howdah.base.Randomness;
import io.howdah.spi.balance.Balancer;

/**
 * Which candidates may be chosen, whatever the strategy: none that fails, if another is left, and
 * one that is new or has just come back only for a part of the reads, which grows. Confined to its
 * loop.
 */
final class Admission {
    private final LoopNodes nodes;
    private final Randomness randomness;
    private final Ledger ledger;
    private final long slowStartNanos;
    private long doubtful = -1L;

    Admission(LoopNodes nodes, Randomness randomness, Ledger ledger, long slowStartNanos) {
        this.nodes = nodes;
        this.randomness = randomness;
        this.ledger = ledger;
        this.slowStartNanos = slowStartNanos;
    }

    /** Those of {@code candidates} that may be chosen now; never none. */
    long admit(long candidates, long nowNanos) {
        return (candidates & doubtful) == 0 ? candidates : examine(candidates, nowNanos);
    }

    private long examine(long candidates, long nowNanos) {
        long sound = 0;
        double best = 0;
        for (long left = candidates; left != 0; left &= left - 1) {
            LoopNode node = node(left);
            if (!node.standing.isDoubtful(slowStartNanos, nowNanos)) {
                doubtful &= ~bit(node);
            }
            if (node.standing.mayTry(node.own(), nowNanos)) {
                sound |= bit(node);
                best = Math.max(best, node.standing.share(slowStartNanos, nowNanos));
            }
        }
        return sound == 0 ? candidates : draw(sound, best, nowNanos);
    }

    /** The one with the best standing always takes part. */
    private long draw(long sound, double best, long nowNanos) {
        long admitted = sound;
        for (long left = sound & doubtful; left != 0; left &= left - 1) {
            LoopNode node = node(left);
            double share = node.standing.share(slowStartNanos, nowNanos);
            if (share < best && randomness.nextDouble() * best >= share) {
                admitted &= ~bit(node);
            }
        }
        return admitted;
    }

    private LoopNode node(long bits) {
        return nodes.at(Long.numberOfTrailingZeros(bits));
    }

    private static long bit(LoopNode node) {
        return 1L << node.slot();
    }

    /** Another node may be in any slot. */
    void nodesChanged() {
        doubtful = -1L;
    }

    void ended(LoopNode node, Balancer.Outcome outcome, long nowNanos) {
        switch (outcome) {
            case ANSWERED -> {
                if (node.standing.answered(nowNanos)) {
                    note(node, "answers again, and gets its share over", slowStartNanos, nowNanos);
                }
            }
            case FAILED -> {
                doubtful |= bit(node);
                if (node.standing.failed(nowNanos)
                        && node.standing.failures() == Standing.SERIOUS) {
                    long pause = node.standing.breakNanos();
                    note(node, "failed three times in a row: left out for", pause, nowNanos);
                }
            }
            case ABANDONED -> {}
        }
    }

    private void note(LoopNode node, String what, long nanos, long nowNanos) {
        ledger.note(nowNanos, node.facts().name() + " " + what + " " + Words.time((double) nanos));
    }
}
