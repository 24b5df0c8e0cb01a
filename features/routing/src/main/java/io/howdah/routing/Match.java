package io.howdah.routing;

import java.util.concurrent.TimeUnit;

/**
 * The reads of someone's trials beside those of who decides, from the seconds around. Not for two
 * threads at a time.
 */
final class Match {
    private static final int ENOUGH = 2_000;
    private static final int FEW = 200;
    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int WINS = 2;

    final Author challenger;

    private final Tail challengers = new Tail();
    private final Tail incumbents = new Tail();
    private long openedNanos;
    private int wins;
    private Comparison last = new Comparison(1, 1, 0, 0);

    /**
     * The 99th percentiles, in nanoseconds, of the reads of both.
     *
     * @param challengers of so many reads
     * @param incumbents of so many
     */
    record Comparison(
            double challengersNanos, double incumbentsNanos, long challengers, long incumbents) {
        double ratio() {
            return challengersNanos / incumbentsNanos;
        }
    }

    Match(Author challenger, long nowNanos) {
        this.challenger = challenger;
        this.openedNanos = nowNanos;
    }

    void hear(Tail ofChallenger, Tail ofIncumbent) {
        challengers.add(ofChallenger);
        incumbents.add(ofIncumbent);
    }

    /** Whether there are reads enough to compare. */
    boolean isReady(long nowNanos) {
        long fewer = fewer();
        return fewer >= FEW && (fewer >= ENOUGH || nowNanos - openedNanos >= LONG_NANOS);
    }

    private long fewer() {
        return Math.min(challengers.total(), incumbents.total());
    }

    /**
     * Compares the 99th percentiles, and begins anew.
     *
     * @param margins by how many margins of chance the challenger's has to be better
     */
    void compare(double margins, long nowNanos) {
        double margin = 0.03 + 3 / Math.sqrt((double) fewer());
        last =
                new Comparison(
                        challengers.p99(),
                        incumbents.p99(),
                        challengers.total(),
                        incumbents.total());
        wins = last.ratio() * (1 + margin * margins) < 1 ? wins + 1 : 0;
        challengers.clear();
        incumbents.clear();
        openedNanos = nowNanos;
    }

    /** Whether the challenger has won the last comparisons, as many as it takes. */
    boolean isWon() {
        return wins >= WINS;
    }

    /** Whether the challenger has won the last comparison, and that is not enough. */
    boolean isOpen() {
        return wins > 0 && wins < WINS;
    }

    Comparison last() {
        return last;
    }
}
