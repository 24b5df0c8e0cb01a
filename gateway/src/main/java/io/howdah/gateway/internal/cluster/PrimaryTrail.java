package io.howdah.gateway.internal.cluster;

/**
 * Where the primary's write-ahead log was, and when. Confined to whoever judges the nodes.
 *
 * <p>How long a replica is behind is the time since the primary was where the replica is now. The
 * commit time of what it replayed last says less: on a primary that has nothing to do it grows,
 * though nothing is missing. Bounded: the oldest places are forgotten, and a replica that is behind
 * all of them is taken to be as late as the oldest.
 */
public final class PrimaryTrail {
    /** A minute and more at two a second. */
    private static final int SIZE = 256;

    private final long[] nanos = new long[SIZE];
    private final long[] lsns = new long[SIZE];
    private long added;
    private int timeline;

    /** The primary was at {@code lsn} at {@code now}, or further. */
    public void add(long now, long lsn, int timeline) {
        if (timeline != this.timeline) {
            this.timeline = timeline;
            added = 0;
        }
        if (added > 0 && newest() >= lsn) {
            return;
        }
        int index = (int) (added++ % SIZE);
        nanos[index] = now;
        lsns[index] = lsn;
    }

    private long newest() {
        return lsns[(int) ((added - 1) % SIZE)];
    }

    /** How far one is behind that had replayed up to {@code lsn} at {@code now}. */
    public Lag behind(long lsn, long now) {
        if (added == 0) {
            return Lag.UNKNOWN;
        }
        long bytes = Math.max(0, newest() - lsn);
        for (long i = Math.max(0, added - SIZE); i < added; i++) {
            int index = (int) (i % SIZE);
            if (lsns[index] > lsn) {
                return new Lag(bytes, Math.max(0, (now - nanos[index]) / 1_000_000));
            }
        }
        return new Lag(bytes, 0);
    }
}
