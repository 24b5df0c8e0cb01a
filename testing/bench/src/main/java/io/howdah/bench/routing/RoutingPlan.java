package io.howdah.bench.routing;

import io.howdah.base.HostPort;
import io.howdah.bench.matrix.Pace;

import java.nio.file.Path;
import java.util.List;

/**
 * Which ways of choosing nodes are to be measured, and where.
 *
 * @param servers the primary and its replicas; empty: new ones
 * @param poolSize the most connections to each node
 * @param page the file to write
 */
public record RoutingPlan(
        List<RoutingScenario> scenarios,
        List<Strategy> strategies,
        List<HostPort> servers,
        Pace pace,
        int poolSize,
        Path page) {
    /**
     * How long the bot serves before the first round: one of its manners has to be better than the
     * baseline in two comparisons, of three trials each, before it decides.
     */
    public static final int LEARNING_SECONDS = 120;

    /** As many as every scenario is about. */
    public static final int NODES = 3;

    public RoutingPlan {
        scenarios = List.copyOf(scenarios);
        strategies = List.copyOf(strategies);
        servers = List.copyOf(servers);
        if (!servers.isEmpty() && servers.size() != NODES) {
            throw new IllegalArgumentException(
                    "there have to be %d servers, not %d".formatted(NODES, servers.size()));
        }
    }
}
