package io.howdah.bench.tail;

import org.HdrHistogram.Histogram;

/** Latencies in milliseconds: the middle one, the slowest one, and two on the way. */
public record Latencies(double p50, double p99, double p999, double max) {
    private static final double NANOS = 1e6;

    /** Of a histogram of nanoseconds. */
    public static Latencies of(Histogram histogram) {
        return new Latencies(
                histogram.getValueAtPercentile(50) / NANOS,
                histogram.getValueAtPercentile(99) / NANOS,
                histogram.getValueAtPercentile(99.9) / NANOS,
                histogram.getMaxValue() / NANOS);
    }
}
