package io.howdah.routing.simulation;

import io.howdah.spi.balance.BalancingSettings;
import io.howdah.spi.balance.Strategy;

import org.junit.jupiter.api.Test;

import java.util.Locale;

/**
 * Prints what each strategy makes of each scenario; not among the tests that always run: {@code
 * ./mvnw test -pl features/routing -am -Dtest=ScenarioTable
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class ScenarioTable {
    private static final int SEEDS = 5;

    static BalancingSettings settings(Strategy strategy) {
        BalancingSettings usual = BalancingSettings.DEFAULT;
        return new BalancingSettings(
                strategy, usual.exploration(), usual.halfLife(), usual.slowStart());
    }

    /** What reads took in runs with the seeds from 1 on. */
    static Latencies run(Scenario scenario, Strategy strategy, int seeds) {
        Latencies all = new Latencies();
        for (int seed = 1; seed <= seeds; seed++) {
            all.addAll(new Simulation(scenario, settings(strategy), seed).run());
        }
        return all;
    }

    @Test
    void print() {
        StringBuilder table = new StringBuilder("p50 / p99 / p99.9, ms\n");
        for (Scenario scenario : Scenario.all()) {
            table.append(scenario.name()).append('\n');
            for (Strategy strategy : Strategy.values()) {
                table.append(line(strategy, run(scenario, strategy, SEEDS)));
            }
        }
        System.out.print(table);
    }

    private static String line(Strategy strategy, Latencies latencies) {
        return String.format(
                Locale.ROOT,
                "  %-18s %9.2f %9.2f %9.2f   %5.2f%% of reads to the last server%n",
                strategy.word(),
                latencies.millis(0.5),
                latencies.millis(0.99),
                latencies.millis(0.999),
                100 * latencies.shareOfLast());
    }
}
