package io.howdah.bench.routing;

import io.howdah.bench.figures.Bootstrap;
import io.howdah.bench.figures.Interval;
import io.howdah.bench.figures.Samples;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What was measured in one scenario.
 *
 * @param turns of each strategy that could be measured, one a round
 * @param failures of the others, with the reason
 */
public record RoutingResult(
        RoutingScenario scenario,
        SequencedMap<Strategy, List<Turn>> turns,
        Map<Strategy, String> failures) {
    public RoutingResult {
        turns = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(turns));
        failures = Collections.unmodifiableMap(new TreeMap<>(failures));
    }

    /** The median of the rounds; not a number if there are none. */
    public double median(Strategy strategy, ToDoubleFunction<Turn> figure) {
        return samples(strategy, figure).map(Samples::median).orElse(Double.NaN);
    }

    /** {@code strategy}'s 99th percentile over {@code other}'s, if both were measured. */
    public Optional<Interval> p99(Strategy strategy, Strategy other) {
        Optional<Samples> below = samples(other, turn -> turn.latencies().p99());
        return samples(strategy, turn -> turn.latencies().p99())
                .flatMap(above -> below.map(samples -> Bootstrap.ratio(above, samples)));
    }

    private Optional<Samples> samples(Strategy strategy, ToDoubleFunction<Turn> figure) {
        return Optional.ofNullable(turns.get(strategy)).map(list -> Samples.of(list, figure));
    }
}
