package io.howdah.app;

import io.howdah.base.HostPort;
import io.howdah.bench.routing.RoutingPlan;
import io.howdah.bench.routing.RoutingScenario;
import io.howdah.bench.routing.RoutingScenarios;
import io.howdah.bench.routing.Strategy;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads which ways of choosing nodes somebody wants to have measured. */
record RoutingOptions(Arguments arguments) {
    /** The operand that asks for it, by itself. */
    static final String NAME = "routing";

    /** Options that nothing else has. */
    static final List<String> OWN = List.of("--scenarios", "--strategies", "--servers");

    private static final List<String> FOREIGN = List.of("--cells", "--targets", "--variant");
    private static final String ALL = "a,b,c,d,e,f";
    private static final String PAGE = "docs/routing-performance.md";

    /**
     * The plan.
     *
     * @param directory that the page's file is relative to
     * @throws Refusal when it makes no sense
     */
    RoutingPlan plan(Path directory) throws Refusal {
        BenchOptions.refuse(arguments, NAME, FOREIGN);
        try {
            return new RoutingPlan(
                    scenarios(),
                    strategies(),
                    servers(),
                    BenchOptions.pace(arguments, 5, 10, 10),
                    BenchOptions.poolSize(arguments),
                    BenchOptions.page(arguments, directory, PAGE));
        } catch (IllegalArgumentException e) {
            throw BenchOptions.wrong(e);
        }
    }

    private List<HostPort> servers() {
        return BenchOptions.list(arguments, "--servers", "").stream()
                .filter(address -> !address.isEmpty())
                .map(HostPort::parse)
                .toList();
    }

    private List<RoutingScenario> scenarios() throws Refusal {
        Set<RoutingScenario> scenarios = new LinkedHashSet<>();
        for (String letter : BenchOptions.list(arguments, "--scenarios", ALL)) {
            try {
                scenarios.add(RoutingScenarios.parse(letter));
            } catch (IllegalArgumentException e) {
                throw BenchOptions.wrong(e);
            }
        }
        return List.copyOf(scenarios);
    }

    private List<Strategy> strategies() throws Refusal {
        Set<Strategy> strategies = new LinkedHashSet<>();
        String all = String.join(",", Strategy.labels());
        for (String name : BenchOptions.list(arguments, "--strategies", all)) {
            if (!Strategy.labels().contains(name)) {
                throw Arguments.unknown("strategy", name, Strategy.labels(), BenchOptions.HELP);
            }
            strategies.add(Strategy.parse(name));
        }
        return List.copyOf(strategies);
    }
}
