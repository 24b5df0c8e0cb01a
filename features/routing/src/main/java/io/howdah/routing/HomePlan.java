package io.howdah.routing;

import io.howdah.spi.balance.Balancer;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * On which node each of the busiest digests is at home: every node has about the same work of them,
 * and few have another home than before. Immutable.
 *
 * <p>A digest's home is the one of the nodes with room for it that its hash names. One that is more
 * than a node's part of all work is at home nowhere: it is warm everywhere.
 *
 * @see <a href="https://arxiv.org/abs/1608.01350">Mirrokni, Thorup, Zadimoghaddam, Consistent
 *     hashing with bounded loads, 2016</a>
 */
final class HomePlan {
    static final int NOWHERE = -1;

    private static final int UNPLANNED = -2;

    /** All homes are what hashes say. */
    static final HomePlan EMPTY = new HomePlan(new long[0], new int[0]);

    /** So many times its part may be at home on a node before others are sent elsewhere. */
    private static final double ROOM = 1.1;

    /** The same, before one that is at home there has to leave. */
    private static final double ROOM_TO_STAY = 1.3;

    private final long[] digests;
    private final int[] homes;

    private HomePlan(long[] digests, int[] homes) {
        this.digests = digests;
        this.homes = homes;
    }

    /**
     * The slot of one of {@code candidates}, of which there is at least one, or {@link #NOWHERE}.
     */
    int home(long digest, long candidates) {
        int home = planned(digest, candidates);
        return home == UNPLANNED ? Digests.home(digest, candidates) : home;
    }

    private int planned(long digest, long nodes) {
        int place = Arrays.binarySearch(digests, digest);
        if (place < 0) {
            return UNPLANNED;
        }
        int home = homes[place];
        return home == NOWHERE || (nodes & 1L << home) != 0 ? home : UNPLANNED;
    }

    /**
     * The plan that follows this one.
     *
     * @param work what each digest costs, in any unit
     * @param nodes at least one
     */
    HomePlan next(Map<Long, Double> work, long nodes) {
        Draft draft = new Draft(work, nodes);
        List<Long> heaviestFirst =
                work.keySet().stream()
                        .sorted(
                                Comparator.<Long>comparingDouble(digest -> -draft.work(digest))
                                        .thenComparing(Comparator.naturalOrder()))
                        .toList();
        heaviestFirst.forEach(digest -> draft.stay(digest, planned(digest, nodes)));
        heaviestFirst.forEach(draft::settle);
        return draft.plan();
    }

    /** A plan in the making. */
    private static final class Draft {
        private final Map<Long, Double> work;
        private final long nodes;
        private final double[] load = new double[Balancer.MOST_NODES];
        private final Map<Long, Integer> homes = new TreeMap<>();
        private final double part;

        Draft(Map<Long, Double> work, long nodes) {
            this.work = work;
            this.nodes = nodes;
            double most = sum(Double.MAX_VALUE) / Long.bitCount(nodes);
            part = sum(most) / Long.bitCount(nodes);
            work.forEach(
                    (digest, each) -> {
                        if (each > most) {
                            homes.put(digest, NOWHERE);
                        }
                    });
        }

        private double sum(double most) {
            return work.values().stream()
                    .mapToDouble(each -> each)
                    .filter(each -> each <= most)
                    .sum();
        }

        double work(long digest) {
            return work.getOrDefault(digest, 0.0);
        }

        void stay(long digest, int before) {
            if (before >= 0 && load[before] + work(digest) <= ROOM_TO_STAY * part) {
                put(digest, before);
            }
        }

        void settle(long digest) {
            long roomy = 0;
            int least = Long.numberOfTrailingZeros(nodes);
            for (long left = nodes; left != 0; left &= left - 1) {
                int slot = Long.numberOfTrailingZeros(left);
                if (load[slot] + work(digest) <= ROOM * part) {
                    roomy |= 1L << slot;
                }
                least = load[slot] < load[least] ? slot : least;
            }
            put(digest, roomy == 0 ? least : Digests.home(digest, roomy));
        }

        private void put(long digest, int home) {
            if (homes.putIfAbsent(digest, home) == null) {
                load[home] += work(digest);
            }
        }

        HomePlan plan() {
            return new HomePlan(
                    homes.keySet().stream().mapToLong(digest -> digest).toArray(),
                    homes.values().stream().mapToInt(home -> home).toArray());
        }
    }
}
