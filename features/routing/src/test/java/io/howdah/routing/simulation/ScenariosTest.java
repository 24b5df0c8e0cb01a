package io.howdah.routing.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.spi.balance.Strategy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the bot is worth under load: issue 5's figures. Deterministic by its seeds. */
class ScenariosTest {
    private static final int SEEDS = 5;

    private static double p99(Scenario scenario, Strategy strategy) {
        return ScenarioTable.run(scenario, strategy, SEEDS).millis(0.99);
    }

    @Test
    void isAsGoodAsTheBaselineEverywhereAndAQuarterBetterAsARule() {
        List<Double> ratios = new ArrayList<>();
        for (Scenario scenario : Scenario.all()) {
            double bot = p99(scenario, Strategy.BOT);
            double ratio = bot / p99(scenario, Strategy.PEAK_EWMA);
            ratios.add(ratio);
            assertTrue(ratio <= 1, scenario.name() + ": " + ratio + " of the baseline's p99");
        }
        Collections.sort(ratios);
        double median = ratios.get(ratios.size() / 2);
        assertTrue(median <= 0.75, "median of " + ratios);
    }

    @Test
    void keepsReadsOfADigestTogetherWhereCachesAreSmall() {
        Simulation simulation =
                new Simulation(Scenario.smallCaches(), ScenarioTable.settings(Strategy.BOT), SEEDS);
        simulation.run();
        assertTrue(
                simulation.balancing().changes().stream()
                        .anyMatch(change -> change.words().contains("keeps reads of a digest")),
                simulation.balancing().changes().toString());
    }

    @Test
    void isTwiceAsGoodAsRoundRobinWhereANodeIsOdd() {
        for (Scenario scenario :
                List.of(Scenario.slowReplica(), Scenario.stalls(), Scenario.farAway())) {
            double bot = p99(scenario, Strategy.BOT);
            double roundRobin = p99(scenario, Strategy.ROUND_ROBIN);
            assertTrue(2 * bot <= roundRobin, scenario.name() + ": " + bot + ", " + roundRobin);
        }
    }
}
