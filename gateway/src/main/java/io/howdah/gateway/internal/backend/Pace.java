package io.howdah.gateway.internal.backend;

import java.util.concurrent.TimeUnit;

/**
 * How long statements of one digest take PostgreSQL, and how much they answer: enough to tell
 * whether one more may share a backend with others. Confined to its loop.
 *
 * <p>Most of what one takes is the machine's load: the least that was seen of late is nearest to
 * the truth. One that has held others up, or was far slower than others at the time, counts beyond
 * that, the more the longer it took: a statement that is quick nearly always, and sometimes is not,
 * is the one not to wait behind.
 */
public final class Pace {
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** From here on the longer one is all the same. */
    private static final int HEAVIEST = 40;

    /** Statements for each slow one of the least weight, among which it is a hiccup. */
    private static final int HICCUP = 500;

    private long windowSince;
    private Window present = new Window();
    private Window past = new Window();

    /** What was seen within a time. */
    private static final class Window {
        private long observed;
        private long leastNanos;
        private long slow;
        private long largestAnswer;

        Window() {
            clear();
        }

        void clear() {
            observed = 0;
            leastNanos = Long.MAX_VALUE;
            slow = 0;
            largestAnswer = 0;
        }
    }

    Pace() {}

    /**
     * One was answered, or is known to take or to answer as much as this already.
     *
     * @param answerBytes the length of its answer
     * @param slowNanos from where on one is slow, as others go
     */
    void observe(long elapsedNanos, long answerBytes, long slowNanos, long nowNanos) {
        turn(nowNanos);
        present.leastNanos = Math.min(present.leastNanos, elapsedNanos);
        present.observed++;
        present.slow += Math.min(elapsedNanos / slowNanos, HEAVIEST);
        present.largestAnswer = Math.max(present.largestAnswer, answerBytes);
    }

    private void turn(long nowNanos) {
        long age = nowNanos - windowSince;
        if (age > WINDOW_NANOS || observed() == 0) {
            Window oldest = past;
            past = present;
            present = oldest;
            present.clear();
            if (age > 2 * WINDOW_NANOS) {
                past.clear();
            }
            windowSince = nowNanos;
        }
    }

    /** How many were observed lately. */
    public long observed() {
        return present.observed + past.observed;
    }

    /** One has held others up for so long that they were served elsewhere. */
    void heldUp() {
        present.slow++;
    }

    /** How long one takes when nothing else is going on. */
    public long leastNanos() {
        return Math.min(present.leastNanos, past.leastNanos);
    }

    /** The most that one has answered lately, in bytes. */
    public long largestAnswer() {
        return Math.max(present.largestAnswer, past.largestAnswer);
    }

    /** Whether too many were slow lately. */
    public boolean isSlow() {
        return (present.slow + past.slow) * HICCUP > observed();
    }
}
