package io.howdah.gateway.internal.backend;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts schema changes seen in one database, so that what was parsed before one is not taken for
 * what is parsed after it. Shared by all loops.
 */
public final class SchemaEpoch {
    private final AtomicLong epoch = new AtomicLong();

    /** The number of changes so far. */
    public long current() {
        return epoch.get();
    }

    /** Counts a change. */
    public void advance() {
        epoch.incrementAndGet();
    }
}
