package io.howdah.routing;

import java.util.Arrays;

/** A histogram of latencies, four percent a step. Not for two threads at a time. */
final class Tail {
    private static final int STEPS_BITS = 4;
    private static final int LOWEST = 10;
    private static final int HIGHEST = 37;

    private final long[] counts = new long[(HIGHEST - LOWEST) << STEPS_BITS];
    private long total;

    void add(long nanos) {
        counts[index(nanos)]++;
        total++;
    }

    long total() {
        return total;
    }

    /** Counts what the other has counted, too. */
    void add(Tail other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        total += other.total;
    }

    void clear() {
        Arrays.fill(counts, 0);
        total = 0;
    }

    /** The latency that is exceeded by one of a hundred. */
    double p99() {
        double rank = total * 0.99;
        double below = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0 && below + counts[i] >= rank) {
                double part = (rank - below) / counts[i];
                return floor(i) + part * (floor(i + 1) - floor(i));
            }
            below += counts[i];
        }
        return 0;
    }

    private static int index(long nanos) {
        long bounded = Math.clamp(nanos, 1L << LOWEST, (1L << HIGHEST) - 1);
        int octave = 63 - Long.numberOfLeadingZeros(bounded);
        int step = (int) (bounded >> (octave - STEPS_BITS)) & ((1 << STEPS_BITS) - 1);
        return ((octave - LOWEST) << STEPS_BITS) + step;
    }

    private static double floor(int index) {
        long octave = 1L << (LOWEST + (index >> STEPS_BITS));
        return octave + (double) (index & ((1 << STEPS_BITS) - 1)) * octave / (1 << STEPS_BITS);
    }
}
