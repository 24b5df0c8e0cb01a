package io.howdah.base.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class MetricsTest {
    private final Metrics metrics = new Metrics();

    @Test
    void showsFiguresSortedByName() {
        Counter queries = metrics.counter("howdah_queries_total");
        metrics.gauge("howdah_clients", () -> 3);
        queries.increment();
        queries.add(4);
        assertEquals(Map.of("howdah_clients", 3L, "howdah_queries_total", 5L), metrics.snapshot());
        assertEquals(
                List.of("howdah_clients", "howdah_queries_total"),
                List.copyOf(metrics.snapshot().keySet()));
    }

    @Test
    void refusesNameThatIsTaken() {
        metrics.gauge("howdah_clients", () -> 3);
        assertThrows(IllegalStateException.class, () -> metrics.counter("howdah_clients"));
    }
}
