package io.howdah.base;

import java.time.Instant;

/** The only source of time. Tests and simulations bring their own. */
public interface Clock {
    /** A monotonic reading in nanoseconds, meaningful only as a difference. */
    long nanos();

    /** The wall clock, for people and certificates, never for measuring. */
    Instant now();

    /** The machine's clocks. */
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
