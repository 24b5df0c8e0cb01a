package io.howdah.bench.routing;

import io.howdah.bench.matrix.Pace;

import java.nio.file.Path;
import java.util.List;

/**
 * Which ways of choosing nodes are to be measured, and where.
 *
 * @param poolSize the most connections to each node
 * @param page the file to write
 */
public record RoutingPlan(
        List<RoutingScenario> scenarios,
        List<Strategy> strategies,
        Pace pace,
        int poolSize,
        Path page) {
    public RoutingPlan {
        scenarios = List.copyOf(scenarios);
        strategies = List.copyOf(strategies);
    }
}
