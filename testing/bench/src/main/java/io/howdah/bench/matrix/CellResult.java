package io.howdah.bench.matrix;

import io.howdah.bench.figures.Bootstrap;
import io.howdah.bench.figures.Interval;
import io.howdah.bench.figures.Samples;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;

/**
 * What was measured in one cell.
 *
 * @param samples of each target by its name, one a round
 * @param failures of the targets that could not run it, with the reason
 */
public record CellResult(
        Cell cell, SequencedMap<String, List<Sample>> samples, Map<String, String> failures) {
    public CellResult {
        samples = new LinkedHashMap<>(samples);
        failures = Map.copyOf(failures);
    }

    /** One figure of {@code target}, if it was measured. */
    public Optional<Samples> figure(String target, ToDoubleFunction<Sample> figure) {
        return Optional.ofNullable(samples.get(target)).map(list -> Samples.of(list, figure));
    }

    /** {@code target}'s throughput over {@code other}'s, if both were measured. */
    public Optional<Interval> ratio(String target, String other) {
        return figure(target, Sample::tps)
                .flatMap(
                        above ->
                                figure(other, Sample::tps)
                                        .map(below -> Bootstrap.ratio(above, below)));
    }

    /** The gateway's processor time for a transaction in µs, if it was measured. */
    public Optional<Interval> gatewayMicros(String target) {
        return figure(target, Sample::gatewayMicros).map(Bootstrap::median);
    }
}
