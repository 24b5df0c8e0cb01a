package io.howdah.embedded.blog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Randomness;

import org.junit.jupiter.api.Test;

import java.util.BitSet;

final class ZipfTest {
    private static final int N = 1_000;

    @Test
    void choosesRanksByTheirShare() {
        long seed = 7;
        Zipf zipf = new Zipf(N, 0.9);
        Randomness random = Randomness.seeded(seed);
        int[] chosen = new int[N];
        int draws = 100_000;
        for (int draw = 0; draw < draws; draw++) {
            chosen[zipf.rank(random)]++;
        }
        for (int rank : new int[] {0, 1, 10, 100}) {
            double expected = draws * zipf.share(rank);
            assertEquals(expected, chosen[rank], 5 * Math.sqrt(expected), "seed " + seed);
        }
        assertTrue(zipf.share(0) > 50 * zipf.share(N / 2));
    }

    @Test
    void everyIdHasOneRank() {
        Zipf zipf = new Zipf(N, 0.9);
        BitSet ids = new BitSet();
        for (int rank = 0; rank < N; rank++) {
            ids.set(zipf.idOf(rank));
        }
        assertEquals(N, ids.cardinality());
        assertEquals(1, ids.nextSetBit(0));
        assertEquals(N + 1, ids.length());
    }
}
