package io.howdah.bench.routing;

import io.howdah.bench.nodes.NodeModel;
import io.howdah.bench.nodes.ServiceTime;

import java.util.List;
import java.util.Map;

/**
 * Nodes that are not alike, and what is asked of them.
 *
 * @param letter its name on the command line
 * @param title a line
 * @param nodes the primary first; the last one is the odd one out, if there is one
 * @param service how long statements take on a node that is not slow, by table
 * @param rate arrivals a second, by chance
 * @param lastJoins whether the last node is away at first, and joins cold when a fifth of the time
 *     is over
 */
public record RoutingScenario(
        String letter,
        String title,
        List<NodeModel> nodes,
        Map<String, ServiceTime> service,
        Mix mix,
        double rate,
        boolean lastJoins) {
    public RoutingScenario {
        nodes = List.copyOf(nodes);
        service = Map.copyOf(service);
    }
}
