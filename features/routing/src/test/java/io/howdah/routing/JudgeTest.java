package io.howdah.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class JudgeTest {
    private final Ledger ledger = new Ledger();
    private final Judge judge = new Judge(ledger, 0);
    private long now;

    /** As {@link #hear}, when the bot has had a trial. */
    private void hearAfterTrial(int reads, double botMillis, double baselineMillis) {
        now += Trial.ROUND_NANOS;
        hear(reads, botMillis, baselineMillis);
    }

    /** Both are dealt so many reads, of which one in fifty takes so long. */
    private void hear(int reads, double botMillis, double baselineMillis) {
        hear(reads, baselineMillis, botMillis, 2 * botMillis);
    }

    private void hear(
            int reads, double baselineMillis, double spreadingMillis, double gatheringMillis) {
        Tails tails = new Tails();
        tails.of(Author.BASELINE).add(tail(reads, baselineMillis));
        tails.of(Author.SPREADING).add(tail(reads, spreadingMillis));
        tails.of(Author.GATHERING).add(tail(reads, gatheringMillis));
        judge.hear(tails, now);
        assertEquals(0, tails.of(Author.BASELINE).total(), "taken");
    }

    private void hearAfterTrials(
            double baselineMillis, double spreadingMillis, double gatheringMillis) {
        now += Trial.ROUND_NANOS;
        hear(2_000, baselineMillis, spreadingMillis, gatheringMillis);
    }

    private static Tail tail(int reads, double slowestMillis) {
        Tail tail = new Tail();
        for (int i = 0; i < reads; i++) {
            tail.add((long) ((i % 50 == 0 ? slowestMillis : 1) * 1e6));
        }
        return tail;
    }

    @Test
    void letsTheBaselineDecideAtFirst() {
        assertFalse(judge.decides().isBot());
    }

    @Test
    void letsTheBotDecideWhenItWasBetterTwice() {
        hearAfterTrial(2_000, 5, 10);
        assertFalse(judge.decides().isBot());
        hearAfterTrial(2_000, 5, 10);
        assertTrue(judge.decides().isBot());
        assertEquals(
                "the bot decides, and sends reads where each is answered soonest: their p99 is 5.1"
                        + " ms, peak-ewma's 10 ms (2000 and 2000 reads)",
                ledger.changes().getFirst().words());
    }

    @Test
    void letsTheBotKeepReadsTogetherWhereThatIsBest() {
        hearAfterTrials(10, 8, 4);
        hearAfterTrials(10, 8, 4);
        assertEquals(Author.GATHERING, judge.decides());
    }

    @Test
    void choosesTheBetterOfTwoMannersThatWin() {
        hearAfterTrials(10, 4, 11);
        hearAfterTrials(10, 4, 3);
        assertEquals(Author.GATHERING, judge.decides());
    }

    @Test
    void changesTheMannerWhenTheOtherIsBetter() {
        hearAfterTrials(10, 8, 4);
        hearAfterTrials(10, 8, 4);
        hear(2_000, 10, 4, 8);
        assertEquals(Author.GATHERING, judge.decides());
        hear(2_000, 10, 4, 8);
        assertEquals(Author.SPREADING, judge.decides());
        assertEquals(
                "the bot now sends reads where each is answered soonest: their p99 is 4.0 ms,"
                        + " before 8.0 ms (2000 and 2000 reads)",
                ledger.changes().getFirst().words());
    }

    @Test
    void doesNotMindWhatMayBeChance() {
        for (int i = 0; i < 10; i++) {
            hearAfterTrial(2_000, 10, 10);
            hearAfterTrial(2_000, 5, 10);
            hearAfterTrial(2_000, 10, 10);
        }
        assertFalse(judge.decides().isBot());
    }

    @Test
    void waitsForEnoughReads() {
        for (int i = 0; i < 9; i++) {
            hear(100, 5, 10);
        }
        assertFalse(judge.decides().isBot());
        assertTrue(ledger.changes().isEmpty());
    }

    @Test
    void isContentWithFewerAfterHalfAMinute() {
        for (int i = 0; i < 2; i++) {
            now += 31 * Rig.SECOND;
            hear(500, 5, 10);
        }
        assertTrue(judge.decides().isBot());
    }

    @Test
    void handsBackWhenTheBotIsWorse() {
        hearAfterTrial(2_000, 5, 10);
        hearAfterTrial(2_000, 5, 10);
        hear(2_000, 20, 10);
        assertTrue(judge.decides().isBot());
        hear(2_000, 20, 10);
        assertFalse(judge.decides().isBot());
        assertTrue(
                ledger.changes()
                        .getFirst()
                        .words()
                        .startsWith(
                                "the bot hands back to peak-ewma, for 60 s at least: whose p99"),
                ledger.changes().toString());
    }

    @Test
    void waitsLongerAfterEachHandBack() {
        for (long minutes = 1; minutes <= 4; minutes *= 2) {
            hearAfterTrial(2_000, 5, 10);
            hearAfterTrial(2_000, 5, 10);
            assertTrue(judge.decides().isBot());
            hear(2_000, 20, 10);
            hear(2_000, 20, 10);
            long over = now + minutes * 60 * Rig.SECOND;
            now = over - 1 - 2 * Trial.ROUND_NANOS;
            hearAfterTrial(2_000, 5, 10);
            hearAfterTrial(2_000, 5, 10);
            assertFalse(judge.decides().isBot());
            now = over;
        }
    }

    @Test
    void isNotConvincedBeforeATrialIsOver() {
        for (int i = 0; i < 9; i++) {
            now += Rig.SECOND;
            hear(2_000, 5, 10);
        }
        assertFalse(judge.decides().isBot());
        assertTrue(ledger.changes().isEmpty());
    }

    @Test
    void keepsTheLastChangesOnly() {
        for (int i = 0; i < 2 * Ledger.MOST; i++) {
            ledger.note(i, "change " + i);
        }
        assertEquals(Ledger.MOST, ledger.changes().size());
        assertEquals("change 199", ledger.changes().getFirst().words());
    }

    @Test
    void readsTheTailWithinFourPercent() {
        Tail tail = new Tail();
        for (int i = 1; i <= 10_000; i++) {
            tail.add(i * 1_000L);
        }
        assertEquals(9_900_000, tail.p99(), 9_900_000 * 0.04);
        assertEquals(0, new Tail().p99());
    }
}
