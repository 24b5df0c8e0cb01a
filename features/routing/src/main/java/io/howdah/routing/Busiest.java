package io.howdah.routing;

import org.jspecify.annotations.Nullable;

import java.util.function.ObjDoubleConsumer;

/**
 * The digests of one loop that are asked most, at most {@value #MOST}. Written by its loop; others
 * may look at it, and see what is a moment old.
 */
final class Busiest {
    static final int MOST = 64;

    /**
     * One of about half as many reads is looked at, so that it costs next to nothing; which one is
     * left to chance, as applications ask the same things in the same order.
     */
    private static final int GAP = 32;

    /** After so many were counted, half of it is forgotten. */
    private static final int MEMORY = 1_024;

    /** What is seen more rarely is no busy digest. */
    private static final int FEW = 4;

    private final @Nullable Statement[] statements = new Statement[MOST];
    private final long[] seen = new long[MOST];
    private long reads;
    private int chance;
    private int untilSample = 1;
    private int untilHalved = MEMORY;

    void seen(Statement statement) {
        reads++;
        if (--untilSample == 0) {
            chance = chance * 1_664_525 + 1_013_904_223;
            untilSample = 1 + (chance >>> 16) % GAP;
            count(statement);
        }
    }

    /** Space-saving: a newcomer takes the place, and the count, of the one that was seen least. */
    private void count(Statement statement) {
        if (--untilHalved == 0) {
            untilHalved = MEMORY / 2;
            for (int i = 0; i < MOST; i++) {
                seen[i] /= 2;
            }
        }
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

    /** How many reads there were. */
    long reads() {
        return reads;
    }

    /** What each of its digests costs of a read of this loop, in nanoseconds. */
    void work(ObjDoubleConsumer<Long> each) {
        double all = 0;
        for (long one : seen) {
            all += one;
        }
        for (int i = 0; i < MOST; i++) {
            Statement statement = statements[i];
            if (statement != null && seen[i] >= FEW) {
                each.accept(statement.digest, seen[i] / all * statement.usualNanos());
            }
        }
    }

    @Nullable Statement[] statements() {
        return statements;
    }
}
