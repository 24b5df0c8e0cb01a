package io.howdah.bench.figures;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What was measured, once a round, in the order of the rounds; at least one. */
public record Samples(List<Double> values) {
    public Samples {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no samples");
        }
    }

    /** One figure of each of {@code measured}. */
    public static <T> Samples of(List<T> measured, ToDoubleFunction<T> figure) {
        return new Samples(measured.stream().map(figure::applyAsDouble).toList());
    }

    /** The middle value, or half-way between the two that are. */
    public double median() {
        return median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Sorts {@code values}, and tells the one in the middle. */
    static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /** The least value. */
    public double least() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    /** The greatest value. */
    public double most() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
