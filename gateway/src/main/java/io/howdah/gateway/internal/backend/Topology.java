package io.howdah.gateway.internal.backend;

import io.howdah.base.HostPort;
import io.howdah.gateway.config.NodeSettings;
import io.howdah.gateway.control.NodeSnapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The nodes and which of them is believed to be the primary. Safe from any thread.
 *
 * <p>The belief starts with the first node and moves on when a node cannot be reached or reports
 * that it is in recovery; it is never asked about on the way of a statement.
 */
public final class Topology {
    private volatile List<Node> nodes;
    private volatile Node primary;

    /** Nodes in the order of the configuration. */
    public Topology(List<NodeSettings> settings) {
        List<Node> all = settings.stream().map(Node::new).toList();
        nodes = withPeers(all);
        primary = all.getFirst();
    }

    /** The nodes there are, in the order of the configuration. */
    public List<Node> nodes() {
        return nodes;
    }

    /** The names, or addresses, that nodes are at. */
    public Set<String> hosts() {
        return nodes.stream().map(node -> node.address().host()).collect(Collectors.toSet());
    }

    /** How many nodes there are. */
    public int size() {
        return nodes.size();
    }

    /** Where writes go, as far as is known. */
    public Node primary() {
        return primary;
    }

    /** Whether {@code node} has not been removed. */
    boolean has(Node node) {
        return node == primary || nodes.contains(node);
    }

    /** Every node, as of {@code now}. */
    List<NodeSnapshot> describe(long now) {
        Node primary = primary();
        return nodes.stream()
                .map(
                        node ->
                                new NodeSnapshot(
                                        node.address(),
                                        node == primary,
                                        node.backoff().isOver(now)))
                .toList();
    }

    /**
     * {@code node} is not the primary, or cannot be reached.
     *
     * @return whether there is another node to try
     */
    public synchronized boolean deny(Node node) {
        List<Node> all = nodes;
        if (node == primary) {
            primary = all.get((all.indexOf(node) + 1) % all.size());
        }
        return all.size() > 1;
    }

    /**
     * Other nodes are configured from now on. One with a known address stays what it is; when the
     * one believed to be the primary is gone, the belief starts anew.
     */
    synchronized void apply(List<NodeSettings> settings) {
        List<Node> changed = new ArrayList<>();
        for (NodeSettings each : settings) {
            changed.add(known(each));
        }
        nodes = withPeers(List.copyOf(changed));
        if (!changed.contains(primary)) {
            primary = changed.getFirst();
        }
    }

    private static List<Node> withPeers(List<Node> all) {
        all.forEach(node -> node.peers(all.size() > 1));
        return all;
    }

    private Node known(NodeSettings settings) {
        HostPort address = settings.address();
        for (Node node : nodes) {
            if (node.address().equals(address)) {
                node.apply(settings);
                return node;
            }
        }
        return new Node(settings);
    }
}
