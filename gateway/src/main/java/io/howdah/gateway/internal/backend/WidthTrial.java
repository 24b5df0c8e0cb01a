package io.howdah.gateway.internal.backend;

/**
 * Whether another number of shared backends does better than the present one. Windows of both take
 * turns in the order A B B A, so that a load that grows or falls favours neither.
 *
 * <p>What counts first is how much is answered: where clients ask again as soon as they have been
 * answered, requests that nobody had the time to read wait unseen. Where as much is answered, what
 * a request takes counts.
 */
final class WidthTrial {
    /** Enough for a difference of a tenth where windows differ by a third for other reasons. */
    private static final int WINDOWS = 128;

    /** After these, a large difference is enough; after more, one that is certain. */
    private static final int FEW_WINDOWS = 4;

    private static final int SOME_WINDOWS = 12;

    /** No pair of windows counts for more, as something else may have stopped all in one. */
    private static final double LARGE = Math.log(1.4);

    /** A difference is one from here on, if it is so many times its standard error. */
    private static final double DIFFERENT = 0.03;

    private static final double CERTAIN = 2.5;

    /** A smaller width is as good when requests take this much more. */
    private static final double NARROWER = Math.log(1.05);

    /** A larger one is better only when they take this much less. */
    private static final double WIDER = Math.log(0.75);

    private final int other;
    private final boolean wider;
    private int windows;
    private double rateBefore;
    private double rates;
    private double squares;
    private double otherLogs;
    private double settledLogs;

    /**
     * A trial that begins.
     *
     * @param other how many are tried
     * @param wider whether those are more
     */
    WidthTrial(int other, boolean wider) {
        this.other = other;
        this.wider = wider;
    }

    /** How many are tried. */
    int other() {
        return other;
    }

    /** Whether those are more than at present. */
    boolean isWider() {
        return wider;
    }

    /** Whether the window is one of theirs. */
    boolean isOther() {
        return windows % 4 == 1 || windows % 4 == 2;
    }

    /**
     * A window is over.
     *
     * @param rate how much was answered in a time
     * @param meanNanos what a request took
     */
    void window(double rate, double meanNanos) {
        if (windows % 2 == 1) {
            double gain = isOther() ? Math.log(rate / rateBefore) : Math.log(rateBefore / rate);
            double counted = Math.clamp(gain, -LARGE, LARGE);
            rates += counted;
            squares += counted * counted;
        }
        rateBefore = rate;
        if (isOther()) {
            otherLogs += Math.log(meanNanos);
        } else {
            settledLogs += Math.log(meanNanos);
        }
        windows++;
    }

    /** Whether enough is known. */
    boolean isOver() {
        return windows == WINDOWS
                || (windows == FEW_WINDOWS && Math.abs(gain()) == LARGE)
                || (windows >= SOME_WINDOWS && windows % 4 == 0 && isCertain());
    }

    private boolean isCertain() {
        double gain = gain();
        double error = Math.sqrt(Math.max(0, squares / pairs() - gain * gain) / pairs());
        return Math.abs(gain) > Math.max(DIFFERENT, CERTAIN * error);
    }

    /** Whether the others are to be kept. */
    boolean isBetter() {
        return isCertain()
                ? gain() > 0
                : (otherLogs - settledLogs) / pairs() < (wider ? WIDER : NARROWER);
    }

    /** What a request took in the windows of one kind. */
    double meanNanos(boolean ofOthers) {
        return Math.exp((ofOthers ? otherLogs : settledLogs) / pairs());
    }

    private double gain() {
        return rates / pairs();
    }

    private double pairs() {
        return windows / 2.0;
    }
}
