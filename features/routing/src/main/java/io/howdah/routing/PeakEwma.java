package io.howdah.routing;

import io.howdah.base.Randomness;

import org.jspecify.annotations.Nullable;

/**
 * The better of two that are drawn, by peak latency and what is under way: Finagle's, the bot's
 * baseline. Confined to its loop.
 */
final class PeakEwma implements Policy {
    private final LoopNodes nodes;
    private final Randomness randomness;

    PeakEwma(LoopNodes nodes, Randomness randomness) {
        this.nodes = nodes;
        this.randomness = randomness;
    }

    @Override
    public int choose(Statement statement, long candidates, long nowNanos) {
        long chance = randomness.nextLong();
        int count = Long.bitCount(candidates);
        int first = below((int) chance, count);
        int second = below((int) (chance >>> 32), count - 1);
        LoopNode one = nodes.at(nth(candidates, first));
        LoopNode other = nodes.at(nth(candidates, second < first ? second : second + 1));
        return load(one, nowNanos) <= load(other, nowNanos) ? one.slot() : other.slot();
    }

    private static double load(LoopNode node, long nowNanos) {
        return node.peak.load(node.inFlight(), nowNanos);
    }

    private static int below(int chance, int bound) {
        return (int) (((chance & 0xffff_ffffL) * bound) >>> 32);
    }

    private static int nth(long bits, int n) {
        long left = bits;
        for (int i = 0; i < n; i++) {
            left &= left - 1;
        }
        return Long.numberOfTrailingZeros(left);
    }

    @Override
    public void answered(LoopNode node, @Nullable Flight flight, long latencyNanos, long nowNanos) {
        node.peak.observe(latencyNanos, nowNanos);
    }
}
