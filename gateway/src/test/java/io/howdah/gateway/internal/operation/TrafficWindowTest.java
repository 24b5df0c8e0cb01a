package io.howdah.gateway.internal.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.howdah.gateway.control.TrafficSnapshot;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class TrafficWindowTest {
    private static final long SECOND = 1_000_000_000L;

    private final TrafficWindow window = new TrafficWindow(0);

    private static TrafficSnapshot traffic(long queries, long queryNanos) {
        return new TrafficSnapshot(0, 0, queries, 0, 0, 0, queryNanos, 0, 0, 0, 0);
    }

    private TrafficSnapshot average(long second, TrafficSnapshot total) {
        return window.over(second * SECOND, Map.of("shop", total)).getFirst().average();
    }

    @Test
    void countsBySecondAndTimesByOccurrence() {
        TrafficSnapshot average = average(10, traffic(100, 5_000));
        assertEquals(10, average.queries());
        assertEquals(50, average.queryNanos());
    }

    @Test
    void forgetsAllButTheLastWholePeriod() {
        window.turn(60 * SECOND, Map.of("shop", traffic(6_000, 0)));
        assertEquals(100, average(60, traffic(6_000, 0)).queries());
        window.turn(120 * SECOND, Map.of("shop", traffic(6_000, 0)));
        assertEquals(0, average(150, traffic(6_000, 0)).queries());
        assertEquals(10, average(150, traffic(6_900, 0)).queries());
    }

    @Test
    void hasNoAverageBeforeTimeHasPassed() {
        assertEquals(TrafficSnapshot.NONE, average(0, traffic(5, 5)));
    }

    @Test
    void sumsLoopsByDatabase() {
        assertEquals(
                Map.of("a", traffic(3, 0), "b", traffic(4, 0)),
                TrafficWindow.sum(
                        List.of(
                                Map.of("a", traffic(1, 0)),
                                Map.of("a", traffic(2, 0), "b", traffic(4, 0)))));
    }
}
