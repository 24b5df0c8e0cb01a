package io.howdah.gateway.internal.client;

import io.howdah.gateway.config.RoutingSettings;
import io.howdah.gateway.internal.backend.Topology;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.spi.balance.Balancer;
import io.howdah.spi.balance.Balancing;

import java.util.List;
import java.util.function.Supplier;

/** What it takes to choose nodes for reads, in the whole process. Safe from any thread. */
public final class ReadRouting {
    private final Topology topology;
    private final Supplier<RoutingSettings> settings;
    private final List<Part> parts;

    private record Part(Balancer balancer, FreshReads fresh) {}

    /**
     * Chooses among the nodes of {@code topology} as {@code settings} and {@code balancing} say.
     */
    public ReadRouting(
            Topology topology,
            Supplier<RoutingSettings> settings,
            Balancing balancing,
            List<Loop> loops) {
        this.topology = topology;
        this.settings = settings;
        this.parts =
                loops.stream()
                        .map(loop -> new Part(balancing.on(loop.index()), new FreshReads(loop)))
                        .toList();
        topology.whenSampled(node -> parts.forEach(part -> part.fresh.sampled()));
    }

    /** The nodes. */
    Topology topology() {
        return topology;
    }

    /** What is configured now. */
    RoutingSettings settings() {
        return settings.get();
    }

    /** What chooses on {@code loop}. */
    Balancer balancer(Loop loop) {
        return parts.get(loop.index()).balancer;
    }

    /** The reads of {@code loop} that wait. */
    FreshReads fresh(Loop loop) {
        return parts.get(loop.index()).fresh;
    }
}
