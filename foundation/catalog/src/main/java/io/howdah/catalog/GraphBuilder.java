package io.howdah.catalog;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects nodes by key, what they do and what they use. For one thread. */
final class GraphBuilder {
    private final Map<String, Integer> nodes = new HashMap<>();
    private final List<@Nullable String> labels = new ArrayList<>();
    private int[] own = new int[1024];
    private int[] links = new int[4096];
    private int count;

    /** The node of a key, made if need be. */
    int node(String key) {
        Integer known = nodes.get(key);
        if (known != null) {
            return known;
        }
        int node = labels.size();
        nodes.put(key, node);
        labels.add(null);
        if (node == own.length) {
            own = Arrays.copyOf(own, 2 * node);
        }
        return node;
    }

    boolean has(String key) {
        return nodes.containsKey(key);
    }

    /** Says what the node is called before people. */
    void label(int node, String label) {
        labels.set(node, label);
    }

    /** The node has the effects by itself. */
    void does(int node, int mask) {
        own[node] |= mask;
    }

    /** Using {@code from} uses {@code to}. */
    void link(int from, int to) {
        if (2 * count == links.length) {
            links = Arrays.copyOf(links, 4 * count);
        }
        links[2 * count] = from;
        links[2 * count + 1] = to;
        count++;
    }

    @Nullable String[] labels() {
        return labels.toArray(new @Nullable String[0]);
    }

    Graph build() {
        return Graph.of(Arrays.copyOf(own, labels.size()), links, count);
    }
}
