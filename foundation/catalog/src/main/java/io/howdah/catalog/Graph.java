package io.howdah.catalog;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * What uses what, and what all of it together may do. Immutable.
 *
 * <p>Nodes are numbers. {@code targets[offsets[n], offsets[n + 1])} are the nodes that {@code n}
 * uses; {@code own} is what it does by itself, {@code reach} what it and everything it uses does.
 */
final class Graph {
    private final int[] offsets;
    private final int[] targets;
    private final int[] own;
    private final int[] reach;

    private Graph(int[] offsets, int[] targets, int[] own, int[] reach) {
        this.offsets = offsets;
        this.targets = targets;
        this.own = own;
        this.reach = reach;
    }

    /**
     * @param own the nodes' own effects, as masks
     * @param links pairs of nodes, one after the other
     * @param count how many pairs
     */
    static Graph of(int[] own, int[] links, int count) {
        int[] offsets = offsets(own.length, links, count, 0);
        int[] targets = sorted(offsets, links, count, 0);
        int[] backOffsets = offsets(own.length, links, count, 1);
        int[] sources = sorted(backOffsets, links, count, 1);
        return new Graph(offsets, targets, own, reach(own, backOffsets, sources));
    }

    int size() {
        return own.length;
    }

    /** What using the node may do, as a mask. */
    int reach(int node) {
        return reach[node];
    }

    /**
     * The way from a node to the nearest that has an effect by itself, both included; the node must
     * reach it.
     */
    int[] way(int from, int bit) {
        int[] cameFrom = new int[own.length];
        Arrays.fill(cameFrom, -1);
        cameFrom[from] = from;
        Deque<Integer> queue = new ArrayDeque<>();
        queue.add(from);
        while (!queue.isEmpty()) {
            int node = queue.remove();
            if ((own[node] & bit) != 0) {
                return back(cameFrom, node, from);
            }
            for (int i = offsets[node]; i < offsets[node + 1]; i++) {
                int next = targets[i];
                if (cameFrom[next] < 0 && (reach[next] & bit) != 0) {
                    cameFrom[next] = node;
                    queue.add(next);
                }
            }
        }
        throw new IllegalArgumentException("node " + from + " does not reach the effect");
    }

    private static int[] back(int[] cameFrom, int node, int from) {
        int length = 1;
        for (int n = node; n != from; n = cameFrom[n]) {
            length++;
        }
        int[] way = new int[length];
        int n = node;
        for (int i = length - 1; i >= 0; i--) {
            way[i] = n;
            n = cameFrom[n];
        }
        return way;
    }

    private static int[] offsets(int nodes, int[] links, int count, int side) {
        int[] offsets = new int[nodes + 1];
        for (int i = 0; i < count; i++) {
            offsets[links[2 * i + side] + 1]++;
        }
        for (int n = 0; n < nodes; n++) {
            offsets[n + 1] += offsets[n];
        }
        return offsets;
    }

    private static int[] sorted(int[] offsets, int[] links, int count, int side) {
        int[] next = offsets.clone();
        int[] ends = new int[count];
        for (int i = 0; i < count; i++) {
            ends[next[links[2 * i + side]]++] = links[2 * i + 1 - side];
        }
        return ends;
    }

    /** Passes effects from what is used to what uses it, until nothing changes. */
    private static int[] reach(int[] own, int[] offsets, int[] sources) {
        int[] reach = own.clone();
        Deque<Integer> changed = new ArrayDeque<>();
        for (int n = 0; n < own.length; n++) {
            if (own[n] != 0) {
                changed.add(n);
            }
        }
        while (!changed.isEmpty()) {
            int node = changed.remove();
            for (int i = offsets[node]; i < offsets[node + 1]; i++) {
                int source = sources[i];
                if ((reach[node] & ~reach[source]) != 0) {
                    reach[source] |= reach[node];
                    changed.add(source);
                }
            }
        }
        return reach;
    }
}
