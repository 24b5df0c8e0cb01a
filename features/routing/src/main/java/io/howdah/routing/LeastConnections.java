package io.howdah.routing;

/** Where the least is under way for its weight; equals take turns. Confined to its loop. */
final class LeastConnections implements Policy {
    private final LoopNodes nodes;
    private final RoundRobin turns = new RoundRobin();

    LeastConnections(LoopNodes nodes) {
        this.nodes = nodes;
    }

    @Override
    public int choose(Statement statement, long candidates, long nowNanos) {
        int first = turns.next(candidates);
        LoopNode least = null;
        long rotated = Long.rotateRight(candidates, first);
        for (long left = rotated; left != 0; left &= left - 1) {
            LoopNode node = nodes.at((Long.numberOfTrailingZeros(left) + first) & (Long.SIZE - 1));
            if (least == null || isLess(node, least)) {
                least = node;
            }
        }
        return least == null ? Long.numberOfTrailingZeros(candidates) : least.slot();
    }

    private static boolean isLess(LoopNode a, LoopNode b) {
        return (a.inFlight() + 1L) * b.facts().weight() < (b.inFlight() + 1L) * a.facts().weight();
    }
}
