package io.howdah.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Randomness;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

class HomePlanTest {
    private static final long THREE = 0b111;

    private static Map<Long, Double> even(int digests) {
        Map<Long, Double> work = new TreeMap<>();
        for (long digest = 1; digest <= digests; digest++) {
            work.put(digest, 1.0);
        }
        return work;
    }

    /** The work at home on each node. */
    private static Map<Integer, Double> loads(HomePlan plan, Map<Long, Double> work, long nodes) {
        Map<Integer, Double> loads = new TreeMap<>();
        work.forEach((digest, each) -> loads.merge(plan.home(digest, nodes), each, Double::sum));
        return loads;
    }

    @Test
    void givesEachNodeTheSameWork() {
        Map<Long, Double> work = even(12);
        HomePlan plan = HomePlan.EMPTY.next(work, THREE);
        assertEquals(Map.of(0, 4.0, 1, 4.0, 2, 4.0), loads(plan, work, THREE));
    }

    @Test
    void leavesTheRestToTheirHashes() {
        HomePlan plan = HomePlan.EMPTY.next(even(12), THREE);
        for (long digest = 100; digest < 200; digest++) {
            assertEquals(Digests.home(digest, THREE), plan.home(digest, THREE));
        }
    }

    @Test
    void hasNoHomeForWhatIsMoreThanANodesPart() {
        Map<Long, Double> work = even(12);
        work.put(77L, 10.0);
        HomePlan plan = HomePlan.EMPTY.next(work, THREE);
        assertEquals(HomePlan.NOWHERE, plan.home(77, THREE));
        work.remove(77L);
        assertEquals(Map.of(0, 4.0, 1, 4.0, 2, 4.0), loads(plan, work, THREE));
    }

    @Test
    void givesEachOfAsManyDigestsAsNodesANodeAndKeepsItThere() {
        Randomness chance = Randomness.seeded(6);
        HomePlan plan = HomePlan.EMPTY.next(even(3), THREE);
        Map<Long, Integer> first = new TreeMap<>();
        even(3).keySet().forEach(digest -> first.put(digest, plan.home(digest, THREE)));
        assertEquals(Set.of(0, 1, 2), Set.copyOf(first.values()));
        HomePlan next = plan;
        for (int i = 0; i < 100; i++) {
            next = next.next(noisy(even(3), chance), THREE);
            for (long digest : first.keySet()) {
                assertEquals(first.get(digest), next.home(digest, THREE));
            }
        }
    }

    private static Map<Long, Double> noisy(Map<Long, Double> work, Randomness chance) {
        Map<Long, Double> noisy = new HashMap<>();
        work.forEach((digest, each) -> noisy.put(digest, each * (0.9 + 0.2 * chance.nextDouble())));
        return noisy;
    }

    @Test
    void remembersForSomeTimeWhoIsNotAskedFor() {
        Map<Long, Double> work = even(12);
        HomePlan plan = HomePlan.EMPTY.next(work, THREE);
        List<Integer> before = homes(plan);
        HomePlan later = plan;
        for (int i = 0; i < 15; i++) {
            later = later.next(Map.of(99L, 1.0), THREE);
        }
        assertEquals(before, homes(later));
        assertEquals(13, later.size());
        assertEquals(1, later.next(Map.of(99L, 1.0), THREE).size());
    }

    private static List<Integer> homes(HomePlan plan) {
        return even(12).keySet().stream().map(digest -> plan.home(digest, THREE)).toList();
    }

    @Test
    void hasNoHomeForTheOnlyDigest() {
        HomePlan plan = HomePlan.EMPTY.next(even(1), THREE);
        assertEquals(HomePlan.NOWHERE, plan.home(1, THREE));
    }

    @Test
    void movesNobodyForALittleMoreOrLess() {
        Randomness chance = Randomness.seeded(5);
        Map<Long, Double> work = even(24);
        HomePlan before = HomePlan.EMPTY.next(work, THREE);
        HomePlan plan = before;
        for (int i = 0; i < 100; i++) {
            plan = plan.next(noisy(work, chance), THREE);
        }
        for (long digest : work.keySet()) {
            assertEquals(before.home(digest, THREE), plan.home(digest, THREE));
        }
    }

    @Test
    void movesSomeWhereThereIsMuchMoreThanElsewhere() {
        Map<Long, Double> work = even(24);
        HomePlan before = HomePlan.EMPTY.next(work, THREE);
        work.replaceAll((digest, each) -> before.home(digest, THREE) == 0 ? 3 * each : each);
        HomePlan plan = before.next(work, THREE);
        loads(plan, work, THREE)
                .forEach((slot, load) -> assertTrue(load <= 40 / 3.0 * 1.31, slot + ": " + load));
        long moved =
                work.keySet().stream()
                        .filter(digest -> before.home(digest, THREE) != plan.home(digest, THREE))
                        .count();
        assertTrue(moved > 0 && moved <= 8, moved + " moved");
    }

    @Test
    void findsANewHomeWhereANodeIsGone() {
        Map<Long, Double> work = even(12);
        HomePlan before = HomePlan.EMPTY.next(work, THREE);
        HomePlan plan = before.next(work, 0b101);
        Map<Integer, Double> loads = loads(plan, work, 0b101);
        assertEquals(Set.of(0, 2), loads.keySet());
        loads.forEach((slot, load) -> assertEquals(6, load, 1, "on " + slot));
    }

    @Test
    void asksTheHashWhereTheHomeIsNoCandidate() {
        HomePlan plan = HomePlan.EMPTY.next(even(12), THREE);
        for (long digest = 1; digest <= 12; digest++) {
            long others = THREE & ~(1L << plan.home(digest, THREE));
            assertEquals(Digests.home(digest, others), plan.home(digest, others));
        }
    }

    @Test
    void placesAllWhateverTheirWork() {
        Randomness chance = Randomness.seeded(9);
        for (int i = 0; i < 1_000; i++) {
            Map<Long, Double> work = new HashMap<>();
            int digests = chance.nextInt(40);
            for (int n = 0; n < digests; n++) {
                work.put(chance.nextLong(), Math.exp(6 * chance.nextDouble()));
            }
            long nodes = chance.nextLong() | 1L << 63;
            HomePlan plan = HomePlan.EMPTY.next(work, nodes);
            for (long digest : work.keySet()) {
                int home = plan.home(digest, nodes);
                assertTrue(home == HomePlan.NOWHERE || (nodes & 1L << home) != 0, "slot " + home);
            }
        }
    }
}
