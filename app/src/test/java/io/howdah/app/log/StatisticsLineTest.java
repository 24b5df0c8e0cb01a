package io.howdah.app.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

class StatisticsLineTest {
    @Test
    void showsGaugesAndRates() {
        assertEquals(
                "backends 4, clients waiting 2, queries 150/s, rollbacks 0.25/s",
                StatisticsLine.of(
                        Map.of("howdah_queries_total", 1_000L, "howdah_rollbacks_total", 5L),
                        new TreeMap<>(
                                Map.of(
                                        "howdah_backends", 4L,
                                        "howdah_clients_waiting", 2L,
                                        "howdah_clients_paused", 0L,
                                        "howdah_queries_total", 10_000L,
                                        "howdah_rollbacks_total", 20L,
                                        "howdah_errors_total", 0L)),
                        Duration.ofSeconds(60)));
    }

    @Test
    void saysWhenNothingHappens() {
        assertEquals("idle", StatisticsLine.of(Map.of(), Map.of(), Duration.ofSeconds(60)));
    }
}
