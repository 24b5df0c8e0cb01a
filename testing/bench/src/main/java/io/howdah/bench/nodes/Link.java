package io.howdah.bench.nodes;

import io.howdah.base.Randomness;

/** One direction of the wire to a node, for all connections. One thread. */
final class Link {
    private static final double NANOS = 1e9;

    private final Distance distance;
    private final Stalls stalls;
    private final Randomness random;
    private long free;

    Link(Distance distance, Stalls stalls, Randomness random) {
        this.distance = distance;
        this.stalls = stalls;
        this.random = random;
    }

    /** When {@code bytes} arrive that leave at {@code now}. */
    long arrival(long now, int bytes) {
        long start = now;
        if (distance.bytesPerSecond() > 0) {
            start = Math.max(now, free) + (long) (bytes * NANOS / distance.bytesPerSecond());
            free = start;
        }
        long jitter = distance.jitter().toNanos();
        long late = jitter > 0 ? random.nextLong(jitter) : 0;
        return stalls.after(start + distance.oneWay().toNanos() + late);
    }
}
