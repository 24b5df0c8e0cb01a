package io.howdah.routing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DigestsTest {
    @Test
    void givesDigestsHomesInEqualParts() {
        int[] homes = new int[3];
        for (long digest = 0; digest < 3_000; digest++) {
            homes[Digests.home(digest, 0b111)]++;
        }
        for (int count : homes) {
            assertTrue(count > 900 && count < 1_100, count + " of 3 000");
        }
    }

    @Test
    void movesOnlyWhatWasAtHomeWhereANodeHasGone() {
        for (long digest = 0; digest < 1_000; digest++) {
            int before = Digests.home(digest, 0b1011);
            int after = Digests.home(digest, 0b1001);
            assertTrue(before == after || before == 1, "digest " + digest);
        }
    }
}
