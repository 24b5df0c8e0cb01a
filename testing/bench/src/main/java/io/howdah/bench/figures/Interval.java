package io.howdah.bench.figures;

/**
 * A figure and how sure it is.
 *
 * @param low below it the true figure is in 2.5 % of all cases
 * @param middle the figure itself
 * @param high above it the true figure is in 2.5 % of all cases
 */
public record Interval(double low, double middle, double high) {
    /** A figure that was measured once, and so says nothing of its spread. */
    public static Interval exactly(double figure) {
        return new Interval(figure, figure, figure);
    }
}
