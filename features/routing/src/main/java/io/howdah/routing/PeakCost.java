package io.howdah.routing;

/**
 * What a node costs by Finagle's peak-EWMA: jumps to the highest latency, and comes down over ten
 * seconds. Confined to its loop.
 */
final class PeakCost {
    private static final double DECAY_NANOS = 10e9;

    /** For a node that has not answered anything yet, but has something under way. */
    private static final double UNKNOWN = 1e15;

    private double costNanos;
    private long stampNanos;

    void observe(long latencyNanos, long nowNanos) {
        double keep = Math.exp(-Math.max(0, nowNanos - stampNanos) / DECAY_NANOS);
        stampNanos = nowNanos;
        costNanos =
                latencyNanos > costNanos
                        ? latencyNanos
                        : costNanos * keep + latencyNanos * (1 - keep);
    }

    double load(int inFlight, long nowNanos) {
        observe(0, nowNanos);
        return costNanos == 0 && inFlight > 0 ? UNKNOWN + inFlight : costNanos * (inFlight + 1);
    }
}
