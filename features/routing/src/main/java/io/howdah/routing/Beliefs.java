package io.howdah.routing;

import io.howdah.spi.balance.Balancer;
import io.howdah.spi.balance.Belief;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What all loops believe, put together for people. For one thread at a time; it looks at what loops
 * write meanwhile, so its figures are about right and need not add up.
 */
final class Beliefs {
    private final Map<Long, @Nullable Sums[]> byDigest = new HashMap<>();
    private final @Nullable String[] names = new String[Balancer.MOST_NODES];

    /** What the loops believe of one digest on one node; what they expect counts by their reads. */
    private static final class Sums {
        long chosen;
        long explored;
        double gained;
        double expected;
        double usual;

        void add(Estimate estimate, double expectedNanos, double usualNanos) {
            chosen += estimate.chosen;
            explored += estimate.explored;
            gained += estimate.gainedNanos;
            expected += expectedNanos * estimate.chosen;
            usual += usualNanos * estimate.chosen;
        }
    }

    void add(LoopNodes nodes, Model model, @Nullable Statement[] busiest, long nowNanos) {
        for (int slot = 0; slot < Balancer.MOST_NODES; slot++) {
            LoopNode node = nodes.find(slot);
            if (node != null) {
                names[slot] = node.facts().name();
                add(0, slot, node.overall, node, model, nowNanos);
                for (Statement statement : busiest) {
                    Estimate estimate = statement == null ? null : statement.find(node);
                    if (statement != null && estimate != null) {
                        add(statement.digest, slot, estimate, node, model, nowNanos);
                    }
                }
            }
        }
    }

    private void add(
            long digest, int slot, Estimate estimate, LoopNode node, Model model, long nowNanos) {
        @Nullable Sums[] sums =
                byDigest.computeIfAbsent(digest, _ -> new @Nullable Sums[Balancer.MOST_NODES]);
        Sums sum = sums[slot] == null ? new Sums() : sums[slot];
        sums[slot] = sum;
        double usual = estimate.usualNanos();
        sum.add(
                estimate,
                model.underLoadNanos(usual, node, node.load(), nowNanos),
                node.facts().distanceNanos() + usual);
    }

    /** All statements together first, then the digests that are asked most. */
    List<Belief> list(int most) {
        List<Belief> beliefs = new ArrayList<>();
        byDigest.entrySet().stream()
                .sorted(Comparator.comparingLong(digest -> -chosen(digest.getValue())))
                .limit(most + 1L)
                .forEach(digest -> list(digest.getKey(), digest.getValue(), beliefs));
        return beliefs;
    }

    private static long chosen(@Nullable Sums[] sums) {
        long chosen = 0;
        for (Sums each : sums) {
            chosen += each == null ? 0 : each.chosen;
        }
        return chosen;
    }

    private void list(long digest, @Nullable Sums[] sums, List<Belief> beliefs) {
        for (int slot = 0; slot < sums.length; slot++) {
            Sums each = sums[slot];
            if (each != null && each.chosen > 0) {
                beliefs.add(
                        new Belief(
                                digest,
                                slot,
                                String.valueOf(names[slot]),
                                Math.round(each.expected / each.chosen / 1e3),
                                Math.round(each.usual / each.chosen / 1e3),
                                each.chosen,
                                each.explored,
                                Math.round(each.gained / 1e3)));
            }
        }
    }
}
