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
    /**
     * How long the bot serves before the first round: it has to be better than its baseline in two
     * comparisons of half a minute each before it decides.
     */
    public static final int LEARNING_SECONDS = 75;

    public RoutingPlan {
        scenarios = List.copyOf(scenarios);
        strategies = List.copyOf(strategies);
    }
}
