package io.howdah.bench.figures;

import io.howdah.base.Randomness;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The 95 % interval of a figure, by measuring again what was measured: rounds are drawn with
 * replacement, and the figure is taken of each draw.
 *
 * <p>A ratio draws the same rounds on both sides. What is measured in one round has met the same
 * machine, so a slow minute takes its part from both and leaves the ratio.
 *
 * @see <a href="https://doi.org/10.1214/aos/1176344552">Efron, Bootstrap Methods, 1979</a>
 */
public final class Bootstrap {
    private static final int DRAWS = 10_000;
    private static final double TAIL = 0.025;

    /** Fixed, so that the same measurements give the same page. */
    private static final long SEED = 95;

    private Bootstrap() {}

    /** Of the median. */
    public static Interval median(Samples samples) {
        return interval(samples.values().size(), rounds -> drawn(samples, rounds));
    }

    /**
     * Of the ratio of {@code above}'s median to {@code below}'s.
     *
     * @throws IllegalArgumentException when they are not of the same rounds
     */
    public static Interval ratio(Samples above, Samples below) {
        return of(List.of(above, below), medians -> medians[0] / medians[1]);
    }

    /**
     * Of a {@code figure} that is made of the medians of {@code samples}, in their order.
     *
     * @throws IllegalArgumentException when they are not of the same rounds
     */
    public static Interval of(List<Samples> samples, ToDoubleFunction<double[]> figure) {
        List<Integer> sizes = samples.stream().map(it -> it.values().size()).distinct().toList();
        if (sizes.size() != 1) {
            throw new IllegalArgumentException("not of the same number of rounds: " + sizes);
        }
        return interval(
                sizes.getFirst(),
                rounds ->
                        figure.applyAsDouble(
                                samples.stream().mapToDouble(it -> drawn(it, rounds)).toArray()));
    }

    private static Interval interval(int size, ToDoubleFunction<int[]> figure) {
        Randomness random = Randomness.seeded(SEED);
        int[] rounds = new int[size];
        Arrays.setAll(rounds, round -> round);
        double measured = figure.applyAsDouble(rounds);
        double[] figures = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            Arrays.setAll(rounds, _ -> random.nextInt(size));
            figures[draw] = figure.applyAsDouble(rounds);
        }
        Arrays.sort(figures);
        return new Interval(at(figures, TAIL), measured, at(figures, 1 - TAIL));
    }

    private static double drawn(Samples samples, int[] rounds) {
        List<Double> values = samples.values();
        double[] drawn = new double[rounds.length];
        Arrays.setAll(drawn, at -> values.get(rounds[at]));
        return Samples.median(drawn);
    }

    private static double at(double[] sorted, double part) {
        return sorted[(int) Math.round(part * (sorted.length - 1))];
    }
}
