package io.howdah.bench.routing;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;
import io.howdah.base.Randomness;
import io.howdah.bench.matrix.Pace;
import io.howdah.bench.server.BenchException;
import io.howdah.bench.tail.Arrivals;
import io.howdah.bench.tail.Latencies;
import io.howdah.bench.tail.Load;
import io.howdah.bench.tail.OpenLoop;
import io.howdah.bench.tail.Outcome;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One scenario's turns. One thread, but for the node that joins. */
record Performance(RoutingScenario scenario, Stage stage, Pace pace, Clock clock) {
    /** As many clients as leave none waiting while a node stands still. */
    static final int CONNECTIONS = 200;

    /** Of the measured time, until a node joins. */
    private static final double JOINS_AFTER = 0.2;

    /** Lets the bot find out who decides; all nodes are there. */
    void learn(HostPort gateway) throws BenchException, InterruptedException {
        stage.begin();
        stage.join();
        OpenLoop.measure(gateway, load(RoutingPlan.LEARNING_SECONDS, Integer.MIN_VALUE), clock);
    }

    /** Warms up, and measures. */
    Turn turn(HostPort gateway, int round) throws BenchException, InterruptedException {
        stage.begin();
        try {
            if (pace.warmUpSeconds() > 0) {
                OpenLoop.measure(gateway, load(pace.warmUpSeconds(), -1 - round), clock);
            }
            return measure(gateway, round);
        } finally {
            stage.join();
        }
    }

    private Turn measure(HostPort gateway, int round) throws BenchException, InterruptedException {
        try (ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor()) {
            List<Long> before = stage.served();
            if (scenario.lastJoins()) {
                long millis = (long) (pace.seconds() * 1_000 * JOINS_AFTER);
                var _ = later.schedule(stage::join, millis, TimeUnit.MILLISECONDS);
            }
            Outcome outcome = OpenLoop.measure(gateway, load(pace.seconds(), round), clock);
            return new Turn(
                    Latencies.of(outcome.latencies()),
                    outcome.throughput(),
                    Turn.shares(difference(stage.served(), before)));
        }
    }

    /** In a round, every strategy meets the same arrivals. */
    private Load load(int seconds, int round) {
        Duration duration = Duration.ofSeconds(seconds);
        Randomness random = Randomness.seeded(round);
        return new Load(
                Arrivals.byChance(scenario.rate(), duration, random),
                duration,
                CONNECTIONS,
                scenario.mix()::statement);
    }

    private static List<Long> difference(List<Long> after, List<Long> before) {
        List<Long> difference = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            difference.add(after.get(i) - before.get(i));
        }
        return difference;
    }
}
