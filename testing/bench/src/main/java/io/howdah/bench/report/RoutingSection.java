package io.howdah.bench.report;

import io.howdah.bench.routing.RoutingResult;
import io.howdah.bench.routing.RoutingScenario;
import io.howdah.bench.routing.Strategy;
import io.howdah.bench.routing.Turn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What every strategy has shown in one scenario, and what the nodes were. */
final class RoutingSection {
    private final RoutingResult result;
    private final Table table =
            new Table(
                    1,
                    "strategy",
                    "p50 ms",
                    "p99 ms",
                    "p99.9 ms",
                    "answers/s",
                    "% by node",
                    "p99 to peak-ewma",
                    "p99 to round-robin");

    private RoutingSection(RoutingResult result) {
        this.result = result;
    }

    static String of(RoutingResult result) {
        RoutingSection section = new RoutingSection(result);
        result.turns().keySet().forEach(section::row);
        return parameters(result.scenario())
                + (section.table.isEmpty() ? "" : "\n" + section.table)
                + failures(result);
    }

    private static String parameters(RoutingScenario scenario) {
        StringBuilder text = new StringBuilder();
        text.append(
                "%s statements a second; service times %s.\n\n"
                        .formatted(
                                Numbers.whole(scenario.rate()), NodeWords.of(scenario.service())));
        for (int i = 0; i < scenario.nodes().size(); i++) {
            boolean joins = scenario.lastJoins() && i == scenario.nodes().size() - 1;
            text.append(
                    "- node %d: %s%s\n"
                            .formatted(
                                    i + 1,
                                    NodeWords.of(scenario.nodes().get(i)),
                                    joins ? ", joins when a fifth of the time is over" : ""));
        }
        return text.toString();
    }

    private static String failures(RoutingResult result) {
        StringBuilder text = new StringBuilder();
        result.failures()
                .forEach(
                        (strategy, reason) ->
                                text.append("\n- `%s`: %s\n".formatted(strategy.label(), reason)));
        return text.toString();
    }

    private void row(Strategy strategy) {
        table.row(
                "`" + strategy.label() + "`",
                Numbers.ratio(result.median(strategy, turn -> turn.latencies().p50())),
                Numbers.ratio(result.median(strategy, turn -> turn.latencies().p99())),
                Numbers.ratio(result.median(strategy, turn -> turn.latencies().p999())),
                Numbers.whole(result.median(strategy, Turn::throughput)),
                shares(strategy),
                ratio(strategy, Strategy.PEAK_EWMA),
                ratio(strategy, Strategy.ROUND_ROBIN));
    }

    private String shares(Strategy strategy) {
        List<String> shares = new ArrayList<>();
        for (int i = 0; i < result.scenario().nodes().size(); i++) {
            int node = i;
            ToDoubleFunction<Turn> percent = turn -> 100 * turn.shares().get(node);
            shares.add(Numbers.whole(result.median(strategy, percent)));
        }
        return String.join(" · ", shares);
    }

    private String ratio(Strategy strategy, Strategy other) {
        return strategy == other ? "" : result.p99(strategy, other).map(Numbers::ratio).orElse("");
    }
}
