package io.howdah.gateway.internal.backend;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;

/**
 * How many backends are shared at most, found out by measuring. Where PostgreSQL has processors to
 * spare, more backends answer more; where it has not, each one more only makes for more wake-ups.
 * Nobody can know which beforehand, as it depends on the server, on what else it does, and on what
 * is asked. Confined to its loop.
 *
 * <p>So another width is tried at times, half of what is used or twice of it, in short windows
 * between windows of the present one, see {@link WidthTrial}. What is tried in vain is tried less
 * and less often, until requests take another time than they did.
 */
final class ShareWidth {
    private static final long LEAST_WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long MOST_WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** A window lasts for so many times what a request takes. */
    private static final int WINDOW_FACTOR = 10;

    /** This part of it is left out: requests sent before are still being answered. */
    private static final int LEFT_OUT = 8;

    private static final int LEAST_ANSWERS = 64;

    /** After so long without an answer, a trial is given up. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** After so long, what was found out is: the next load may be another. */
    private static final long FORGOTTEN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final long LEAST_REST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long MOST_REST_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** Requests that take so many times more, or less, are others. */
    private static final double SHIFT = 1.5;

    /** No single one counts for more than so many times what is usual. */
    private static final int MOST = 16;

    private static final int MEMORY = 8;

    private int settled = Integer.MAX_VALUE;
    private @Nullable WidthTrial trial;
    private boolean widerNext;
    private long restUntilNanos;
    private long restNanos;

    /** What a request took when the width was settled, and what it takes of late. */
    private double settledNanos;

    private double usualNanos;

    // the window
    private boolean open;
    private long countedFromNanos;
    private long untilNanos;
    private long lastNanos;
    private long sumNanos;

    /** How long requests were under way. */
    private long activeNanos;

    private int count;

    // what is asked for between trials
    private int mostBusy;
    private boolean pressed;

    /**
     * How many may be shared now.
     *
     * @param most never more than these
     */
    int limit(int most) {
        WidthTrial running = trial;
        return Math.min(most, running != null && running.isOther() ? running.other() : settled);
    }

    /** So many are at work now. */
    void busy(int backends) {
        mostBusy = Math.max(mostBusy, backends);
    }

    /** One more would be shared now, if it were allowed. */
    void pressed() {
        pressed |= trial == null;
    }

    /**
     * A request has been answered.
     *
     * @param most the most backends that may ever be shared
     * @return whether another width has just been settled on
     */
    boolean answered(long sentNanos, long nowNanos, int most) {
        long sinceLast = nowNanos - lastNanos;
        if (!open || sinceLast > PAUSE_NANOS) {
            trial = null;
            settled = open && sinceLast > FORGOTTEN_NANOS ? Integer.MAX_VALUE : settled;
            open(nowNanos);
        }
        if (nowNanos - countedFromNanos >= 0) {
            sumNanos += counted(nowNanos - sentNanos);
            activeNanos += Math.min(nowNanos - lastNanos, nowNanos - sentNanos);
            count++;
        }
        lastNanos = nowNanos;
        if (nowNanos - untilNanos < 0 || count < LEAST_ANSWERS) {
            return false;
        }
        int before = settled;
        closed(nowNanos, most);
        open(nowNanos);
        return settled != before;
    }

    private long counted(long tookNanos) {
        return usualNanos == 0 ? tookNanos : (long) Math.min((double) tookNanos, MOST * usualNanos);
    }

    private void open(long nowNanos) {
        long length = (long) Math.min(usualNanos * WINDOW_FACTOR, (double) MOST_WINDOW_NANOS);
        length = Math.max(length, LEAST_WINDOW_NANOS);
        open = true;
        lastNanos = nowNanos;
        countedFromNanos = nowNanos + length / LEFT_OUT;
        untilNanos = nowNanos + length;
        sumNanos = 0;
        activeNanos = 0;
        count = 0;
    }

    private void closed(long nowNanos, int most) {
        double meanNanos = (double) sumNanos / count;
        WidthTrial running = trial;
        if (running == null) {
            usualNanos += usualNanos == 0 ? meanNanos : (meanNanos - usualNanos) / MEMORY;
            if (nowNanos - restUntilNanos >= 0 || isShifted()) {
                begin(most);
            }
            return;
        }
        running.window((double) count / Math.max(activeNanos, 1), Math.max(meanNanos, 1));
        if (running.isOver()) {
            trial = null;
            decided(running, nowNanos);
        }
    }

    private boolean isShifted() {
        return usualNanos > SHIFT * settledNanos || usualNanos * SHIFT < settledNanos;
    }

    private void begin(int most) {
        int now = Math.min(settled, most);
        int used = Math.min(now, mostBusy);
        int narrower = used > 1 ? (used + 1) / 2 : 0;
        int wider = pressed && now < most ? Math.min(most, 2 * now) : 0;
        int other = narrower == 0 || (widerNext && wider > 0) ? wider : narrower;
        trial = other == 0 ? null : new WidthTrial(other, other > now);
        mostBusy = 0;
        pressed = false;
    }

    private void decided(WidthTrial tried, long nowNanos) {
        boolean better = tried.isBetter();
        if (better) {
            settled = tried.other();
            restNanos = 0;
        } else {
            restNanos = Math.clamp(2 * restNanos, LEAST_REST_NANOS, MOST_REST_NANOS);
        }
        widerNext = tried.isWider() == better;
        usualNanos = tried.meanNanos(better);
        settledNanos = usualNanos;
        restUntilNanos = nowNanos + restNanos;
    }
}
