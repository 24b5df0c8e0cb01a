package io.howdah.gateway.internal.probe;

import io.howdah.gateway.internal.backend.Node;
import io.howdah.gateway.internal.backend.Topology;
import io.howdah.spi.balance.Balancing;
import io.howdah.spi.balance.NodeFacts;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** Tells whoever chooses nodes which there are. Safe from any thread. */
final class Roster {
    private final Topology topology;
    private final Balancing balancing;
    private List<Node> told = List.of();

    Roster(Topology topology, Balancing balancing) {
        this.topology = topology;
        this.balancing = balancing;
    }

    /** Nodes have come or gone, or something else is known of one. */
    synchronized void tell() {
        List<Node> nodes = topology.nodes();
        for (Node former : told) {
            if (!nodes.contains(former)) {
                balancing.gone(former.slot());
            }
        }
        told = nodes;
        for (Node node : nodes) {
            balancing.node(node.slot(), facts(node));
        }
    }

    private static NodeFacts facts(Node node) {
        long lagMillis = Math.max(0, node.standing().lag().millis());
        return new NodeFacts(
                node.toString(),
                Math.max(1, node.settings().weight()),
                0,
                TimeUnit.MILLISECONDS.toNanos(lagMillis));
    }
}
