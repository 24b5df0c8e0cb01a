package io.howdah.bench.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.bench.nodes.NodeModel;
import io.howdah.bench.nodes.ServiceTime;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Set;

class RoutingScenariosTest {
    private static final ServiceTime NONE = new ServiceTime(Duration.ZERO, 0);

    @Test
    void areAToF() {
        assertEquals(
                List.of("a", "b", "c", "d", "e", "f"),
                RoutingScenarios.ALL.stream().map(RoutingScenario::letter).toList());
        assertEquals("e", RoutingScenarios.parse("e").letter());
        assertThrows(IllegalArgumentException.class, () -> RoutingScenarios.parse("g"));
    }

    @Test
    void haveThreeNodesWhichKnowWhatIsRead() {
        for (RoutingScenario scenario : RoutingScenarios.ALL) {
            assertEquals(3, scenario.nodes().size(), scenario.letter());
            for (NodeModel node : scenario.nodes()) {
                assertEquals(Set.copyOf(scenario.mix().tables()), node.service().keySet());
            }
        }
    }

    /** Once everything is warm, and with what stands still left out. */
    @Test
    void leaveEachNodeWithinItsPowersWhenAllGetTheSame() {
        for (RoutingScenario scenario : RoutingScenarios.ALL) {
            double each = scenario.rate() / scenario.nodes().size();
            for (NodeModel node : scenario.nodes()) {
                double load = each * meanSeconds(scenario, node) / node.places();
                assertTrue(load < 0.85, scenario.letter() + ": " + load);
            }
        }
    }

    /** A log-normal distribution's mean is above its median. */
    private static double meanSeconds(RoutingScenario scenario, NodeModel node) {
        double sum = 0;
        int weights = 0;
        for (var table : scenario.mix().weights().entrySet()) {
            ServiceTime time = node.service().getOrDefault(table.getKey(), NONE);
            double mean =
                    time.median().toNanos() / 1e9 * Math.exp(time.spread() * time.spread() / 2);
            sum += table.getValue() * mean * node.slowness();
            weights += table.getValue();
        }
        return sum / weights;
    }
}
