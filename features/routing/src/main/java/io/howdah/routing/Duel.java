package io.howdah.routing;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;

/**
 * The bot and its baseline: both choose for each read, and the {@link Turn} says whose choice
 * counts. Confined to its loop.
 */
final class Duel implements Policy {
    private static final long REPORT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final LoopNodes nodes;
    private final Bot bot;
    private final PeakEwma baseline;
    private final Model model;
    private final Judge judge;
    private final Homes homes;
    private final Tails tails = new Tails();
    private final Options options = new Options();
    private Turn turn;
    private long reportedNanos;

    // Of the last choice, until it is sent.
    private @Nullable Statement statement;
    private int slot;
    private boolean explores;
    private double rivalNanos;

    Duel(LoopNodes nodes, Bot bot, PeakEwma baseline, Model model, Judge judge, Homes homes) {
        this.nodes = nodes;
        this.bot = bot;
        this.baseline = baseline;
        this.model = model;
        this.judge = judge;
        this.homes = homes;
        this.turn = Turn.of(judge.regime(), 0);
    }

    @Override
    public int choose(Statement chosenFor, long candidates, long nowNanos) {
        Author author = turn(nowNanos).author();
        bot.gather(author == Author.GATHERING);
        int best = bot.choose(chosenFor, candidates, nowNanos);
        int rival = baseline.choose(chosenFor, candidates, nowNanos);
        options.seen(candidates);
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

    private Turn turn(long nowNanos) {
        Regime regime = judge.regime();
        if (turn.isOver(regime, nowNanos)) {
            if (regime.sinceNanos() != turn.regime().sinceNanos()) {
                tails.clear();
            }
            turn = Turn.of(regime, nowNanos);
        }
        return turn;
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
            flight.turn = isChosen && turn.isSettled(nowNanos) ? turn : null;
            flight.rivalNanos = isChosen ? rivalNanos : 0;
        }
        statement = null;
    }

    @Override
    public void answered(LoopNode node, @Nullable Flight flight, long latencyNanos, long nowNanos) {
        bot.answered(node, flight, latencyNanos, nowNanos);
        baseline.answered(node, flight, latencyNanos, nowNanos);
        if (flight != null) {
            measure(flight, latencyNanos);
            reckon(node, flight, latencyNanos);
        }
        if (nowNanos - reportedNanos >= REPORT_NANOS) {
            reportedNanos = nowNanos;
            report(nowNanos);
        }
    }

    /** What fails has taken that long, at least, to whoever is asked next. */
    @Override
    public void failed(Flight flight, long latencyNanos) {
        measure(flight, latencyNanos);
    }

    private void report(long nowNanos) {
        turn(nowNanos); // what is of another regime is forgotten
        judge.hear(tails, turn.regime(), nowNanos);
        homes.refresh(options, nowNanos);
    }

    private void measure(Flight flight, long latencyNanos) {
        Turn sent = flight.turn;
        if (sent != null && sent.regime().sinceNanos() == turn.regime().sinceNanos()) {
            tails.add(sent, latencyNanos);
        }
    }

    private static void reckon(LoopNode node, Flight flight, long latencyNanos) {
        if (flight.rivalNanos > 0 && flight.statement != null) {
            double gained = flight.rivalNanos - latencyNanos;
            flight.statement.estimate(node).gainedNanos += gained;
            node.overall.gainedNanos += gained;
        }
    }
}
