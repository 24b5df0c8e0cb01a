package io.howdah.routing;

/**
 * From how much under way on a node is hot: a quantile of what was seen when others were chosen
 * (Prequal's). Confined to its loop.
 */
final class Heat {
    private static final double QUANTILE = 0.84;
    private static final double STEP = 0.02;

    /** Nothing is hot with so little under way. */
    private static final double LEAST = 2;

    private double limit = LEAST;

    void observe(int load) {
        double step = STEP * limit;
        limit = Math.max(LEAST, limit + (load > limit ? QUANTILE * step : (QUANTILE - 1) * step));
    }

    boolean isHot(int load) {
        return load > limit;
    }
}
