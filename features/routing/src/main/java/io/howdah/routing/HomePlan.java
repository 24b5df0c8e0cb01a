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
 * <p>A digest's home is the one of the nodes with room for it that its hash names. One that is much
 * more than a node's part of all work is at home nowhere: it is warm everywhere. One that is not
 * among the busiest any more keeps its home for some plans, as it may come back.
 *
 * @see <a href="https://arxiv.org/abs/1608.01350">Mirrokni, Thorup, Zadimoghaddam, Consistent
 *     hashing with bounded loads, 2016</a>
 */
final class HomePlan {
    static final int NOWHERE = -1;

    private static final int UNPLANNED = -2;

    /** All homes are what hashes say. */
    static final HomePlan EMPTY = new HomePlan(new long[0], new int[0], new int[0]);

    /** So many times its part may be at home on a node before others are sent elsewhere. */
    private static final double ROOM = 1.1;

    /** The same, before one has to leave what it is used to. */
    private static final double ROOM_TO_STAY = 1.3;

    /** For so many plans one keeps its home that is not asked for. */
    private static final int MOST_ABSENCES = 15;

    private final long[] digests;
    private final int[] homes;
    private final int[] absences;

    private HomePlan(long[] digests, int[] homes, int[] absences) {
        this.digests = digests;
        this.homes = homes;
        this.absences = absences;
    }

    /** Of how many digests it says something. */
    int size() {
        return digests.length;
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
        heaviestFirst.forEach(digest -> draft.spread(digest, planned(digest, nodes) == NOWHERE));
        heaviestFirst.forEach(digest -> draft.stay(digest, planned(digest, nodes)));
        heaviestFirst.forEach(draft::settle);
        for (int i = 0; i < digests.length; i++) {
            if (absences[i] < MOST_ABSENCES && planned(digests[i], nodes) != UNPLANNED) {
                draft.remember(digests[i], homes[i], absences[i] + 1);
            }
        }
        return draft.plan();
    }

    /** A plan in the making. */
    private static final class Draft {
        private final Map<Long, Double> work;
        private final long nodes;
        private final double[] load = new double[Balancer.MOST_NODES];
        private final Map<Long, Home> homes = new TreeMap<>();
        private final double all;
        private double left;

        private record Home(int slot, int absences) {}

        Draft(Map<Long, Double> work, long nodes) {
            this.work = work;
            this.nodes = nodes;
            all = work.values().stream().mapToDouble(each -> each).sum();
            left = all;
        }

        double work(long digest) {
            return work.getOrDefault(digest, 0.0);
        }

        /** A node's part of {@code of}. */
        private double part(double of) {
            return of / Long.bitCount(nodes);
        }

        /** Is at home nowhere if it is too much for any. */
        void spread(long digest, boolean wasBefore) {
            if (work(digest) > (wasBefore ? ROOM : ROOM_TO_STAY) * part(all)) {
                homes.put(digest, new Home(NOWHERE, 0));
                left -= work(digest);
            }
        }

        /** Stays where it was, if that is not too full of those that are heavier. */
        void stay(long digest, int before) {
            if (before >= 0
                    && (load[before] == 0
                            || load[before] + work(digest) <= ROOM_TO_STAY * part(left))) {
                put(digest, before);
            }
        }

        void settle(long digest) {
            long roomy = 0;
            long idlest = 0;
            double least = Double.MAX_VALUE;
            for (long rest = nodes; rest != 0; rest &= rest - 1) {
                int slot = Long.numberOfTrailingZeros(rest);
                if (load[slot] + work(digest) <= ROOM * part(left)) {
                    roomy |= 1L << slot;
                }
                if (load[slot] <= least) {
                    idlest = (load[slot] < least ? 0 : idlest) | 1L << slot;
                    least = load[slot];
                }
            }
            put(digest, Digests.home(digest, roomy == 0 ? idlest : roomy));
        }

        private void put(long digest, int slot) {
            if (homes.putIfAbsent(digest, new Home(slot, 0)) == null) {
                load[slot] += work(digest);
            }
        }

        void remember(long digest, int slot, int absences) {
            homes.putIfAbsent(digest, new Home(slot, absences));
        }

        HomePlan plan() {
            return new HomePlan(
                    homes.keySet().stream().mapToLong(digest -> digest).toArray(),
                    homes.values().stream().mapToInt(Home::slot).toArray(),
                    homes.values().stream().mapToInt(Home::absences).toArray());
        }
    }
}
