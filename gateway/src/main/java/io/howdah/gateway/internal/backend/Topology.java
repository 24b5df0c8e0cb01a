package io.howdah.gateway.internal.backend;

import io.howdah.gateway.config.NodeSettings;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The nodes and which of them is believed to be the primary. Safe from any thread.
 *
 * <p>The belief starts with the first node and moves on when a node cannot be reached or reports
 * that it is in recovery; it is never asked about on the way of a statement.
 */
public final class Topology {
    private final List<Node> nodes;
    private final AtomicInteger primary = new AtomicInteger();

    /** Nodes in the order of the configuration. */
    public Topology(List<NodeSettings> settings) {
        nodes =
                IntStream.range(0, settings.size())
                        .mapToObj(i -> new Node(i, settings.get(i)))
                        .toList();
    }

    /** Where writes go, as far as is known. */
    public Node primary() {
        return nodes.get(primary.get());
    }

    /**
     * {@code node} is not the primary, or cannot be reached.
     *
     * @return whether there is another node to try
     */
    public boolean deny(Node node) {
        primary.compareAndSet(node.index(), (node.index() + 1) % nodes.size());
        return nodes.size() > 1;
    }
}
