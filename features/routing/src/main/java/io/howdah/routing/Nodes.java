package io.howdah.routing;

import io.howdah.spi.balance.Balancer;
import io.howdah.spi.balance.NodeFacts;

import org.jspecify.annotations.Nullable;

/** The nodes that there are, by their slots. Immutable; loops look whether it is still the same. */
final class Nodes {
    /** Nobody has joined yet. */
    static final Nodes NONE = new Nodes(new Node[Balancer.MOST_NODES], 0);

    private final @Nullable Node[] bySlot;
    private final long joins;

    private Nodes(@Nullable Node[] bySlot, long joins) {
        this.bySlot = bySlot;
        this.joins = joins;
    }

    /** A node in its slot: {@code join} tells it from others that were or will be there. */
    record Node(NodeFacts facts, long join, long joinedNanos) {}

    @Nullable Node at(int slot) {
        return bySlot[slot];
    }

    /** With what is now known of the node in {@code slot}, which may have joined just now. */
    Nodes with(int slot, NodeFacts facts, long nowNanos) {
        @Nullable Node[] changed = bySlot.clone();
        Node before = bySlot[slot];
        if (before == null) {
            changed[slot] = new Node(facts, joins + 1, nowNanos);
            return new Nodes(changed, joins + 1);
        }
        changed[slot] = new Node(facts, before.join, before.joinedNanos);
        return new Nodes(changed, joins);
    }

    /** Without the node in {@code slot}. */
    Nodes without(int slot) {
        @Nullable Node[] changed = bySlot.clone();
        changed[slot] = null;
        return new Nodes(changed, joins);
    }
}
