package io.howdah.bench.routing;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;
import io.howdah.bench.nodes.Limiter;
import io.howdah.bench.server.BenchException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The nodes of a scenario: a limiter before each server. One thread. */
final class Stage implements AutoCloseable {
    private final RoutingScenario scenario;
    private final List<Limiter> nodes = new ArrayList<>();

    private Stage(RoutingScenario scenario) {
        this.scenario = scenario;
    }

    /** Sets it up before {@code servers}, of which there are as many as nodes. */
    static Stage of(RoutingScenario scenario, List<HostPort> servers, Clock clock)
            throws BenchException {
        Stage stage = new Stage(scenario);
        try {
            for (int i = 0; i < servers.size(); i++) {
                stage.nodes.add(
                        Limiter.start(servers.get(i), scenario.nodes().get(i), clock, i + 1));
            }
            return stage;
        } catch (IOException e) {
            stage.close();
            throw new BenchException("cannot set up a node", e);
        }
    }

    List<HostPort> addresses() {
        return nodes.stream().map(Limiter::address).toList();
    }

    /** Statements that each node has served so far. */
    List<Long> served() {
        return nodes.stream().map(Limiter::served).toList();
    }

    /** Every turn begins alike: nothing is warm, and who joins later is not there yet. */
    void begin() {
        nodes.forEach(Limiter::forget);
        if (scenario.lastJoins()) {
            nodes.getLast().leave();
        }
    }

    /** All nodes are there. */
    void join() {
        nodes.getLast().join();
    }

    @Override
    public void close() {
        nodes.forEach(Limiter::close);
    }
}
