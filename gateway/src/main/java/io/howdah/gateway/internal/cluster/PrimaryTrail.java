package io.howdah.gateway.internal.cluster;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Where the primary's write-ahead log was, and when, so that it can be said how old a replica's
 * data is. Any thread notes, and any asks.
 *
 * <p>How long a replica is behind is the time since the primary was where the replica is now. The
 * commit time of what it replayed last says less: on a primary that has nothing to do it grows,
 * though nothing is missing. Bounded: the oldest places are forgotten, and a replica that is behind
 * all of them is taken to be as late as the oldest.
 */
public final class PrimaryTrail {
    /** A minute and a half. */
    private static final int KEPT = 2_048;

    private static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** The oldest places, which may be overwritten while somebody looks, are not looked at. */
    private static final int SPARED = 2;

    private final AtomicReferenceArray<@Nullable Place> ring = new AtomicReferenceArray<>(KEPT);

    /** How many there have been. */
    private volatile long noted;

    /** How many of them were on another timeline. */
    private volatile long gone;

    private volatile @Nullable LsnSample latest;

    /** The primary was seen at {@code sample}, and was still there when it was seen last. */
    private record Place(LsnSample sample, long lastNanos) {
        long lsn() {
            return sample.lsn();
        }
    }

    /** The primary was there, or further. */
    public synchronized void note(LsnSample sample) {
        LsnSample before = latest;
        if (before != null && sample.requestedNanos() - before.requestedNanos() < 0) {
            return;
        }
        if (before != null && !sample.isComparable(before)) {
            gone = noted;
        }
        latest = sample;
        Place last = noted == gone ? null : place(noted - 1);
        if (last != null && last.lsn() == sample.lsn()) {
            ring.set(index(noted - 1), new Place(last.sample, sample.requestedNanos()));
        } else if (last == null
                || sample.requestedNanos() - last.sample.requestedNanos() >= APART_NANOS) {
            ring.set(index(noted), new Place(sample, sample.requestedNanos()));
            noted++;
        }
    }

    private static int index(long number) {
        return (int) (number % KEPT);
    }

    private @Nullable Place place(long number) {
        return ring.get(index(number));
    }

    private long oldest() {
        return Math.max(gone, noted - KEPT + SPARED);
    }

    /** The number of the first place that lies behind {@code lsn}; {@link #noted}: none does. */
    private long firstBehind(long lsn) {
        long low = oldest();
        long high = noted;
        while (low < high) {
            long middle = (low + high) >>> 1;
            Place place = place(middle);
            if (place != null && place.lsn() > lsn) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** How far one is behind that had replayed up to {@code lsn} at {@code now}. */
    public Lag behind(long lsn, long now) {
        LsnSample newest = latest;
        if (newest == null) {
            return Lag.UNKNOWN;
        }
        long first = firstBehind(lsn);
        Place passed = first == noted ? null : place(first);
        long nanos = passed == null ? 0 : now - passed.sample.requestedNanos();
        return new Lag(
                Math.max(0, newest.lsn() - lsn), Math.max(0, TimeUnit.NANOSECONDS.toMillis(nanos)));
    }

    /**
     * Whether a replica at {@code replica} has all that the primary had {@code staleNanos} before
     * {@code now}: the primary was seen no further at some moment since.
     */
    public boolean isWithin(LsnSample replica, long staleNanos, long now) {
        LsnSample newest = latest;
        if (newest == null || !newest.isComparable(replica)) {
            return false;
        }
        if (replica.lsn() >= newest.lsn()) {
            return now - newest.requestedNanos() <= staleNanos;
        }
        long first = firstBehind(replica.lsn());
        Place reached = first == oldest() ? null : place(first - 1);
        return reached != null && now - reached.lastNanos <= staleNanos;
    }
}
