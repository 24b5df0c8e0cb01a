package io.howdah.bench.nodes;

import java.time.Duration;

/**
 * How far away a node is.
 *
 * @param oneWay what every byte takes, there and back
 * @param jitter the most that comes on top of it, by chance
 * @param bytesPerSecond what fits through in each direction; 0: anything
 */
public record Distance(Duration oneWay, Duration jitter, long bytesPerSecond) {
    /** Next to the gateway. */
    public static final Distance NONE = new Distance(Duration.ZERO, Duration.ZERO, 0);

    public Distance {
        if (oneWay.isNegative() || jitter.isNegative() || bytesPerSecond < 0) {
            throw new IllegalArgumentException("a distance below nothing");
        }
    }

    /** So far away on a wire that takes anything. */
    public static Distance of(Duration oneWay, Duration jitter) {
        return new Distance(oneWay, jitter, 0);
    }
}
