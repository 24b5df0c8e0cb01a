package io.howdah.routing;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Says who decides, the bot or the baseline, by what their reads took. Safe from any thread; nobody
 * waits: who finds another there comes back later.
 *
 * <p>The same reads are dealt out between both, so their tails may be compared as they are. The one
 * that does not decide still gets a small part of them, without which nobody could tell: the bot in
 * each {@link Trial}, the baseline by chance. The other has to be better beyond chance, twice in a
 * row; and after each hand-back the bot waits twice as long for its next trial.
 */
final class Judge {
    private static final int ENOUGH = 2_000;
    private static final int FEW = 200;
    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long PROBATION_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int LONGEST_PROBATION = 6;

    /**
     * What the baseline gets, by chance, while the bot decides: little enough not to be seen in the
     * tail.
     */
    static final double CONTROL = 0.01;

    private final Ledger ledger;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final Tail bot = new Tail();
    private final Tail baseline = new Tail();
    private volatile boolean botDecides;
    private long openedNanos;
    private long noTrialBeforeNanos;
    private int wins;
    private int handBacks;

    /**
     * @param nowNanos when it is made
     */
    Judge(Ledger ledger, long nowNanos) {
        this.ledger = ledger;
        this.openedNanos = nowNanos;
        this.noTrialBeforeNanos = nowNanos;
    }

    /** Whether the bot decides for most reads. */
    boolean botDecides() {
        return botDecides;
    }

    /** Takes what a loop has measured, unless another loop is at it. */
    void hear(Tail ofBot, Tail ofBaseline, long nowNanos) {
        if (busy.compareAndSet(false, true)) {
            try {
                bot.take(ofBot);
                baseline.take(ofBaseline);
                consider(nowNanos);
            } finally {
                busy.set(false);
            }
        }
    }

    private void consider(long nowNanos) {
        long fewer = Math.min(bot.total(), baseline.total());
        long listened = nowNanos - openedNanos;
        if (fewer < FEW || listened < (fewer < ENOUGH ? LONG_NANOS : leastNanos())) {
            return;
        }
        double margin = 0.03 + 3 / Math.sqrt((double) fewer);
        double mine = bot.p99();
        double theirs = baseline.p99();
        if (botDecides) {
            score(mine > theirs * (1 + margin));
        } else {
            score(mine * (1 + margin / 2) < theirs && nowNanos >= noTrialBeforeNanos);
        }
        if (wins == 2) {
            change(mine, theirs, nowNanos);
        }
        bot.clear();
        baseline.clear();
        openedNanos = nowNanos;
    }

    private long leastNanos() {
        return botDecides ? 0 : Trial.ROUND_NANOS;
    }

    private void score(boolean won) {
        wins = won ? wins + 1 : 0;
    }

    private void change(double mine, double theirs, long nowNanos) {
        wins = 0;
        botDecides = !botDecides;
        String figures =
                "p99 of its reads %s, of peak-ewma's %s (%d and %d reads)"
                        .formatted(
                                Words.time(mine),
                                Words.time(theirs),
                                bot.total(),
                                baseline.total());
        if (botDecides) {
            ledger.note(nowNanos, "the bot decides: " + figures);
        } else {
            long probation = PROBATION_NANOS << Math.min(handBacks++, LONGEST_PROBATION);
            noTrialBeforeNanos = nowNanos + probation;
            ledger.note(
                    nowNanos,
                    "the bot hands back to peak-ewma, for %s at least: %s"
                            .formatted(Words.time((double) probation), figures));
        }
    }
}
