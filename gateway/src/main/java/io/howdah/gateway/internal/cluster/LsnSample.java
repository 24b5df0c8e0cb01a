package io.howdah.gateway.internal.cluster;

/**
 * What a node's write-ahead log was known to be at. Immutable.
 *
 * @param requestedNanos when it was asked for, see {@link io.howdah.base.Clock#nanos}: what it says
 *     was true at that moment or after it
 * @param lsn of a primary where it inserts, of a replica up to where it has replayed
 * @param timeline on which; 0: not known
 * @param systemIdentifier of which cluster; 0: not known
 */
public record LsnSample(long requestedNanos, long lsn, int timeline, long systemIdentifier) {
    /** Whether their positions can be compared: they are of one cluster and one timeline. */
    public boolean isComparable(LsnSample other) {
        return timeline == other.timeline && systemIdentifier == other.systemIdentifier;
    }

    /** Whether it was asked for after {@code nanos}. */
    public boolean isRequestedAfter(long nanos) {
        return requestedNanos - nanos > 0;
    }
}
