package io.howdah.routing;

/**
 * How much slower than usual a node has been within the last tenths of a second, whatever was
 * asked: 1 is as usual. Confined to its loop. It is the first to notice a change, as it learns from
 * all digests at once; what it says fades as the estimates of digests follow, or nothing is asked.
 */
final class Pace {
    private static final double MEMORY_NANOS = 100e6;
    private static final double LEAST_STEP = 1.0 / 64;
    private static final double LARGEST_STEP = 1.0 / 8;

    private double ratio = 1;
    private long stampNanos;

    void observe(double times, long nowNanos) {
        double step = (nowNanos - stampNanos) / MEMORY_NANOS;
        ratio = at(nowNanos);
        ratio += Math.clamp(step, LEAST_STEP, LARGEST_STEP) * (times - ratio);
        stampNanos = nowNanos;
    }

    double at(long nowNanos) {
        double age = Math.max(0, nowNanos - stampNanos);
        return 1 + (ratio - 1) * MEMORY_NANOS / (MEMORY_NANOS + age);
    }
}
