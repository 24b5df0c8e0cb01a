package io.howdah.routing;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Says who decides, the bot in one of its manners or the baseline, by what the reads of their
 * trials took: see {@link Regime}. Safe from any thread; nobody waits: who finds another there
 * comes back later.
 *
 * <p>Another has to be better beyond chance, twice in a row, in different trials; of two that are,
 * the better one decides. After each hand-back the bot waits twice as long for its next trial.
 */
final class Judge {
    private static final long PROBATION_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int LONGEST_PROBATION = 6;

    private final Ledger ledger;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Regime regime;
    private List<Match> matches;

    /** Comparisons in a row that no challenger has won. */
    private int lost;

    private int handBacks;

    /**
     * @param nowNanos when it is made
     */
    Judge(Ledger ledger, long nowNanos) {
        this.ledger = ledger;
        regime = Regime.of(Author.BASELINE, nowNanos, nowNanos);
        matches = matches(Author.BASELINE, nowNanos);
    }

    private static List<Match> matches(Author incumbent, long nowNanos) {
        return Stream.of(incumbent.challenger(false), incumbent.challenger(true))
                .map(challenger -> new Match(challenger, nowNanos))
                .toList();
    }

    Regime regime() {
        return regime;
    }

    /**
     * Takes what a loop has measured, unless another loop is at it.
     *
     * @param tails empty if they were taken
     * @param of the regime under which its reads were sent
     */
    void hear(Tails tails, Regime of, long nowNanos) {
        if (busy.compareAndSet(false, true)) {
            try {
                if (of.sinceNanos() == regime.sinceNanos()) {
                    matches.forEach(match -> match.hear(tails.of(match.challenger)));
                }
                tails.clear();
                if (regime.isQuiet(nowNanos)) {
                    consider(nowNanos);
                }
            } finally {
                busy.set(false);
            }
        }
    }

    private void consider(long nowNanos) {
        boolean ofTheBot = regime.incumbent() == Author.BASELINE;
        boolean isOpen = false;
        for (Match match : matches) {
            if (match.isReady(regime, nowNanos)) {
                match.compare(ofTheBot ? 0.5 : 1, nowNanos);
                lost++;
            }
            isOpen |= match.isOpen(nowNanos);
        }
        if (isOpen) {
            lost = 0;
            regime = regime.hurried(nowNanos);
        } else {
            regime = regime.relaxed(lost, nowNanos);
            matches.stream()
                    .filter(match -> match.isWon(nowNanos))
                    .min(Comparator.comparingDouble(match -> match.last().ratio()))
                    .ifPresent(won -> change(won, nowNanos));
        }
    }

    private void change(Match won, long nowNanos) {
        Author decides = won.challenger;
        long noTrialBeforeNanos = nowNanos;
        if (decides == Author.BASELINE) {
            long probation = PROBATION_NANOS << Math.min(handBacks++, LONGEST_PROBATION);
            noTrialBeforeNanos += probation;
            note(
                    "the bot hands back to peak-ewma, for %s at least: whose"
                            .formatted(Words.time((double) probation)),
                    "the bot's",
                    won.last(),
                    nowNanos);
        } else if (regime.incumbent() == Author.BASELINE) {
            note(
                    "the bot decides, and %s: their".formatted(decides.manner()),
                    "peak-ewma's",
                    won.last(),
                    nowNanos);
        } else {
            note(
                    "the bot now %s: their".formatted(decides.manner()),
                    "before",
                    won.last(),
                    nowNanos);
        }
        lost = 0;
        matches = matches(decides, nowNanos);
        regime = Regime.of(decides, nowNanos, noTrialBeforeNanos);
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
