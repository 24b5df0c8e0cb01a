package io.howdah.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.spi.balance.Balancer.Memory;
import io.howdah.spi.balance.Balancer.Outcome;
import io.howdah.spi.balance.Belief;
import io.howdah.spi.balance.Strategy;

import org.junit.jupiter.api.Test;

import java.util.List;

class RoutingTest {
    @Test
    void givesALoopAlwaysTheSamePart() {
        Rig rig = Rig.of(Strategy.BOT, 2);
        assertSame(rig.loop, rig.routing.on(0));
    }

    @Test
    void saysWhoDecides() {
        assertEquals("peak-ewma", Rig.of(Strategy.BOT, 2).routing.strategy());
        assertEquals("weighted", Rig.of(Strategy.WEIGHTED, 2).routing.strategy());
    }

    /** One node is slower for one digest, the other for the other: only the bot can tell. */
    @Test
    void letsTheBotDecideWhereItIsBetter() {
        Rig rig = bot();
        assertEquals("bot", rig.routing.strategy());
        assertTrue(
                rig.routing.changes().getFirst().words().startsWith("the bot decides, and "),
                rig.routing.changes().toString());
    }

    private static Rig bot() {
        Rig rig = Rig.of(Strategy.BOT, 2);
        Memory one = rig.loop.remember(1);
        Memory other = rig.loop.remember(2);
        for (int i = 0; i < 60_000; i++) {
            rig.read(one, Rig.MILLI, 4 * Rig.MILLI);
            rig.read(other, 4 * Rig.MILLI, Rig.MILLI);
        }
        return rig;
    }

    @Test
    void showsWhatItBelieves() {
        Rig rig = bot();
        List<Belief> beliefs = rig.routing.beliefs(10);
        Belief fast = find(beliefs, 1, 0);
        Belief slow = find(beliefs, 1, 1);
        assertEquals("node 0", fast.node());
        assertEquals(1_000.0, (double) fast.expectedMicros(), 100.0);
        assertEquals(1_000.0, (double) fast.usualMicros(), 100.0);
        assertEquals(4_000.0, (double) slow.usualMicros(), 1_000.0);
        assertTrue(fast.chosen() > 5 * slow.chosen(), beliefs.toString());
        assertTrue(fast.gainedMicros() > 0, beliefs.toString());
        assertEquals(0, beliefs.getFirst().digest());
        assertEquals(
                120_000,
                beliefs.stream().filter(b -> b.digest() == 0).mapToLong(Belief::chosen).sum());
    }

    @Test
    void showsNoMoreDigestsThanAsked() {
        List<Belief> beliefs = bot().routing.beliefs(1);
        assertEquals(2, beliefs.stream().mapToLong(Belief::digest).distinct().count());
    }

    private static Belief find(List<Belief> beliefs, long digest, int slot) {
        return beliefs.stream()
                .filter(belief -> belief.digest() == digest && belief.slot() == slot)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void countsNothingOfTheOldNodeForTheNewOneInItsSlot() {
        Rig rig = Rig.of(Strategy.LEAST_CONNECTIONS, 2);
        Memory statement = rig.loop.remember(1);
        rig.send(statement, 0);
        rig.send(statement, 0);
        rig.send(statement, 1);
        rig.pass(Rig.MILLI);
        rig.leave(0);
        rig.join(0, 1, 0);
        assertEquals(0, rig.send(statement), "nothing is under way there");
        rig.pass(1);
        rig.answer(statement, 0, Rig.MILLI + 1);
        rig.answer(statement, 0, Rig.MILLI + 1);
        assertEquals(1, find(rig, 0).inFlight());
        rig.answer(statement, 0, 1);
        assertEquals(0, find(rig, 0).inFlight());
    }

    @Test
    void leavesOutANodeOnWhichEverybodyGivesUp() {
        Rig rig = Rig.of(Strategy.BOT, 2);
        Memory statement = rig.loop.remember(1);
        for (int i = 0; i < 10; i++) {
            rig.readFrom(0, statement, Rig.MILLI);
            rig.readFrom(1, statement, 3 * Rig.MILLI);
        }
        rig.send(statement, 0);
        rig.pass(Rig.SECOND);
        rig.end(statement, 0, Rig.SECOND, Outcome.ABANDONED);
        for (int i = 0; i < 10; i++) {
            assertEquals(1, rig.choose(statement));
        }
    }

    private static LoopNode find(Rig rig, int slot) {
        return ((LoopBalancer) rig.loop).nodes().at(slot);
    }
}
