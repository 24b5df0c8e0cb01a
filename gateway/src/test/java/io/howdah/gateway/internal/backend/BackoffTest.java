package io.howdah.gateway.internal.backend;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;

class BackoffTest {
    private static final long START = 42;

    private final Backoff backoff = new Backoff();

    private static long after(long millis) {
        return START + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Test
    void allowsTheFirstAttempt() {
        assertTrue(backoff.isOver(START));
    }

    @Test
    void doublesFromOneFailureToTheNext() {
        backoff.failed(START);
        assertFalse(backoff.isOver(after(99)));
        assertTrue(backoff.isOver(after(100)));
        backoff.failed(after(100));
        assertFalse(backoff.isOver(after(299)));
        assertTrue(backoff.isOver(after(300)));
    }

    @Test
    void countsAttemptsThatFailTogetherAsOne() {
        for (int i = 0; i < 10; i++) {
            backoff.failed(START);
        }
        assertTrue(backoff.isOver(after(100)));
    }

    @Test
    void neverWaitsLongerThanFiveSeconds() {
        long now = START;
        for (int i = 0; i < 20; i++) {
            backoff.failed(now);
            now += TimeUnit.SECONDS.toNanos(5);
            assertTrue(backoff.isOver(now));
        }
    }

    @Test
    void comesBackSoonToAServerThatIsStartingUp() {
        long now = START;
        for (int i = 0; i < 20; i++) {
            backoff.failedForNow(now);
            now += TimeUnit.MILLISECONDS.toNanos(400);
            assertTrue(backoff.isOver(now));
        }
    }

    @Test
    void forgetsFailuresAfterASuccess() {
        backoff.failed(START);
        backoff.succeeded();
        assertTrue(backoff.isOver(START));
        backoff.failed(START);
        assertTrue(backoff.isOver(after(100)));
    }
}
