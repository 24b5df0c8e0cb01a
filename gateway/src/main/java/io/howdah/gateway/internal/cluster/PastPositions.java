package io.howdah.gateway.internal.cluster;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Where the primary was in its write-ahead log in the last seconds, so that it can be said how old
 * a replica's data is. One thread at a time notes, any thread asks.
 */
public final class PastPositions {
    private static final int KEPT = 256;
    private static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final AtomicReferenceArray<@Nullable LsnSample> ring = new AtomicReferenceArray<>(KEPT);
    private volatile int next;

    /** The primary was there. */
    public synchronized void note(LsnSample sample) {
        LsnSample last = ring.get(Math.floorMod(next - 1, KEPT));
        if (last != null && sample.requestedNanos() - last.requestedNanos() < APART_NANOS) {
            return;
        }
        ring.set(next, sample);
        next = (next + 1) % KEPT;
    }

    /**
     * Whether a replica at {@code replica} has all that the primary had {@code staleNanos} before
     * {@code now}: it has what the primary was known to have at some moment since.
     */
    public boolean isWithin(LsnSample replica, long staleNanos, long now) {
        int oldest = next;
        for (int i = 0; i < KEPT; i++) {
            LsnSample past = ring.get((oldest + i) % KEPT);
            if (past != null && now - past.requestedNanos() <= staleNanos) {
                return past.isComparable(replica) && replica.lsn() - past.lsn() >= 0;
            }
        }
        return false;
    }
}
