package io.howdah.routing;

import java.util.concurrent.TimeUnit;

/**
 * When the bot has its trials: all reads of a whole second, in each ten seconds another one, at
 * which only the number of the ten tells.
 *
 * <p>Reads drawn by chance would show little: what a choice is worth depends on the others. A cache
 * is warm for a digest where its reads go, and a queue is as long as those that choose it make it;
 * among nine reads that go elsewhere, one finds neither (an experiment that switches back and
 * forth, against interference). All loops have the same trials, as they have the same clock.
 */
final class Trial {
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int WINDOWS = 10;

    /** How long it takes until each second was somebody's, and one of them the bot's. */
    static final long ROUND_NANOS = WINDOWS * WINDOW_NANOS;

    /** What the one before has left behind is over by then. */
    private static final long SETTLED_NANOS = WINDOW_NANOS / 4;

    private Trial() {}

    /** Whether all reads are the bot's now. */
    static boolean isOn(long nowNanos) {
        long window = Math.floorDiv(nowNanos, WINDOW_NANOS);
        long round = Math.floorDiv(window, WINDOWS);
        return Math.floorMod(window, WINDOWS) == Math.floorMod(Digests.mix(round), WINDOWS);
    }

    /** Whether what is sent now says who is better. */
    static boolean isSettled(long nowNanos) {
        return Math.floorMod(nowNanos, WINDOW_NANOS) >= SETTLED_NANOS;
    }
}
