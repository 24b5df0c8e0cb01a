package io.howdah.it;

import static org.junit.jupiter.api.Assertions.fail;

import io.howdah.base.Clock;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for conditions of the outside world, which nobody announces. */
final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(5).toNanos();

    private Await() {}

    /** Waits for {@code condition} at most 30 s; {@code what} says what it is. */
    static void until(String what, Condition condition) throws Exception {
        until(() -> what, condition);
    }

    /**
     * Fails when {@code condition} does not come true within 30 s; {@code what} says what it is.
     */
    static void until(Supplier<String> what, Condition condition) throws Exception {
        Clock clock = Clock.system();
        long start = clock.nanos();
        while (!condition.holds()) {
            if (clock.nanos() - start > LIMIT.toNanos()) {
                fail("not within " + LIMIT.toSeconds() + " s: " + what.get());
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /** Something that may come true. */
    interface Condition {
        boolean holds() throws Exception;
    }
}
