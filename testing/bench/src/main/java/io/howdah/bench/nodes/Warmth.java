package io.howdah.bench.nodes;

/**
 * A node's memory of what it has read.
 *
 * @param tables that fit; the one that was not read for longest makes room for another
 * @param reads after which a table is warm; before, a read is the faster the more there were
 * @param cold how many times as long a read takes that is the first
 */
public record Warmth(int tables, int reads, double cold) {
    /** Everything is always warm. */
    public static final Warmth ALWAYS = new Warmth(1, 1, 1);

    public Warmth {
        if (tables < 1 || reads < 1 || cold < 1) {
            throw new IllegalArgumentException(
                    "a memory of %d tables, warm after %d reads, %s times as slow when cold"
                            .formatted(tables, reads, cold));
        }
    }

    /** Whether it makes any difference. */
    public boolean matters() {
        return cold > 1;
    }
}
