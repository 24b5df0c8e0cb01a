package io.howdah.routing;

import io.howdah.spi.balance.Balancer;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * What a loop remembers of the statements of one digest. Confined to that loop; others may look at
 * it, and see what is a moment old.
 */
final class Statement implements Balancer.Memory {
    private static final int FEW_NODES = 4;
    private static final int MEMORY = 256;

    final long digest;
    final Purse purse = new Purse();

    private @Nullable Estimate[] bySlot = new Estimate[FEW_NODES];
    private double usualNanos;
    private int samples;

    Statement(long digest) {
        this.digest = digest;
    }

    /** What is known of it there; null: nothing yet. */
    @Nullable Estimate find(LoopNode node) {
        Estimate estimate = at(node.slot());
        return estimate == null || estimate.join != node.join() ? null : estimate;
    }

    /** What was last known of it in a slot. */
    @Nullable Estimate at(int slot) {
        return slot < bySlot.length ? bySlot[slot] : null;
    }

    /** What is known of it there. It is new, once, when it has not been sent there before. */
    Estimate estimate(LoopNode node) {
        Estimate known = find(node);
        return known == null ? meet(node) : known;
    }

    private Estimate meet(LoopNode node) {
        int slot = node.slot();
        if (slot >= bySlot.length) {
            int room = Math.min(Balancer.MOST_NODES, Math.max(slot + 1, 2 * bySlot.length));
            bySlot = Arrays.copyOf(bySlot, room);
        }
        Estimate estimate = new Estimate(node.join());
        bySlot[slot] = estimate;
        return estimate;
    }

    /** How long they take on a node that is like most, with nothing else under way; 0: unknown. */
    double usualNanos() {
        return usualNanos;
    }

    void learn(double nanos) {
        samples = Math.min(samples + 1, MEMORY);
        usualNanos += (nanos - usualNanos) / samples;
    }
}
