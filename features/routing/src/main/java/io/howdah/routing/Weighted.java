package io.howdah.routing;

import io.howdah.spi.balance.Balancer;

/**
 * One after the other, as often as weights say, and never many in a row: nginx's smooth weighted
 * round robin. Confined to its loop.
 */
final class Weighted implements Policy {
    private final LoopNodes nodes;
    private final long[] credit = new long[Balancer.MOST_NODES];

    Weighted(LoopNodes nodes) {
        this.nodes = nodes;
    }

    @Override
    public int choose(Statement statement, long candidates, long nowNanos) {
        int richest = Long.numberOfTrailingZeros(candidates);
        long total = 0;
        for (long left = candidates; left != 0; left &= left - 1) {
            int slot = Long.numberOfTrailingZeros(left);
            int weight = nodes.at(slot).facts().weight();
            total += weight;
            credit[slot] += weight;
            if (credit[slot] > credit[richest]) {
                richest = slot;
            }
        }
        credit[richest] -= total;
        return richest;
    }
}
