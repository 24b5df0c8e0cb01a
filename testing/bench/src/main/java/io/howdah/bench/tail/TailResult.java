package io.howdah.bench.tail;

import io.howdah.bench.figures.Bootstrap;
import io.howdah.bench.figures.Interval;
import io.howdah.bench.figures.Samples;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;

/**
 * Latencies of one scenario.
 *
 * @param rate arrivals a second
 * @param rounds of each target by its name, one a round
 */
public record TailResult(
        Scenario scenario, double rate, SequencedMap<String, List<Latencies>> rounds) {
    public TailResult {
        rounds = new LinkedHashMap<>(rounds);
    }

    /** The median of the rounds. */
    public double median(String target, ToDoubleFunction<Latencies> figure) {
        return samples(target, figure).map(Samples::median).orElse(Double.NaN);
    }

    /** One figure of {@code target} over {@code other}'s, if both were measured. */
    public Optional<Interval> ratio(
            String target, String other, ToDoubleFunction<Latencies> figure) {
        return samples(target, figure)
                .flatMap(
                        above ->
                                samples(other, figure).map(below -> Bootstrap.ratio(above, below)));
    }

    private Optional<Samples> samples(String target, ToDoubleFunction<Latencies> figure) {
        return Optional.ofNullable(rounds.get(target)).map(list -> Samples.of(list, figure));
    }
}
