package io.howdah.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

class TrialTest {
    private static final int SECONDS = 10_000;

    /** In how many seconds it is whose turn. */
    private static Map<Author, Integer> turns(Author incumbent) {
        Map<Author, Integer> turns = new EnumMap<>(Author.class);
        for (long second = -5; second < SECONDS - 5; second++) {
            Author author = Trial.author(incumbent, second * Rig.SECOND);
            assertEquals(author, Trial.author(incumbent, (second + 1) * Rig.SECOND - 1));
            turns.merge(author, 1, Integer::sum);
        }
        return turns;
    }

    @Test
    void isOneSecondOfTenForBothMannersOfTheBot() {
        assertEquals(
                Map.of(Author.BASELINE, 9_000, Author.SPREADING, 500, Author.GATHERING, 500),
                turns(Author.BASELINE));
    }

    @Test
    void isRareForTheOtherMannerWhenTheBotDecides() {
        assertEquals(
                Map.of(Author.SPREADING, 9_960, Author.GATHERING, 40), turns(Author.SPREADING));
        assertEquals(
                Map.of(Author.GATHERING, 9_960, Author.SPREADING, 40), turns(Author.GATHERING));
    }

    @Test
    void isInAnySecondOfTheTen() {
        Set<Long> places = new HashSet<>();
        for (long second = 0; second < 1_000; second++) {
            if (Trial.author(Author.BASELINE, second * Rig.SECOND).isBot()) {
                places.add(second % 10);
            }
        }
        assertEquals(10, places.size());
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
