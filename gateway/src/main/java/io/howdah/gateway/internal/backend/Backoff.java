package io.howdah.gateway.internal.backend;

import java.util.concurrent.TimeUnit;

/**
 * How long to leave somebody alone who could not be reached: 100 ms, doubled by each further
 * failure up to 5 s. Safe from any thread.
 */
final class Backoff {
    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** A server that is starting up will soon be there. */
    private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    private long delayNanos;
    private long notBefore;

    /** An attempt has failed. */
    void failed(long now) {
        failed(now, LONGEST_NANOS);
    }

    /** An attempt has failed for a reason that passes by itself. */
    void failedForNow(long now) {
        failed(now, SOON_NANOS);
    }

    private synchronized void failed(long now, long longest) {
        if (isOver(now)) {
            delayNanos = Math.min(longest, Math.max(FIRST_NANOS, delayNanos * 2));
            notBefore = now + delayNanos;
        }
    }

    /** An attempt has succeeded. */
    synchronized void succeeded() {
        delayNanos = 0;
    }

    /** Whether another attempt may be made. */
    synchronized boolean isOver(long now) {
        return delayNanos == 0 || now - notBefore >= 0;
    }
}
