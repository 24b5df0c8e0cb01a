package io.howdah.routing;

import io.howdah.base.Randomness;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;

/**
 * The bot and its baseline: both choose for each read, and the {@link Trial} and the {@link Judge}
 * say whose choice counts. Confined to its loop.
 */
final class Duel implements Policy {
    private static final long REPORT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final LoopNodes nodes;
    private final Bot bot;
    private final PeakEwma baseline;
    private final Model model;
    private final Judge judge;
    private final Homes homes;
    private final Randomness randomness;
    private final Tails tails = new Tails();
    private long reportedNanos;

    // Of the last choice, until it is sent.
    private @Nullable Statement statement;
    private int slot;
    private Author author = Author.NOBODY;
    private boolean explores;
    private double rivalNanos;

    Duel(
            LoopNodes nodes,
            Bot bot,
            PeakEwma baseline,
            Model model,
            Judge judge,
            Homes homes,
            Randomness randomness) {
        this.nodes = nodes;
        this.bot = bot;
        this.baseline = baseline;
        this.model = model;
        this.judge = judge;
        this.homes = homes;
        this.randomness = randomness;
    }

    @Override
    public int choose(Statement chosenFor, long candidates, long nowNanos) {
        author = author(nowNanos);
        bot.gather(author == Author.GATHERING);
        int best = bot.choose(chosenFor, candidates, nowNanos);
        int rival = baseline.choose(chosenFor, candidates, nowNanos);
        statement = chosenFor;
        explores = false;
        rivalNanos = 0;
        slot = rival;
        if (author.isBot()) {
            slot = bot.explore(chosenFor, best);
            explores = slot != best;
            rivalNanos = slot == rival ? 0 : expectedNanos(rival, nowNanos);
        }
        return slot;
    }

    private Author author(long nowNanos) {
        Author incumbent = judge.decides();
        return incumbent.isBot() && randomness.nextDouble() < Judge.CONTROL
                ? Author.BASELINE
                : Trial.author(incumbent, nowNanos);
    }

    private double expectedNanos(int rival, long nowNanos) {
        LoopNode node = nodes.at(rival);
        return statement == null ? 0 : model.expectedNanos(statement, node, node.load(), nowNanos);
    }

    @Override
    public void sent(Statement sent, LoopNode node, @Nullable Flight flight, long nowNanos) {
        bot.sent(sent, node, flight, nowNanos);
        boolean isChosen = sent == statement && node.slot() == slot;
        if (isChosen && explores) {
            sent.estimate(node).explored++;
            node.overall.explored++;
        }
        if (flight != null) {
            flight.author = isChosen ? author : Author.NOBODY;
            flight.rivalNanos = isChosen ? rivalNanos : 0;
        }
        statement = null;
    }

    @Override
    public void answered(LoopNode node, @Nullable Flight flight, long latencyNanos, long nowNanos) {
        bot.answered(node, flight, latencyNanos, nowNanos);
        baseline.answered(node, flight, latencyNanos, nowNanos);
        if (flight != null) {
            measure(node, flight, latencyNanos);
        }
        if (nowNanos - reportedNanos >= REPORT_NANOS) {
            reportedNanos = nowNanos;
            judge.hear(tails, nowNanos);
            homes.refresh(nodes.slots(), nowNanos);
        }
    }

    private void measure(LoopNode node, Flight flight, long latencyNanos) {
        if (Trial.isSettled(flight.sentNanos)) {
            tails.of(flight.author).add(latencyNanos);
        }
        if (flight.rivalNanos > 0 && flight.statement != null) {
            double gained = flight.rivalNanos - latencyNanos;
            flight.statement.estimate(node).gainedNanos += gained;
            node.overall.gainedNanos += gained;
        }
    }
}
