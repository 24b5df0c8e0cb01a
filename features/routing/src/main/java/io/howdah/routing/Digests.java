package io.howdah.routing;

/** Numbers that look drawn by chance, and are the same on every loop. */
final class Digests {
    private Digests() {}

    /**
     * A number that tells nothing of {@code value}, but is always the same for it.
     *
     * @see <a href="https://doi.org/10.1145/2660193.2660195">Steele, Lea, Flood, Fast splittable
     *     pseudorandom number generators, 2014</a>
     */
    static long mix(long value) {
        long mixed = value + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    /**
     * The slot where reads of {@code digest} are at home: each loop, and each process, finds the
     * same one, and it moves for few digests when a node comes or goes.
     *
     * @param candidates at least one
     * @see <a href="https://doi.org/10.1109/90.663936">Thaler, Ravishankar, Using name-based
     *     mappings to increase hit rates, 1998</a>
     */
    static int home(long digest, long candidates) {
        int home = 0;
        long highest = Long.MIN_VALUE;
        for (long left = candidates; left != 0; left &= left - 1) {
            int slot = Long.numberOfTrailingZeros(left);
            long weight = mix(digest ^ mix(slot));
            if (weight >= highest) {
                highest = weight;
                home = slot;
            }
        }
        return home;
    }
}
