package io.howdah.embedded;

import io.howdah.base.Clock;

import java.time.Duration;

/** Waits for what nobody announces: looks again every few milliseconds. */
final class Poll {
    private static final Duration PAUSE = Duration.ofMillis(4);

    private Poll() {}

    /** Waits until {@code condition} holds; false when {@code limit} has passed before it did. */
    static boolean until(Clock clock, Duration limit, Condition condition)
            throws ClusterException, InterruptedException {
        long start = clock.nanos();
        while (!condition.holds()) {
            if (clock.nanos() - start > limit.toNanos()) {
                return false;
            }
            Thread.sleep(PAUSE);
        }
        return true;
    }

    /** Something that may become true. */
    interface Condition {
        boolean holds() throws ClusterException, InterruptedException;
    }
}
