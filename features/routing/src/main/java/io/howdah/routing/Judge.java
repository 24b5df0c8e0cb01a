package io.howdah.routing;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Says who decides, the bot in one of its manners or the baseline, by what their reads took. Safe
 * from any thread; nobody waits: who finds another there comes back later.
 *
 * <p>The same reads are dealt out among all, so their tails may be compared as they are. Those that
 * do not decide still get a small part of them, without which nobody could tell: the bot's manners
 * in each {@link Trial}, the baseline by chance. Another has to be better beyond chance, twice in a
 * row; and after each hand-back the bot waits twice as long for its next trial.
 */
final class Judge {
    private static final long PROBATION_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int LONGEST_PROBATION = 6;

    /**
     * What the baseline gets, by chance, while the bot decides: little enough not to be seen in the
     * tail.
     */
    static final double CONTROL = 0.01;

    private final Ledger ledger;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Author decides = Author.BASELINE;
    private List<Match> matches = List.of();
    private long noTrialBeforeNanos;
    private int handBacks;

    /**
     * @param nowNanos when it is made
     */
    Judge(Ledger ledger, long nowNanos) {
        this.ledger = ledger;
        this.noTrialBeforeNanos = nowNanos;
        arrange(nowNanos);
    }

    /** Whose choice counts for most reads. */
    Author decides() {
        return decides;
    }

    /**
     * Takes what a loop has measured, unless another loop is at it.
     *
     * @param tails empty if they were taken
     */
    void hear(Tails tails, long nowNanos) {
        if (busy.compareAndSet(false, true)) {
            try {
                for (Match match : matches) {
                    match.hear(tails.of(match.challenger), tails.of(decides));
                }
                tails.clear();
                consider(nowNanos);
            } finally {
                busy.set(false);
            }
        }
    }

    private void arrange(long nowNanos) {
        matches =
                Stream.of(Author.BASELINE, Author.SPREADING, Author.GATHERING)
                        .filter(author -> author != decides)
                        .map(author -> new Match(author, nowNanos))
                        .toList();
    }

    private void consider(long nowNanos) {
        boolean inTrials = decides == Author.BASELINE;
        boolean isOver = false;
        for (Match match : matches) {
            if (!match.isReady(inTrials ? Trial.ROUND_NANOS : 0, nowNanos)) {
                continue;
            }
            if (inTrials && nowNanos < noTrialBeforeNanos) {
                match.begin(nowNanos);
            } else {
                match.compare(inTrials ? 0.5 : 1, nowNanos);
                isOver |= match.isWon();
            }
        }
        if (isOver) {
            matches.stream()
                    .filter(Match::isLeading)
                    .min(Comparator.comparingDouble(match -> match.last().ratio()))
                    .ifPresent(best -> change(best, nowNanos));
        }
    }

    private void change(Match won, long nowNanos) {
        if (won.challenger == Author.BASELINE) {
            long probation = PROBATION_NANOS << Math.min(handBacks++, LONGEST_PROBATION);
            noTrialBeforeNanos = nowNanos + probation;
            note(
                    "the bot hands back to peak-ewma, for %s at least: whose"
                            .formatted(Words.time((double) probation)),
                    "the bot's",
                    won.last(),
                    nowNanos);
        } else if (decides == Author.BASELINE) {
            note(
                    "the bot decides, and %s: their".formatted(won.challenger.manner()),
                    "peak-ewma's",
                    won.last(),
                    nowNanos);
        } else {
            note(
                    "the bot now %s: their".formatted(won.challenger.manner()),
                    "before",
                    won.last(),
                    nowNanos);
        }
        decides = won.challenger;
        arrange(nowNanos);
    }

    private void note(String what, String other, Match.Comparison figures, long nowNanos) {
        ledger.note(
                nowNanos,
                "%s p99 is %s, %s %s (%d and %d reads)"
                        .formatted(
                                what,
                                Words.time(figures.challengersNanos()),
                                other,
                                Words.time(figures.incumbentsNanos()),
                                figures.challengers(),
                                figures.incumbents()));
    }
}
