package io.howdah.bench.tail;

import org.HdrHistogram.Histogram;

/**
 * What became of a {@link Load}.
 *
 * @param latencies in nanoseconds
 * @param seconds from when the first statement might have been due to the last answer
 */
public record Outcome(Histogram latencies, double seconds) {
    /** Answers a second. */
    public double throughput() {
        return latencies.getTotalCount() / seconds;
    }
}
