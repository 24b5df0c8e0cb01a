package io.howdah.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Set;

class TrialTest {
    @Test
    void isOneSecondOfTen() {
        Set<Long> places = new HashSet<>();
        for (long round = -5; round < 100; round++) {
            int on = 0;
            for (long second = 0; second < 10; second++) {
                if (Trial.isOn((round * 10 + second) * Rig.SECOND)) {
                    on++;
                    places.add(second);
                }
            }
            assertEquals(1, on, "round " + round);
        }
        assertEquals(10, places.size());
    }

    @Test
    void isOnForTheWholeSecond() {
        for (long second = 0; second < 20; second++) {
            boolean on = Trial.isOn(second * Rig.SECOND);
            assertEquals(on, Trial.isOn((second + 1) * Rig.SECOND - 1));
        }
    }

    @Test
    void leavesOutWhatIsLeftBehind() {
        assertFalse(Trial.isSettled(7 * Rig.SECOND));
        assertFalse(Trial.isSettled(7 * Rig.SECOND + Rig.SECOND / 4 - 1));
        assertTrue(Trial.isSettled(7 * Rig.SECOND + Rig.SECOND / 4));
        assertTrue(Trial.isSettled(8 * Rig.SECOND - 1));
    }

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
