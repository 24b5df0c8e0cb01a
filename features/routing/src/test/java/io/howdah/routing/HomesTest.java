package io.howdah.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

class HomesTest {
    private final Busiest busiest = new Busiest();
    private final Homes homes = new Homes(0);

    private Map<Long, Double> work() {
        Map<Long, Double> work = new TreeMap<>();
        busiest.work((digest, each) -> work.merge(digest, each, Double::sum));
        return work;
    }

    private void see(int times, Statement... statements) {
        for (int i = 0; i < times; i++) {
            for (Statement statement : statements) {
                busiest.seen(statement);
            }
        }
    }

    private static Statement statement(long digest, double usualNanos) {
        Statement statement = new Statement(digest);
        statement.learn(usualNanos);
        return statement;
    }

    @Test
    void planIsMadeAnewNowAndThen() {
        homes.add(busiest);
        see(1_000, statement(1, 10), statement(2, 10), statement(3, 10));
        HomePlan first = homes.plan();
        homes.refresh(options(0b110), Rig.SECOND);
        assertSame(first, homes.plan(), "too early");
        homes.refresh(options(0b110), 3 * Rig.SECOND);
        assertNotSame(first, homes.plan());
        assertEquals(0b110, homes(), "only where reads may go");
        HomePlan second = homes.plan();
        homes.refresh(options(0b110), 6 * Rig.SECOND);
        assertSame(second, homes.plan(), "nothing was read");
    }

    /** Bits of the nodes where the three digests are at home. */
    private int homes() {
        return home(1) | home(2) | home(3);
    }

    private int home(long digest) {
        return 1 << homes.plan().home(digest, 0b111);
    }

    /** As seen by a loop whose reads may mostly go to {@code candidates}. */
    private static Options options(long candidates) {
        Options options = new Options();
        for (int i = 0; i < 1_000; i++) {
            options.seen(i < 300 ? 0b111 : candidates);
        }
        return options;
    }

    @Test
    void nodesThatAreAwayForAMomentKeepTheirDigests() {
        homes.add(busiest);
        for (int plan = 1; plan <= 16; plan++) {
            see(1_000, statement(1, 10), statement(2, 10), statement(3, 10));
            homes.refresh(options(plan == 1 ? 0b110 : 0b011), plan * 3L * Rig.SECOND);
            assertEquals(plan < 16 ? 0b100 : 0, homes() & 0b100, "after plan " + plan);
        }
    }

    @Test
    void loopsCountByTheirReads() {
        Busiest other = new Busiest();
        homes.add(busiest);
        homes.add(other);
        Statement rare = statement(7, 10);
        for (int i = 0; i < 100; i++) {
            other.seen(rare);
        }
        see(1_000, statement(1, 10), statement(2, 10), statement(3, 10), statement(4, 10));
        homes.refresh(options(0b111), 3 * Rig.SECOND);
        assertEquals(5, homes.plan().size());
        assertTrue(homes.plan().home(7, 0b111) >= 0, "one of forty is not too much for a node");
    }

    @Test
    void workIsWhatIsReadTimesWhatItTakes() {
        see(3_000, statement(1, 10), statement(2, 30));
        Map<Long, Double> work = work();
        assertEquals(3, work.getOrDefault(2L, 0.0) / work.getOrDefault(1L, 1.0), 0.3);
    }

    @Test
    void whatIsAskedNoMoreIsForgotten() {
        see(20_000, statement(1, 10));
        see(300_000, statement(2, 10));
        assertEquals(Set.of(2L), work().keySet());
    }
}
