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
        for (long second = 150; second < SECONDS + 150; second++) {
            turns.merge(regime.author(second), 1, Integer::sum);
        }
        return turns;
    }

    @Test
    void trialIsOneSecondOfFiveForTheBotsMannersInTurn() {
        assertEquals(
                Map.of(Author.BASELINE, 24_000, Author.SPREADING, 3_000, Author.GATHERING, 3_000),
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
        Regime hurried = SPREADING.hurried(7 * SECOND + 1);
        assertEquals(24_000, turns(hurried).get(Author.SPREADING));
        assertEquals(turns(SPREADING), turns(hurried.relaxed(0, 9 * SECOND)));
        assertSame(BASELINE, BASELINE.relaxed(1, SECOND));
        assertSame(BASELINE, BASELINE.hurried(SECOND));
    }

    @Test
    void trialsGetRarerWhileTheBaselineWinsThem() {
        assertEquals(10, BASELINE.relaxed(4, SECOND).period());
        assertEquals(20, BASELINE.relaxed(8, SECOND).period());
        assertEquals(40, BASELINE.relaxed(1_000, SECOND).period());
        assertEquals(Regime.OFTEN, BASELINE.relaxed(1_000, SECOND).hurried(SECOND).period());
        assertEquals(Regime.SELDOM, SPREADING.relaxed(1_000, SECOND).period());
    }

    @Test
    void noTrialBeginsInTheMiddleOfASecond() {
        assertEquals(8 * SECOND, SPREADING.hurried(7 * SECOND + 1).noTrialBeforeNanos());
        assertEquals(
                8 * SECOND,
                Regime.of(Author.GATHERING, 7 * SECOND + 1, 7 * SECOND).noTrialBeforeNanos());
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
    void trialsAreInAnySecondOfTheFive() {
        Set<Long> places = new HashSet<>();
        for (long second = 0; second < 1_000; second++) {
            if (BASELINE.author(second).isBot()) {
                places.add(second % 5);
            }
        }
        assertEquals(5, places.size());
    }

    private static long firstTrial(Regime regime) {
        long second = 10;
        while (regime.author(second) == regime.incumbent()) {
            second++;
        }
        return second;
    }

    @Test
    void isNotQuietFromTheSecondBeforeATrialUntilItHasBeenHeardOf() {
        long trial = firstTrial(SPREADING);
        assertTrue(SPREADING.isQuiet((trial - 1) * SECOND - 1));
        assertFalse(SPREADING.isQuiet((trial - 1) * SECOND));
        assertFalse(SPREADING.isQuiet((trial + 4) * SECOND - 1));
        assertTrue(SPREADING.isQuiet((trial + 4) * SECOND));
    }

    @Test
    void turnLeavesOutWhatTheSecondBeforeHasLeftBehind() {
        Turn turn = Turn.of(BASELINE, 7 * SECOND + 5);
        assertFalse(turn.isSettled(7 * SECOND + SECOND / 4 - 1));
        assertTrue(turn.isSettled(7 * SECOND + SECOND / 4));
    }

    @Test
    void readsCountForTheTrialOrBesideIt() {
        long trial = firstTrial(SPREADING);
        Tails tails = new Tails();
        for (long second = trial - 2; second <= trial + 2; second++) {
            for (long read = trial - 3; read < second; read++) {
                tails.add(Turn.of(SPREADING, second * SECOND), 1_000);
            }
        }
        Author challenger = SPREADING.author(trial);
        assertEquals(2, tails.of(challenger).before().total());
        assertEquals(3, tails.of(challenger).trial().total());
        assertEquals(4, tails.of(challenger).after().total());
        Author other = challenger == Author.BASELINE ? Author.GATHERING : Author.BASELINE;
        assertEquals(0, tails.of(other).before().total() + tails.of(other).after().total());
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
