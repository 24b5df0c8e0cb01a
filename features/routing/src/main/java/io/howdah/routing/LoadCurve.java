package io.howdah.routing;

/**
 * How many times longer a node takes when so much is under way than when nothing is. Confined to
 * its loop.
 *
 * <p>A table of means by load: no form is assumed, as a server with idle processors is not slower
 * at all, and one without them is so in proportion. Beyond what was seen, time grows with load; so
 * a node is never believed to take any number, and what it can take is learned when the others are
 * full too. It never falls as load grows.
 */
final class LoadCurve {
    private static final int SINGLE = 8;
    private static final int BUCKETS = SINGLE + 7 * 4;
    private static final int ENOUGH = 8;
    private static final int MEMORY = 256;
    private static final int RENEWAL = 32;

    private final float[] mean = new float[BUCKETS];
    private final short[] count = new short[BUCKETS];
    private final float[] stretch = new float[BUCKETS];
    private int untilRenewal = RENEWAL;

    LoadCurve() {
        renew();
    }

    double stretch(int load) {
        return stretch[bucket(load)];
    }

    /** One took so many times as long as it does with nothing else under way. */
    void observe(int load, double times) {
        int bucket = bucket(load);
        if (bucket <= 1) {
            return;
        }
        if (count[bucket] < MEMORY) {
            count[bucket]++;
        }
        mean[bucket] += (float) ((times - mean[bucket]) / count[bucket]);
        if (--untilRenewal == 0) {
            untilRenewal = RENEWAL;
            renew();
        }
    }

    private void renew() {
        stretch[0] = 1;
        stretch[1] = 1;
        for (int bucket = 2; bucket < BUCKETS; bucket++) {
            float before = stretch[bucket - 1];
            float grown = before * floor(bucket) / floor(bucket - 1);
            stretch[bucket] = isKnown(bucket) ? Math.max(before, mean[bucket]) : grown;
        }
    }

    private boolean isKnown(int bucket) {
        return count[bucket] >= ENOUGH;
    }

    /** Loads below eight are apart, then there are four steps until the load has doubled. */
    static int bucket(int load) {
        if (load < SINGLE) {
            return Math.max(0, load);
        }
        int octave = 31 - Integer.numberOfLeadingZeros(load);
        int bucket = SINGLE + (octave - 3) * 4 + (load >> (octave - 2) & 3);
        return Math.min(BUCKETS - 1, bucket);
    }

    /** The least load of a bucket. */
    static int floor(int bucket) {
        if (bucket < SINGLE) {
            return bucket;
        }
        int octave = (bucket - SINGLE) / 4 + 3;
        return (1 << octave) + ((bucket - SINGLE) % 4 << (octave - 2));
    }
}
