package io.howdah.routing.simulation;

import java.util.Arrays;

/** What reads took. */
final class Latencies {
    private long[] nanos = new long[1 << 16];
    private int count;
    private int ofLast;

    void add(boolean fromLast, long latencyNanos) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = latencyNanos;
        ofLast += fromLast ? 1 : 0;
    }

    void addAll(Latencies others) {
        for (int i = 0; i < others.count; i++) {
            add(false, others.nanos[i]);
        }
        ofLast += others.ofLast;
    }

    /** What part of them was answered by the last of the servers, where that is the odd one. */
    double shareOfLast() {
        return (double) ofLast / count;
    }

    double millis(double quantile) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(count - 1L, (long) (quantile * count))] / 1e6;
    }
}
