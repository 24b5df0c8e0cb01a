package io.howdah.routing;

import io.howdah.routing.Nodes.Node;
import io.howdah.spi.balance.Balancer;
import io.howdah.spi.balance.NodeFacts;

import org.jspecify.annotations.Nullable;

/** The nodes as one loop knows them. Confined to that loop. */
final class LoopNodes {
    private static final long GLANCE_NANOS = 250_000;

    private final LoopLoads loads;
    private final @Nullable LoopNode[] bySlot = new LoopNode[Balancer.MOST_NODES];
    private Nodes seen = Nodes.NONE;
    private long glancedNanos;

    LoopNodes(LoopLoads loads) {
        this.loads = loads;
    }

    /** The node in {@code slot}, of which nothing may have been said yet. */
    LoopNode at(int slot) {
        LoopNode node = bySlot[slot];
        return node == null ? stranger(slot) : node;
    }

    /** The node in {@code slot}; null: nobody has asked for one. */
    @Nullable LoopNode find(int slot) {
        return bySlot[slot];
    }

    private LoopNode stranger(int slot) {
        NodeFacts facts = new NodeFacts("slot " + slot, 1, 0, 0);
        LoopNode node = new LoopNode(slot, new Node(facts, 0, glancedNanos), 0, glancedNanos);
        bySlot[slot] = node;
        return node;
    }

    /** Takes over what has changed of nodes, and now and then what other loops have under way. */
    void refresh(Nodes nodes, long nowNanos) {
        if (nodes != seen) {
            seen = nodes;
            adopt(nowNanos);
        }
        if (nowNanos - glancedNanos >= GLANCE_NANOS) {
            glancedNanos = nowNanos;
            glance();
        }
    }

    private void adopt(long nowNanos) {
        for (int slot = 0; slot < Balancer.MOST_NODES; slot++) {
            Node node = seen.at(slot);
            LoopNode known = bySlot[slot];
            if (node != null && (known == null || known.join() != node.join())) {
                int strangers = known == null ? 0 : known.ownAndStrangers();
                LoopNode joined = new LoopNode(slot, node, strangers, nowNanos);
                bySlot[slot] = joined;
                loads.mine().publish(joined);
            } else if (node != null && known != null) {
                known.facts(node.facts());
            }
        }
    }

    private void glance() {
        if (loads.areMineOnly()) {
            return;
        }
        for (LoopNode node : bySlot) {
            if (node != null) {
                loads.glance(node);
            }
        }
    }
}
