package io.howdah.routing;

import java.util.concurrent.TimeUnit;

/**
 * When who does not decide has a trial: all reads of a whole second. While the baseline decides, in
 * each ten seconds another one, for the bot's two manners in turn; while the bot does, a second of
 * {@value #RARE} is its other manner's, too few reads to be seen in the tail. Only the number of
 * the second tells.
 *
 * <p>Reads drawn by chance would show little: what a choice is worth depends on the others. A cache
 * is warm for a digest where its reads go, and a queue is as long as those that choose it make it;
 * among nine reads that go elsewhere, one finds neither (an experiment that switches back and
 * forth, against interference). All loops have the same trials, as they have the same clock.
 */
final class Trial {
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int WINDOWS = 10;
    private static final int RARE = 250;

    /** How long it takes until each second was somebody's, and one of them the bot's. */
    static final long ROUND_NANOS = WINDOWS * WINDOW_NANOS;

    /** What the one before has left behind is over by then. */
    private static final long SETTLED_NANOS = WINDOW_NANOS / 4;

    private Trial() {}

    /** Whose all reads are now, if {@code incumbent} decides. */
    static Author author(Author incumbent, long nowNanos) {
        return switch (incumbent) {
            case SPREADING -> isOn(RARE, nowNanos) ? Author.GATHERING : incumbent;
            case GATHERING -> isOn(RARE, nowNanos) ? Author.SPREADING : incumbent;
            default -> isOn(WINDOWS, nowNanos) ? manner(nowNanos) : incumbent;
        };
    }

    private static Author manner(long nowNanos) {
        long round = Math.floorDiv(nowNanos, ROUND_NANOS);
        return Math.floorMod(round, 2) == 0 ? Author.SPREADING : Author.GATHERING;
    }

    private static boolean isOn(int windows, long nowNanos) {
        long window = Math.floorDiv(nowNanos, WINDOW_NANOS);
        long round = Math.floorDiv(window, windows);
        return Math.floorMod(window, windows) == Math.floorMod(Digests.mix(round), windows);
    }

    /** Whether what is sent now says who is better. */
    static boolean isSettled(long nowNanos) {
        return Math.floorMod(nowNanos, WINDOW_NANOS) >= SETTLED_NANOS;
    }
}
