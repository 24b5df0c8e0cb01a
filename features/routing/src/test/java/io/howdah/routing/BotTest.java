package io.howdah.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Percentage;
import io.howdah.base.Randomness;
import io.howdah.spi.balance.NodeFacts;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.concurrent.CopyOnWriteArrayList;

/** The bot's choice and what it learns, without baseline and judge. */
class BotTest {
    private static final long MILLI = Rig.MILLI;
    private static final long SECOND = Rig.SECOND;
    private static final long HALF_LIFE = 30 * SECOND;
    private static final double EXPLORATION = 0.003;

    private final LoopNodes nodes = new LoopNodes(new LoopLoads(new CopyOnWriteArrayList<>()));
    private final Model model = new Model(HALF_LIFE);
    private final Bot bot = new Bot(nodes, model, new Homes(0), EXPLORATION);
    private final Statement statement = new Statement(1);
    private Nodes joined = Nodes.NONE;
    private long now = SECOND;

    @BeforeEach
    void joinTwo() {
        join(0, 0);
        join(1, 0);
    }

    private void join(int slot, long distanceNanos) {
        joined = joined.with(slot, new NodeFacts("node " + slot, 1, distanceNanos, 0), now);
        nodes.refresh(joined, now);
    }

    private int choose() {
        return bot.choose(statement, 0b11, now);
    }

    private void send(Statement sent, int slot) {
        LoopNode node = nodes.at(slot);
        Flight flight = node.flights.next();
        if (flight != null) {
            flight.statement = sent;
            flight.sentNanos = now;
        }
        bot.sent(sent, node, flight, now);
        if (flight != null) {
            node.flights.left();
        }
        node.sent(flight);
    }

    private void answer(Statement sent, int slot, long latencyNanos) {
        LoopNode node = nodes.at(slot);
        boolean wasSilent = node.silentNanos(now) > 0;
        Flight flight = node.flights.end(sent, now - latencyNanos);
        assertTrue(node.isOwn(now - latencyNanos));
        node.ended(flight);
        node.answered(now, wasSilent);
        bot.answered(node, flight, latencyNanos, now);
    }

    private void read(Statement sent, int slot, long latencyNanos) {
        send(sent, slot);
        now += latencyNanos;
        answer(sent, slot, latencyNanos);
    }

    private void read(Statement sent, int slot, long latencyNanos, int times) {
        for (int i = 0; i < times; i++) {
            read(sent, slot, latencyNanos);
        }
    }

    @Test
    void prefersTheNodeThatAnswersFirst() {
        read(statement, 0, 3 * MILLI, 20);
        read(statement, 1, MILLI, 20);
        assertEquals(1, choose());
    }

    @Test
    void turnsAwayAsLoadGrows() {
        read(statement, 0, 3 * MILLI, 20);
        read(statement, 1, MILLI, 20);
        int sent = 0;
        while (choose() == 1) {
            send(statement, 1);
            sent++;
        }
        assertTrue(sent > 1 && sent < 6, sent + " under way");
    }

    @Test
    void countsLongReadsForMore() {
        Statement heavy = new Statement(2);
        read(statement, 0, MILLI, 1_000);
        read(statement, 1, MILLI, 1_000);
        read(heavy, 0, 40 * MILLI, 10);
        send(heavy, 0);
        send(statement, 1);
        assertEquals(2, nodes.at(0).load());
        assertEquals(1, nodes.at(1).load());
        now += 40 * MILLI;
        answer(heavy, 0, 40 * MILLI);
        assertEquals(0, nodes.at(0).load());
    }

    @Test
    void keepsDigestsApart() {
        Statement other = new Statement(2);
        read(statement, 0, 4 * MILLI, 20);
        read(statement, 1, MILLI, 20);
        read(other, 0, MILLI, 20);
        read(other, 1, 4 * MILLI, 20);
        assertEquals(1, choose());
        assertEquals(0, bot.choose(other, 0b11, now));
    }

    @Test
    void presumesOfADigestWhatHoldsOfTheNode() {
        for (long digest = 10; digest < 20; digest++) {
            Statement known = new Statement(digest);
            read(known, 1, MILLI, 10);
            read(known, 0, 4 * MILLI, 10);
        }
        read(statement, 1, MILLI, 10);
        assertEquals(1, choose());
    }

    @Test
    void forgetsWhatIsOld() {
        read(statement, 0, 5 * MILLI, 12);
        read(statement, 1, MILLI, 12);
        double believed = model.usualNanos(statement, nodes.at(0), now);
        double later = model.usualNanos(statement, nodes.at(0), now + 100 * HALF_LIFE);
        assertTrue(believed > 4 * MILLI, "believed " + believed);
        assertEquals(statement.usualNanos(), later, 0.1 * later, "what it takes elsewhere");
    }

    @Test
    void noticesAtOnceThatANodeHasBecomeSlow() {
        read(statement, 0, MILLI, 200);
        read(statement, 1, MILLI, 200);
        Statement other = new Statement(2);
        read(other, 1, MILLI, 200);
        read(other, 1, 3 * MILLI, 5);
        assertEquals(0, choose());
    }

    @Test
    void avoidsANodeThatOwesAnswers() {
        read(statement, 0, MILLI, 20);
        read(statement, 1, 2 * MILLI, 20);
        send(statement, 0);
        now += 20 * MILLI;
        assertEquals(1, choose());
        answer(statement, 0, 20 * MILLI);
        assertEquals(0, nodes.at(0).silentNanos(now));
    }

    @Test
    void mindsNoSlowStatementWhereOthersAreAnswered() {
        Statement slow = new Statement(2);
        read(statement, 0, MILLI, 20);
        read(statement, 1, 2 * MILLI, 20);
        read(slow, 0, MILLI, 20);
        send(slow, 0);
        now += 100 * MILLI;
        read(statement, 0, MILLI);
        assertEquals(0, choose());
    }

    @Test
    void trustsANodeAgainAfterASilence() {
        read(statement, 0, MILLI, 100);
        read(statement, 1, 2 * MILLI, 100);
        for (int i = 0; i < 5; i++) {
            send(statement, 0);
        }
        now += 300 * MILLI;
        for (int i = 0; i < 5; i++) {
            answer(statement, 0, 300 * MILLI);
        }
        assertEquals(0, choose());
    }

    @Test
    void mindsTheWayToANodeBeforeAnythingWasSentThere() {
        join(2, 40 * MILLI);
        read(statement, 0, MILLI, 20);
        read(statement, 1, MILLI, 20);
        assertNotEquals(2, bot.choose(statement, 0b111, now));
        assertTrue(
                model.expectedNanos(statement, nodes.at(2), 0, now) >= 40 * MILLI,
                "as far as it is");
    }

    @Test
    void prefersOfEqualsTheOneThatIsNotBehind() {
        read(statement, 0, MILLI, 300);
        read(statement, 1, MILLI, 300);
        joined = joined.with(0, new NodeFacts("node 0", 1, 0, 5 * SECOND), now);
        nodes.refresh(joined, now);
        assertEquals(1, choose());
    }

    @Test
    void exploresNoMoreThanItMay() {
        int explored = 0;
        for (int i = 0; i < 20_000; i++) {
            int best = choose();
            int slot = bot.explore(statement, best);
            explored += slot == best ? 0 : 1;
            now += SECOND;
            read(statement, slot, slot == 0 ? MILLI : 2 * MILLI);
        }
        assertTrue(explored > 20 && explored <= 20_000 * EXPLORATION, explored + " explored");
    }

    @Test
    void exploresFarNodesFarMoreRarely() {
        join(2, 40 * MILLI);
        int explored = 0;
        for (int i = 0; i < 100_000; i++) {
            int best = bot.choose(statement, 0b101, now);
            int slot = bot.explore(statement, best);
            explored += slot == best ? 0 : 1;
            now += SECOND;
            read(statement, slot, slot == 0 ? MILLI : 41 * MILLI);
        }
        assertTrue(explored > 3 && explored < 20, explored + " explored");
    }

    @Test
    void findsOutThatANodeHasRecovered() {
        read(statement, 0, 3 * MILLI, 500);
        read(statement, 1, 2 * MILLI, 500);
        long recovered = now;
        int returned = 0;
        while (returned < 100) {
            int slot = bot.explore(statement, choose());
            read(statement, slot, slot == 0 ? MILLI : 2 * MILLI);
            returned = slot == 0 ? returned + 1 : 0;
            assertTrue(now - recovered < 10 * HALF_LIFE, "not after ten half-lives");
        }
    }

    @Test
    void countsHalfWhatIsAHalfLifeOld() {
        Estimate estimate = new Estimate(1);
        for (int i = 0; i < 100; i++) {
            estimate.learn(5, HALF_LIFE, now);
        }
        assertEquals(50, estimate.evidence(HALF_LIFE, now + HALF_LIFE), 1);
        assertEquals(0, estimate.evidence(HALF_LIFE, now + 2_880 * HALF_LIFE), 1e-3, "yesterday");
    }

    @Test
    void exploresNothingWhereItIsForbidden() {
        Bot careful = new Bot(nodes, model, new Homes(0), new Percentage(0).fraction());
        for (int i = 0; i < 10_000; i++) {
            int best = careful.choose(statement, 0b11, now);
            assertEquals(best, careful.explore(statement, best));
        }
    }

    @Test
    void learnsNothingOfANodeFromTheOneBeforeIt() {
        read(statement, 0, 9 * MILLI, 20);
        joined = joined.without(0);
        nodes.refresh(joined, now);
        join(0, 0);
        assertEquals(0, model.evidence(statement, nodes.at(0), now));
        assertEquals(0, nodes.at(0).inFlight());
    }

    @Test
    void keepsReadsOfADigestTogetherUnlessAnotherNodeIsTwiceAsFast() {
        bot.gather(true);
        int home = Digests.home(statement.digest, 0b11);
        int other = 1 - home;
        read(statement, home, 3 * MILLI / 2, 50);
        read(statement, other, MILLI, 50);
        assertEquals(home, choose());
        bot.gather(false);
        assertEquals(other, choose());
        bot.gather(true);
        read(statement, home, 3 * MILLI, 200);
        assertEquals(other, choose());
    }

    @Test
    void spreadsWhatItKnowsNothingOf() {
        Randomness chance = Randomness.seeded(3);
        int first = 0;
        for (int i = 0; i < 100; i++) {
            Statement unknown = new Statement(chance.nextLong());
            first += bot.choose(unknown, 0b11, now) == 0 ? 1 : 0;
        }
        assertEquals(50, first, 10);
    }
}
