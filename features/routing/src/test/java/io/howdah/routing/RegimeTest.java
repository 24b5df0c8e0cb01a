package io.howdah.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

class RegimeTest {
    private static final long SECOND = Rig.SECOND;
    private static final int SECONDS = 30_000;
    private static final Regime BASELINE = Regime.of(Author.BASELINE, 0, 0);
    private static final Regime SPREADING = Regime.of(Author.SPREADING, 0, 0);

    /** In how many seconds it is whose turn. */
    private static Map<Author, Integer> turns(Regime regime) {
        Map<Author, Integer> turns = new EnumMap<>(Author.class);
        for (long second = 0; second < SECONDS; second++) {
            turns.merge(regime.author(second), 1, Integer::sum);
        }
        return turns;
    }

    @Test
    void trialIsOneSecondOfTenForTheBotsMannersInTurn() {
        assertEquals(
                Map.of(Author.BASELINE, 27_000, Author.SPREADING, 1_500, Author.GATHERING, 1_500),
                turns(BASELINE));
    }

    @Test
    void trialsAreTooFewToBeSeenInTheTailWhileTheBotDecides() {
        assertEquals(
                Map.of(Author.SPREADING, 29_800, Author.BASELINE, 100, Author.GATHERING, 100),
                turns(SPREADING));
        assertEquals(
                Map.of(Author.GATHERING, 29_800, Author.BASELINE, 100, Author.SPREADING, 100),
                turns(Regime.of(Author.GATHERING, 0, 0)));
    }

    @Test
    void trialsAreOftenWhenSomebodyHasWonOnce() {
        Regime hurried = SPREADING.hurried(true);
        assertEquals(27_000, turns(hurried).get(Author.SPREADING));
        assertEquals(SPREADING, hurried.hurried(false));
        assertSame(BASELINE, BASELINE.hurried(false));
        assertSame(BASELINE, BASELINE.hurried(true));
    }

    @Test
    void nobodyElseHasTrialsOnProbation() {
        Regime probation = Regime.of(Author.BASELINE, 0, 100 * SECOND);
        for (long second = 0; second < 100; second++) {
            assertEquals(Author.BASELINE, probation.author(second));
        }
        assertTrue(turns(probation).containsKey(Author.SPREADING));
    }

    @Test
    void trialsAreInAnySecondOfTheTen() {
        Set<Long> places = new HashSet<>();
        for (long second = 0; second < 1_000; second++) {
            if (BASELINE.author(second).isBot()) {
                places.add(second % 10);
            }
        }
        assertEquals(10, places.size());
    }

    @Test
    void countsTheTrialAndTheSecondsBesideIt() {
        for (long second = 1; second < 1_000; second++) {
            boolean near =
                    SPREADING.author(second - 1) != Author.SPREADING
                            || SPREADING.author(second) != Author.SPREADING
                            || SPREADING.author(second + 1) != Author.SPREADING;
            assertEquals(near, SPREADING.counts(second), "second " + second);
        }
    }

    @Test
    void isNotQuietUntilATrialHasBeenHeardOf() {
        long trial = 1_000;
        while (!BASELINE.author(trial).isBot()) {
            trial++;
        }
        assertFalse(BASELINE.isQuiet(trial * SECOND));
        assertFalse(BASELINE.isQuiet((trial + 3) * SECOND - 1));
        assertEquals(!BASELINE.author(trial + 3).isBot(), BASELINE.isQuiet((trial + 3) * SECOND));
    }

    @Test
    void turnLeavesOutWhatTheSecondBeforeHasLeftBehind() {
        long trial = 0;
        while (!BASELINE.author(trial).isBot()) {
            trial++;
        }
        Turn turn = Turn.of(BASELINE, trial * SECOND);
        assertEquals(Author.NOBODY, turn.countsFor(trial * SECOND));
        assertEquals(Author.NOBODY, turn.countsFor(trial * SECOND + SECOND / 4 - 1));
        assertEquals(turn.author(), turn.countsFor(trial * SECOND + SECOND / 4));
        assertEquals(turn.author(), turn.countsFor((trial + 1) * SECOND - 1));
        assertEquals(Author.NOBODY, turn.countsFor((trial + 1) * SECOND));
    }

    @Test
    void turnIsOverWithItsSecondOrItsRegime() {
        Turn turn = Turn.of(BASELINE, 5 * SECOND);
        assertFalse(turn.isOver(BASELINE, 6 * SECOND - 1));
        assertTrue(turn.isOver(BASELINE, 6 * SECOND));
        assertTrue(turn.isOver(BASELINE, 5 * SECOND - 1));
        assertTrue(turn.isOver(SPREADING, 5 * SECOND));
    }
}
