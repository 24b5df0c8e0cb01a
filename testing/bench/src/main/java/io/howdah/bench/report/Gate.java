package io.howdah.bench.report;

import io.howdah.bench.figures.Interval;

/**
 * A figure that is owed, and the better one that is aimed at.
 *
 * @param bound on which side of them a figure has to be
 */
record Gate(Bound bound, double owed, double aim) {
    /** On which side. */
    enum Bound {
        AT_LEAST,
        AT_MOST
    }

    /** What a figure comes to. */
    enum Verdict {
        AIM("aim reached"),
        OWED("owed reached"),
        MISSED("**missed**");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /**
     * An owed figure holds unless the measurement rules it out: the better end of the interval
     * reaches it. An aim is reached only beyond doubt: the worse end does.
     */
    Verdict verdict(Interval figure) {
        boolean more = bound == Bound.AT_LEAST;
        double best = more ? figure.high() : -figure.low();
        double worst = more ? figure.low() : -figure.high();
        if (worst >= (more ? aim : -aim)) {
            return Verdict.AIM;
        }
        return best >= (more ? owed : -owed) ? Verdict.OWED : Verdict.MISSED;
    }

    /** Adds {@code figure}, and what it comes to, as a row of {@code table}. */
    void judge(String name, Interval figure, Table table) {
        table.row(
                name,
                verdict(figure).label(),
                Numbers.ratio(figure.middle()),
                Numbers.range(figure),
                Numbers.plain(owed),
                Numbers.plain(aim));
    }
}
