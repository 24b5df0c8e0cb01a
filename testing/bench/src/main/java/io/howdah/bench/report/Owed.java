package io.howdah.bench.report;

import io.howdah.bench.matrix.Cell;
import io.howdah.bench.report.Gate.Bound;
import io.howdah.bench.server.Target;

import java.util.List;

/**
 * What Howdah owes, and what it aims at: throughput as a ratio of medians, everything else as it
 * is. The one place for these figures.
 */
public final class Owed {
    /** Throughput in a cell over that of another way to PostgreSQL. */
    static final List<Ratio> RATIOS =
            List.of(
                    toDirect("select-simple-1", 0.75, 1.0),
                    toDirect("select-extended-1", 0.80, 1.0),
                    toDirect("select-prepared-1", 0.62, 1.0),
                    toPgBouncer("select-simple-1", 1.05, 1.4),
                    toPgBouncer("select-extended-1", 1.0, 1.4),
                    toDirect("select-simple-16", 0.85, 1.2),
                    toDirect("select-extended-16", 1.1, 1.4),
                    toDirect("select-prepared-16", 0.78, 0.9),
                    toPgBouncer("select-simple-16", 1.35, 1.9),
                    toPgBouncer("select-extended-16", 1.6, 2.2),
                    toDirect("select-simple-64", 1.3, 1.9),
                    toDirect("select-extended-64", 1.6, 2.5),
                    toDirect("select-prepared-64", 1.2, 1.4),
                    toPgBouncer("select-simple-64", 2.0, 2.9),
                    toPgBouncer("select-extended-64", 2.3, 3.4),
                    toDirect("select-simple-200", 1.8, 3.0),
                    toDirect("select-extended-200", 2.3, 4.3),
                    toDirect("select-prepared-200", 2.0, 2.5),
                    toPgBouncer("select-simple-200", 1.9, 3.2),
                    toPgBouncer("select-extended-200", 2.0, 3.4),
                    toPgBouncer("select-simple-1000", 2.0, 3.6),
                    toDirect("tpcb-simple-16", 0.72, 0.85),
                    toDirect("tpcb-prepared-16", 0.55, 0.75),
                    toPgBouncer("tpcb-simple-16", 1.03, 1.2),
                    toDirect("reconnect-simple-16", 11, 14),
                    toPgBouncer("reconnect-simple-16", 1.0, 1.15));

    /** Where processor time for a transaction is owed. */
    static final Cell BUSY = Cell.parse("select-simple-64");

    /** Howdah's processor time there in µs: of Howdah as it comes, and without multiplexing. */
    static final Gate MULTIPLEXED_MICROS = new Gate(Bound.AT_MOST, 10, 7);

    static final Gate RELAYED_MICROS = new Gate(Bound.AT_MOST, 17, 13.5);

    /** Milliseconds from {@code ./howdah run} to the first answer. */
    static final Gate START_MILLIS = new Gate(Bound.AT_MOST, 400, 150);

    /** MB resident with the most idle clients, and kB for each of as many busy ones. */
    static final Gate IDLE_MEGABYTES = new Gate(Bound.AT_MOST, 180, 110);

    static final Gate ACTIVE_KILOBYTES = new Gate(Bound.AT_MOST, 60, 60);

    /** Latency over PgBouncer's at the same rate. */
    static final Gate P99 = new Gate(Bound.AT_MOST, 1, 1);

    static final Gate P999 = new Gate(Bound.AT_MOST, 2, 2);

    /**
     * How many times slower TLS makes it, over how many times slower it makes direct connections.
     */
    static final Gate TLS = new Gate(Bound.AT_MOST, 1.25, 1.25);

    private Owed() {}

    /** The cells in which a figure is owed, each once. */
    public static List<Cell> cells() {
        return RATIOS.stream().map(Ratio::cell).distinct().toList();
    }

    /** Throughput in {@code cell} over that of {@code other}. */
    record Ratio(Cell cell, String other, Gate gate) {}

    private static Ratio toDirect(String cell, double owed, double aim) {
        return ratio(cell, Target.DIRECT, owed, aim);
    }

    private static Ratio toPgBouncer(String cell, double owed, double aim) {
        return ratio(cell, Target.PGBOUNCER, owed, aim);
    }

    private static Ratio ratio(String cell, String other, double owed, double aim) {
        return new Ratio(Cell.parse(cell), other, new Gate(Bound.AT_LEAST, owed, aim));
    }
}
