package io.howdah.bench.routing;

import io.howdah.base.Clock;
import io.howdah.bench.server.BenchException;
import io.howdah.bench.server.ClusterFront;
import io.howdah.bench.server.Herd;
import io.howdah.bench.server.Launcher;
import io.howdah.bench.server.Running;
import io.howdah.bench.server.Shell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * Measures a scenario in rounds. Every strategy has a Howdah of its own, which lives as long as
 * this does, and one turn a round; another one is first each time. One thread.
 */
public final class RoutingRounds implements AutoCloseable {
    private final RoutingScenario scenario;
    private final RoutingPlan plan;
    private final Consumer<String> log;
    private final Stage stage;
    private final Performance performance;
    private final SequencedMap<Strategy, Running> howdahs = new LinkedHashMap<>();
    private final Map<Strategy, List<Turn>> turns = new EnumMap<>(Strategy.class);
    private final Map<Strategy, String> failures = new EnumMap<>(Strategy.class);

    private RoutingRounds(
            RoutingScenario scenario,
            RoutingPlan plan,
            Stage stage,
            Clock clock,
            Consumer<String> log) {
        this.scenario = scenario;
        this.plan = plan;
        this.stage = stage;
        this.log = log;
        performance = new Performance(scenario, stage, plan.pace(), clock);
    }

    /**
     * Measures {@code scenario} on {@code herd}, through Howdahs that {@code launcher} starts.
     *
     * @param log hears why a strategy cannot be measured
     * @throws BenchException when the nodes cannot be set up
     */
    public static RoutingResult measure(
            RoutingScenario scenario,
            RoutingPlan plan,
            Herd herd,
            Launcher launcher,
            Consumer<String> log)
            throws BenchException, InterruptedException {
        herd.run(scenario.mix().ddl());
        herd.awaitReplicas();
        Clock clock = launcher.clock();
        Stage stage = Stage.of(scenario, herd.nodes(), clock);
        try (RoutingRounds rounds = new RoutingRounds(scenario, plan, stage, clock, log)) {
            return rounds.run(new ClusterFront(launcher, stage.addresses(), plan.poolSize()));
        }
    }

    @Override
    public void close() {
        howdahs.values().forEach(Running::close);
        stage.close();
    }

    private RoutingResult run(ClusterFront front) throws InterruptedException {
        for (Strategy strategy : plan.strategies()) {
            attempt(strategy, () -> howdahs.put(strategy, front.start(strategy.variant())));
        }
        Running bot = howdahs.get(Strategy.BOT);
        if (bot != null) {
            attempt(Strategy.BOT, () -> performance.learn(bot.target().address()));
        }
        List<Strategy> order = new ArrayList<>(howdahs.sequencedKeySet());
        for (int round = 0; round < plan.pace().rounds(); round++) {
            int number = round;
            for (Map.Entry<Strategy, Running> howdah : inOrder(order)) {
                attempt(howdah.getKey(), () -> take(howdah.getKey(), howdah.getValue(), number));
            }
            order.removeAll(failures.keySet());
            Collections.rotate(order, -1);
        }
        return new RoutingResult(scenario, complete(), failures);
    }

    private List<Map.Entry<Strategy, Running>> inOrder(List<Strategy> order) {
        List<Map.Entry<Strategy, Running>> entries = new ArrayList<>(howdahs.entrySet());
        entries.removeIf(entry -> !order.contains(entry.getKey()));
        entries.sort((one, other) -> order.indexOf(one.getKey()) - order.indexOf(other.getKey()));
        return entries;
    }

    private void take(Strategy strategy, Running howdah, int round)
            throws BenchException, InterruptedException {
        Turn turn = performance.turn(howdah.target().address(), round);
        turns.computeIfAbsent(strategy, _ -> new ArrayList<>()).add(turn);
    }

    /** In the order of the plan, whoever was first in the last round. */
    private SequencedMap<Strategy, List<Turn>> complete() {
        SequencedMap<Strategy, List<Turn>> complete = new LinkedHashMap<>();
        for (Strategy strategy : plan.strategies()) {
            List<Turn> of = turns.get(strategy);
            if (of != null && !failures.containsKey(strategy)) {
                complete.put(strategy, of);
            }
        }
        return complete;
    }

    private void attempt(Strategy strategy, Step step) throws InterruptedException {
        try {
            step.run();
        } catch (BenchException e) {
            String reason = Shell.lastLine(String.valueOf(e.getMessage()));
            log.accept("(%s) %s: %s".formatted(scenario.letter(), strategy.label(), reason));
            failures.put(strategy, reason);
        }
    }

    private interface Step {
        void run() throws BenchException, InterruptedException;
    }
}
