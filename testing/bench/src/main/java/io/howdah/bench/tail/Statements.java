package io.howdah.bench.tail;

import io.howdah.base.Randomness;

/**
 * The texts of what arrives.
 *
 * @param accounts rows in pgbench's largest table
 */
record Statements(int accounts) {
    /** Rows that PostgreSQL adds up in about a millisecond. */
    private static final int SOME = 5_000;

    /** What {@code pgbench -S} asks. */
    String oneRow(Randomness random) {
        int id = 1 + random.nextInt(accounts);
        return "SELECT abalance FROM pgbench_accounts WHERE aid = " + id;
    }

    /** What takes about a millisecond. */
    String someRows(Randomness random) {
        int first = 1 + random.nextInt(accounts - SOME);
        return "SELECT sum(abalance) FROM pgbench_accounts WHERE aid BETWEEN %d AND %d"
                .formatted(first, first + SOME);
    }

    /** What waits now and then: see {@link HeldTable}. */
    static String heldRows(Randomness random) {
        return HeldTable.READ + random.nextInt(100);
    }
}
