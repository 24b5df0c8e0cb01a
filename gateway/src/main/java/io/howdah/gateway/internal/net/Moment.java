package io.howdah.gateway.internal.net;

import io.howdah.base.Clock;

import java.time.Instant;

/**
 * The same moment on both clocks, which makes points in time of monotonic readings.
 *
 * @param nanos see {@link Clock#nanos}
 */
public record Moment(long nanos, Instant instant) {
    /** Now. */
    public static Moment now(Clock clock) {
        return new Moment(clock.nanos(), clock.now());
    }

    /** When the monotonic clock read {@code earlier}. */
    public Instant at(long earlier) {
        return instant.minusNanos(nanos - earlier);
    }
}
