package io.howdah.bench.report;

import io.howdah.bench.figures.Interval;
import io.howdah.bench.report.Gate.Bound;
import io.howdah.bench.routing.RoutingResult;
import io.howdah.bench.routing.Strategy;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the bot owes over plainer strategies, and whether it was reached. */
final class RoutingOwed {
    /** Its 99th percentile over peak-EWMA's, in every scenario ... */
    private static final Gate TO_PEAK_EWMA = new Gate(Bound.AT_MOST, 1, 0.75);

    /** ... and in the median of them. */
    private static final Gate MEDIAN = new Gate(Bound.AT_MOST, 0.75, 0.75);

    /** Over round robin's, where one node is worse than the others. */
    private static final Gate TO_ROUND_ROBIN = new Gate(Bound.AT_MOST, 0.5, 0.5);

    private static final Set<String> ONE_IS_WORSE = Set.of("a", "b", "c");

    private final Table table = new Table(2, "p99 of `bot`", "", "measured", "95 %", "owed", "aim");

    private RoutingOwed() {}

    /** The table; empty when nothing of it was measured. */
    static String of(List<RoutingResult> results) {
        RoutingOwed section = new RoutingOwed();
        for (RoutingResult result : results) {
            String letter = result.scenario().letter();
            section.row(
                    "(" + letter + ") to `peak-ewma`",
                    result.p99(Strategy.BOT, Strategy.PEAK_EWMA),
                    TO_PEAK_EWMA);
            if (ONE_IS_WORSE.contains(letter)) {
                section.row(
                        "(" + letter + ") to `round-robin`",
                        result.p99(Strategy.BOT, Strategy.ROUND_ROBIN),
                        TO_ROUND_ROBIN);
            }
        }
        section.row("to `peak-ewma`, median of the scenarios", median(results), MEDIAN);
        return section.table.isEmpty() ? "" : section.table.toString();
    }

    /** Of the scenarios; their spread is no error of measurement, so there is no interval. */
    private static Optional<Interval> median(List<RoutingResult> results) {
        List<Double> ratios =
                results.stream()
                        .flatMap(it -> it.p99(Strategy.BOT, Strategy.PEAK_EWMA).stream())
                        .map(Interval::middle)
                        .sorted()
                        .toList();
        if (ratios.isEmpty()) {
            return Optional.empty();
        }
        int middle = ratios.size() / 2;
        double upper = ratios.get(middle);
        double lower = ratios.get((ratios.size() - 1) / 2);
        return Optional.of(Interval.exactly((lower + upper) / 2));
    }

    private void row(String name, Optional<Interval> figure, Gate gate) {
        figure.ifPresent(interval -> gate.judge(name, interval, table));
    }
}
