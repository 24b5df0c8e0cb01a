package io.howdah.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.spi.balance.Balancer.Memory;
import io.howdah.spi.balance.Balancer.Outcome;
import io.howdah.spi.balance.Strategy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class StrategiesTest {
    private static List<Integer> choices(Rig rig, int count) {
        Memory statement = rig.loop.remember(1);
        List<Integer> choices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            choices.add(rig.choose(statement));
        }
        return choices;
    }

    @Test
    void roundRobinTakesOneAfterTheOther() {
        Rig rig = Rig.of(Strategy.ROUND_ROBIN, 3);
        assertEquals(List.of(0, 1, 2, 0, 1), choices(rig, 5));
    }

    @Test
    void roundRobinReachesTheLastSlot() {
        Rig rig = Rig.of(Strategy.ROUND_ROBIN, 1);
        rig.join(63, 1, 0);
        assertEquals(List.of(0, 63, 0, 63), choices(rig, 4));
    }

    @Test
    void weightsAreKeptSmoothly() {
        Rig rig = new Rig(Strategy.WEIGHTED, Duration.ZERO);
        rig.join(0, 5, 0);
        rig.join(1, 1, 0);
        rig.join(2, 1, 0);
        assertEquals(List.of(0, 0, 1, 0, 2, 0, 0), choices(rig, 7));
    }

    @Test
    void leastConnectionsCountsWhatIsUnderWay() {
        Rig rig = Rig.of(Strategy.LEAST_CONNECTIONS, 3);
        Memory statement = rig.loop.remember(1);
        rig.send(statement, 0);
        rig.send(statement, 2);
        assertEquals(1, rig.send(statement));
        rig.end(statement, 2, 5, Outcome.ABANDONED);
        assertEquals(2, rig.send(statement));
    }

    @Test
    void leastConnectionsMindsWeights() {
        Rig rig = new Rig(Strategy.LEAST_CONNECTIONS, Duration.ZERO);
        rig.join(0, 3, 0);
        rig.join(1, 1, 0);
        Memory statement = rig.loop.remember(1);
        int heavier = 0;
        for (int i = 0; i < 40; i++) {
            heavier += rig.send(statement) == 0 ? 1 : 0;
        }
        assertEquals(30, heavier, 1);
    }

    @Test
    void leastConnectionsLetsEqualsTakeTurns() {
        Rig rig = Rig.of(Strategy.LEAST_CONNECTIONS, 2);
        List<Integer> choices = choices(rig, 10);
        assertTrue(choices.contains(0) && choices.contains(1), choices.toString());
    }

    @Test
    void peakEwmaTakesTheFasterOfTwo() {
        Rig rig = Rig.of(Strategy.PEAK_EWMA, 2);
        Memory statement = rig.loop.remember(1);
        rig.readFrom(0, statement, 5 * Rig.MILLI);
        rig.readFrom(1, statement, Rig.MILLI);
        assertEquals(1, rig.choose(statement));
    }

    @Test
    void peakEwmaMindsWhatIsUnderWay() {
        Rig rig = Rig.of(Strategy.PEAK_EWMA, 2);
        Memory statement = rig.loop.remember(1);
        rig.readFrom(0, statement, 2 * Rig.MILLI);
        rig.readFrom(1, statement, Rig.MILLI);
        rig.send(statement, 1);
        rig.send(statement, 1);
        assertEquals(0, rig.choose(statement));
    }

    @Test
    void peakEwmaForgetsPeaksSlowly() {
        PeakCost cost = new PeakCost();
        cost.observe(100, Rig.SECOND);
        assertEquals(100, cost.load(0, Rig.SECOND), 0.1);
        assertEquals(100 / Math.E, cost.load(0, 11 * Rig.SECOND), 0.1);
    }

    @ParameterizedTest
    @EnumSource
    void takeTheOnlyCandidate(Strategy strategy) {
        Rig rig = Rig.of(strategy, 3);
        Memory statement = rig.loop.remember(1);
        assertEquals(2, rig.loop.choose(statement, 0b100, rig.nanos()));
    }

    @ParameterizedTest
    @EnumSource
    void chooseAmongNodesThatNobodyHasSpokenOf(Strategy strategy) {
        Rig rig = Rig.of(strategy, 0);
        Memory statement = rig.loop.remember(1);
        for (int i = 0; i < 20; i++) {
            int slot = rig.loop.choose(statement, 1L << 63 | 1L << 4, rig.nanos());
            assertTrue(slot == 63 || slot == 4, "slot " + slot);
            rig.readFrom(slot, statement, Rig.MILLI);
        }
    }

    @ParameterizedTest
    @EnumSource
    void leaveOutANodeThatFailsAtOnce(Strategy strategy) {
        Rig rig = Rig.of(strategy, 3);
        Memory statement = rig.loop.remember(1);
        int failed = 0;
        for (int i = 0; i < 3_000; i++) {
            int slot = rig.send(statement);
            rig.pass(slot == 1 ? 1_000 : Rig.MILLI);
            if (slot == 1) {
                failed++;
                rig.end(statement, slot, 1_000, Outcome.FAILED);
            } else {
                rig.answer(statement, slot, Rig.MILLI);
            }
        }
        assertTrue(failed > 0 && failed < 10, failed + " failed");
        assertTrue(
                rig.routing.changes().getFirst().words().startsWith("node 1 failed three times"),
                rig.routing.changes().toString());
    }

    @ParameterizedTest
    @EnumSource
    void giveANewNodeMoreAndMore(Strategy strategy) {
        Rig rig = new Rig(strategy, Duration.ofSeconds(10));
        rig.join(0, 1, 0);
        rig.join(1, 1, 0);
        rig.pass(20 * Rig.SECOND);
        rig.join(2, 1, 0);
        assertTrue(shareOf(2, rig) < 0.05);
        rig.pass(5 * Rig.SECOND);
        double half = shareOf(2, rig);
        assertTrue(half < 0.6, "half way " + half);
        rig.pass(6 * Rig.SECOND);
        double whole = shareOf(2, rig);
        assertTrue(whole > 0.25 && whole >= half, "in the end " + whole);
    }

    private static double shareOf(int slot, Rig rig) {
        Memory statement = rig.loop.remember(1);
        int count = 0;
        for (int i = 0; i < 1_000; i++) {
            if (rig.read(statement, 1_000, 1_000, 1_000) == slot) {
                count++;
            }
        }
        return count / 1e3;
    }

    @Test
    void takesANodeThatFailsWhenNoOtherIsLeft() {
        Rig rig = Rig.of(Strategy.ROUND_ROBIN, 2);
        Memory statement = rig.loop.remember(1);
        for (int slot = 0; slot < 2; slot++) {
            rig.send(statement, slot);
            rig.end(statement, slot, 1_000, Outcome.FAILED);
        }
        assertEquals(List.of(0, 1), choices(rig, 2));
    }

    @ParameterizedTest
    @EnumSource
    void countWhatIsUnderWayOnOtherLoops(Strategy strategy) {
        if (strategy != Strategy.LEAST_CONNECTIONS && strategy != Strategy.PEAK_EWMA) {
            return;
        }
        Rig rig = Rig.of(strategy, 2);
        Memory there = rig.routing.on(1).remember(1);
        Memory here = rig.loop.remember(1);
        rig.readFrom(0, here, Rig.MILLI);
        rig.readFrom(1, here, Rig.MILLI);
        for (int i = 0; i < 5; i++) {
            rig.routing.on(1).sent(there, 0, rig.nanos());
        }
        rig.pass(Rig.MILLI);
        assertEquals(List.of(1, 1, 1), choices(rig, 3));
    }
}
