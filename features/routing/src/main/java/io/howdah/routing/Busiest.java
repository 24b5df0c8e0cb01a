package io.howdah.routing;

import org.jspecify.annotations.Nullable;

/**
 * The digests of one loop that are asked most, at most {@value #MOST}, to be shown to people.
 * Written by its loop; others may look at it, and see what is a moment old.
 */
final class Busiest {
    static final int MOST = 64;

    /** Each of so many reads is looked at, so that it costs next to nothing. */
    private static final int SAMPLE = 16;

    private final @Nullable Statement[] statements = new Statement[MOST];
    private final long[] seen = new long[MOST];
    private int untilSample = 1;

    void seen(Statement statement) {
        if (--untilSample == 0) {
            untilSample = SAMPLE;
            count(statement);
        }
    }

    /** Space-saving: a newcomer takes the place, and the count, of the one that was seen least. */
    private void count(Statement statement) {
        int least = 0;
        for (int i = 0; i < MOST; i++) {
            if (statements[i] == statement) {
                seen[i]++;
                return;
            }
            if (seen[i] < seen[least]) {
                least = i;
            }
        }
        statements[least] = statement;
        seen[least]++;
    }

    @Nullable Statement[] statements() {
        return statements;
    }
}
