package io.howdah.embedded.blog;

import io.howdah.base.Randomness;

import java.util.Arrays;

/**
 * Skewed popularity: of {@code n} things the k-th is chosen in proportion to 1/k^s. Which thing is
 * the k-th is mixed up, so that the popular ones are not simply the oldest.
 */
final class Zipf {
    /**
     * A prime above every {@code n}, so that multiples of it visit each of {@code n} things once.
     */
    private static final long STRIDE = 2_147_483_647L;

    private final double[] cumulative;
    private final double total;

    /** StrictMath, so that every machine makes the same choices. */
    Zipf(int n, double exponent) {
        cumulative = new double[n];
        double sum = 0;
        for (int rank = 0; rank < n; rank++) {
            sum += StrictMath.pow(rank + 1, -exponent);
            cumulative[rank] = sum;
        }
        total = sum;
    }

    /** A rank from 0, the most popular one, on. */
    int rank(Randomness random) {
        int found = Arrays.binarySearch(cumulative, random.nextDouble() * total);
        return Math.min(found < 0 ? -found - 1 : found, cumulative.length - 1);
    }

    /** An id from 1 to {@code n}. */
    int id(Randomness random) {
        return idOf(rank(random));
    }

    /** The id whose popularity is the {@code rank}th. */
    int idOf(int rank) {
        return (int) ((rank + 1) * STRIDE % cumulative.length) + 1;
    }

    /** The part of all choices that falls on {@code rank}. */
    double share(int rank) {
        return (rank == 0 ? cumulative[0] : cumulative[rank] - cumulative[rank - 1]) / total;
    }
}
