package io.howdah.bench.nodes;

import java.time.Duration;

/**
 * Times at which nothing moves on a node: the last {@code length} of every {@code period}. Times
 * are nanoseconds since the first period began.
 */
public record Stalls(Duration period, Duration length) {
    /** None. */
    public static final Stalls NONE = new Stalls(Duration.ZERO, Duration.ZERO);

    public Stalls {
        if (length.isNegative() || length.compareTo(period) > 0) {
            throw new IllegalArgumentException("stalls of " + length + " every " + period);
        }
        if (length.equals(period) && !length.isZero()) {
            throw new IllegalArgumentException("a node that never moves");
        }
    }

    /** Whether there are any. */
    public boolean any() {
        return !length.isZero();
    }

    /** When something may happen that is due at {@code time}: then, or when the stall is over. */
    long after(long time) {
        return any() && time >= next(time) ? end(time) : time;
    }

    /** When {@code work} is done that begins at {@code start} and rests in every stall. */
    long done(long start, long work) {
        if (!any()) {
            return start + work;
        }
        long time = after(start);
        long left = work;
        while (left > next(time) - time) {
            left -= next(time) - time;
            time = end(time);
        }
        return time + left;
    }

    /** When the stall of this period begins. */
    private long next(long time) {
        return end(time) - length.toNanos();
    }

    private long end(long time) {
        long nanos = period.toNanos();
        return (Math.floorDiv(time, nanos) + 1) * nanos;
    }
}
