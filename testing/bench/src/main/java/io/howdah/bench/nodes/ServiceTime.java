package io.howdah.bench.nodes;

import io.howdah.base.Randomness;

import java.time.Duration;

/**
 * How long a statement of one kind is in service: log-normal, as service times are.
 *
 * @param spread standard deviation of the logarithm; 0 makes every time the median
 */
public record ServiceTime(Duration median, double spread) {
    long nanos(Randomness random) {
        return (long) (median.toNanos() * Math.exp(spread * random.nextGaussian()));
    }
}
