package io.howdah.gateway.internal.cluster;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The last samples of one node, so that whoever comes later finds the first that covers what he has
 * seen: the newest does, too, but asks more of a replica than it need have. One thread notes, any
 * thread asks.
 */
final class SampleTrail {
    private static final int KEPT = 512;

    private final AtomicReferenceArray<@Nullable LsnSample> ring = new AtomicReferenceArray<>(KEPT);

    /** How many there have been, and how many of them do not hold any more. */
    private volatile long noted;

    private volatile long gone;

    /** It was requested after all before it. */
    void note(LsnSample sample) {
        long number = noted;
        ring.set((int) (number % KEPT), sample);
        noted = number + 1;
    }

    /** Those that there have been do not hold any more. */
    void clear() {
        gone = noted;
    }

    /** The first kept that was requested after {@code nanos}; null: none was. */
    @Nullable LsnSample firstAfter(long nanos) {
        long low = Math.max(gone, noted - KEPT);
        long high = noted;
        LsnSample first = null;
        while (low < high) {
            long middle = (low + high) >>> 1;
            LsnSample sample = ring.get((int) (middle % KEPT));
            if (sample != null && sample.isRequestedAfter(nanos)) {
                first = sample;
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return first;
    }
}
