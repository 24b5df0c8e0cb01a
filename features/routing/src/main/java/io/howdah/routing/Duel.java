package io.howdah.routing;

import io.howdah.base.Randomness;
import io.howdah.routing.Flight.Author;

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
    private final Randomness randomness;
    private final Tail ofBot = new Tail();
    private final Tail ofBaseline = new Tail();
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
            Randomness randomness) {
        this.nodes = nodes;
        this.bot = bot;
        this.baseline = baseline;
        this.model = model;
        this.judge = judge;
        this.randomness = randomness;
    }

    @Override
    public int choose(Statement chosenFor, long candidates, long nowNanos) {
        int best = bot.choose(chosenFor, candidates, nowNanos);
        int rival = baseline.choose(chosenFor, candidates, nowNanos);
        statement = chosenFor;
        author = author(nowNanos);
        explores = false;
        rivalNanos = 0;
        slot = rival;
        if (author == Author.BOT) {
            slot = bot.explore(chosenFor, best);
            explores = slot != best;
            rivalNanos = slot == rival ? 0 : expectedNanos(rival, nowNanos);
        }
        return slot;
    }

    private Author author(long nowNanos) {
        boolean ofTheBot =
                judge.botDecides()
                        ? randomness.nextDouble() >= Judge.CONTROL
                        : Trial.isOn(nowNanos);
        return ofTheBot ? Author.BOT : Author.BASELINE;
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
            judge.hear(ofBot, ofBaseline, nowNanos);
        }
    }

    private void measure(LoopNode node, Flight flight, long latencyNanos) {
        if (judge.botDecides() || Trial.isSettled(flight.sentNanos)) {
            switch (flight.author) {
                case BOT -> ofBot.add(latencyNanos);
                case BASELINE -> ofBaseline.add(latencyNanos);
                case NOBODY -> {}
            }
        }
        if (flight.rivalNanos > 0 && flight.statement != null) {
            double gained = flight.rivalNanos - latencyNanos;
            flight.statement.estimate(node).gainedNanos += gained;
            node.overall.gainedNanos += gained;
        }
    }
}
