package io.howdah.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.metrics.Counter;

import org.junit.jupiter.api.Test;

import java.util.Map;

class JudgeTest {
    private final Ledger ledger = new Ledger(new Counter());
    private final Judge judge = new Judge(ledger, 0);
    private long now;

    private Author decides() {
        return judge.regime().incumbent();
    }

    /**
     * Both others have their trials, and so many reads each, of which one in fifty takes so long.
     */
    private void hear(
            int reads, double baselineMillis, double spreadingMillis, double gatheringMillis) {
        Regime regime = judge.regime();
        now = Math.max(now, regime.noTrialBeforeNanos()) + 8L * regime.period() * Rig.SECOND;
        listen(regime, reads, baselineMillis, spreadingMillis, gatheringMillis);
    }

    private void listen(
            Regime regime, int reads, double baseline, double spreading, double gathering) {
        while (!regime.isQuiet(now)) {
            now += Rig.SECOND;
        }
        Map<Author, Double> millis =
                Map.of(
                        Author.BASELINE,
                        baseline,
                        Author.SPREADING,
                        spreading,
                        Author.GATHERING,
                        gathering);
        Tails tails = new Tails();
        double incumbents = millis.getOrDefault(regime.incumbent(), 0.0);
        millis.forEach(
                (challenger, slowest) -> {
                    tails.of(challenger).trial().add(tail(reads, slowest));
                    tails.of(challenger).before().add(tail(reads, incumbents));
                    tails.of(challenger).after().add(tail(reads, incumbents));
                });
        judge.hear(tails, regime, now);
        assertEquals(0, tails.of(Author.BASELINE).total(), "taken");
    }

    private void hear(double baselineMillis, double spreadingMillis, double gatheringMillis) {
        hear(2_000, baselineMillis, spreadingMillis, gatheringMillis);
    }

    private void spreadingDecides() {
        hear(10, 5, 10);
        hear(10, 5, 10);
        assertEquals(Author.SPREADING, decides());
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
        assertEquals(Author.BASELINE, decides());
    }

    @Test
    void letsTheBotDecideWhenItWasBetterTwice() {
        hear(10, 5, 10);
        assertEquals(Author.BASELINE, decides());
        hear(10, 5, 10);
        assertEquals(Author.SPREADING, decides());
        assertEquals(
                "the bot decides, and sends reads where each is answered soonest: their p99 is 5.1"
                        + " ms, peak-ewma's 10 ms (2000 and 4000 reads)",
                ledger.changes().getFirst().words());
    }

    @Test
    void letsTheBetterOfTwoMannersDecide() {
        hear(10, 8, 4);
        hear(10, 8, 4);
        assertEquals(Author.GATHERING, decides());
    }

    @Test
    void waitsForAMannerThatHasWonOnce() {
        hear(10, 6, 11);
        hear(10, 6, 3);
        assertEquals(Author.BASELINE, decides());
        hear(10, 6, 3);
        assertEquals(Author.GATHERING, decides());
    }

    @Test
    void doesNotMindAMannerThatHasWonByChance() {
        hear(10, 6, 11);
        hear(10, 6, 3);
        hear(10, 6, 11);
        assertEquals(Author.SPREADING, decides());
    }

    @Test
    void changesTheMannerWhenTheOtherIsBetter() {
        spreadingDecides();
        hear(10, 8, 4);
        assertEquals(Author.SPREADING, decides());
        hear(10, 8, 4);
        assertEquals(Author.GATHERING, decides());
        assertEquals(
                "the bot now keeps reads of a digest together: their p99 is 4.0 ms, before 8.0 ms"
                        + " (2000 and 4000 reads)",
                ledger.changes().getFirst().words());
    }

    @Test
    void hurriesWhileSomebodyHasWonOnce() {
        spreadingDecides();
        assertEquals(Regime.SELDOM, judge.regime().period());
        hear(10, 8, 4);
        assertEquals(Regime.OFTEN, judge.regime().period());
        hear(10, 8, 8);
        assertEquals(Regime.SELDOM, judge.regime().period());
    }

    @Test
    void triesMoreSeldomWhileTheBotLoses() {
        for (int i = 0; i < 20; i++) {
            hear(10, 20, 20);
        }
        assertEquals(8 * Regime.OFTEN, judge.regime().period());
        hear(10, 5, 20);
        assertEquals(Regime.OFTEN, judge.regime().period());
        hear(10, 5, 20);
        assertEquals(Author.SPREADING, decides());
    }

    @Test
    void forgetsAWinAfterAnHour() {
        spreadingDecides();
        hear(10, 8, 4);
        now += 3_600 * Rig.SECOND;
        hear(1, 10, 8, 8);
        assertEquals(Regime.SELDOM, judge.regime().period());
        hear(10, 8, 4);
        assertEquals(Author.SPREADING, decides());
        hear(10, 8, 4);
        assertEquals(Author.GATHERING, decides());
    }

    @Test
    void doesNotMindWhatMayBeChance() {
        for (int i = 0; i < 10; i++) {
            hear(10, 10, 10);
            hear(10, 5, 10);
            hear(10, 10, 10);
        }
        assertEquals(Author.BASELINE, decides());
    }

    @Test
    void waitsForEnoughReads() {
        for (int i = 0; i < 2; i++) {
            hear(199, 10, 5, 20);
        }
        assertEquals(Author.BASELINE, decides());
        hear(2, 10, 5, 20);
        hear(400, 10, 5, 20);
        assertEquals(Author.SPREADING, decides());
    }

    @Test
    void waitsForEnoughTrials() {
        for (int i = 0; i < 2; i++) {
            now += 10 * Rig.SECOND;
            listen(judge.regime(), 50_000, 10, 5, 20);
        }
        assertEquals(Author.BASELINE, decides());
        assertTrue(ledger.changes().isEmpty());
    }

    @Test
    void hasToBeBetterThanBothBeforeAndAfter() {
        for (int i = 0; i < 10; i++) {
            hear(10, 5, 10);
            now += 80 * Rig.SECOND;
            while (!judge.regime().isQuiet(now)) {
                now += Rig.SECOND;
            }
            Tails tails = new Tails();
            tails.of(Author.SPREADING).trial().add(tail(2_000, 8));
            tails.of(Author.SPREADING).before().add(tail(2_000, 4));
            tails.of(Author.SPREADING).after().add(tail(2_000, 30));
            judge.hear(tails, judge.regime(), now);
        }
        assertEquals(Author.BASELINE, decides());
    }

    @Test
    void comparesNothingWhileATrialIsOn() {
        now = 100 * Rig.SECOND;
        while (judge.regime().isQuiet(now)) {
            now += Rig.SECOND;
        }
        for (int i = 0; i < 2; i++) {
            Tails tails = new Tails();
            tails.of(Author.SPREADING).trial().add(tail(2_000, 5));
            tails.of(Author.SPREADING).before().add(tail(2_000, 10));
            tails.of(Author.SPREADING).after().add(tail(2_000, 10));
            judge.hear(tails, judge.regime(), now);
        }
        assertEquals(Author.BASELINE, decides());
        assertTrue(ledger.changes().isEmpty());
    }

    @Test
    void doesNotListenToWhatIsOfAnotherRegime() {
        Regime before = judge.regime();
        spreadingDecides();
        for (int i = 0; i < 2; i++) {
            now += 8L * Regime.SELDOM * Rig.SECOND;
            listen(before, 2_000, 1, 10, 10);
        }
        assertEquals(Author.SPREADING, decides());
    }

    @Test
    void handsBackWhenTheBotIsWorse() {
        spreadingDecides();
        hear(10, 20, 30);
        assertEquals(Author.SPREADING, decides());
        hear(10, 20, 30);
        assertEquals(Author.BASELINE, decides());
        assertTrue(
                ledger.changes()
                        .getFirst()
                        .words()
                        .startsWith(
                                "the bot hands back to peak-ewma, for 60 s at least: whose p99"),
                ledger.changes().toString());
    }

    @Test
    void waitsLongerForATrialAfterEachHandBack() {
        for (long minutes = 1; minutes <= 4; minutes *= 2) {
            spreadingDecides();
            hear(10, 20, 30);
            hear(10, 20, 30);
            assertEquals(now + minutes * 60 * Rig.SECOND, judge.regime().noTrialBeforeNanos());
        }
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
