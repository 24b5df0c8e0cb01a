package io.howdah.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.bench.matrix.Pace;
import io.howdah.bench.routing.RoutingResult;
import io.howdah.bench.routing.RoutingScenarios;
import io.howdah.bench.routing.Strategy;
import io.howdah.bench.routing.Turn;
import io.howdah.bench.tail.Latencies;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

class RoutingPageTest {
    private final List<RoutingResult> results = new ArrayList<>();

    @Test
    void saysWhenAndWhereAndHow() {
        String page = page();
        assertTrue(page.contains("2026-01-02 03:04 UTC; 2 cores (a processor), Linux 6.\n"), page);
        assertTrue(page.contains("5 rounds of 10 s after 10 s of warm-up"), page);
        assertFalse(page.contains("##"), page);
    }

    @Test
    void printsEveryParameterOfAScenario() {
        add("b", Map.of());
        assertEquals(
                """
                ## (b) A replica that stands still now and then

                1 000 statements a second; service times `light` 4 ms (spread 0.3).

                - node 1: 4 places
                - node 2: 4 places
                - node 3: 4 places, stands still for 300 ms every 5 s
                """,
                section(page(), "(b)"));
    }

    @Test
    void findsWordsForEveryNode() {
        add("c", Map.of());
        add("d", Map.of());
        add("e", Map.of());
        add("f", Map.of());
        String page = page();
        assertTrue(page.contains("places, 40 ms there and back, up to 1 ms of jitter each way\n"));
        assertTrue(page.contains("service times `light` 4 ms (spread 0.3), `heavy` 60 ms"), page);
        assertTrue(page.contains("each of 12 tables 4 ms (spread 0.3).\n"), page);
        assertTrue(page.contains("remembers 5 tables, 5 times as slow on the others\n"), page);
        assertTrue(page.contains("warm after 1 000 reads, 8 times as slow on the first, joins"));
    }

    @Test
    void tellsWhatEachStrategyHasShown() {
        add("a", Map.of(Strategy.BOT, 6.0, Strategy.PEAK_EWMA, 8.0, Strategy.ROUND_ROBIN, 20.0));
        String page = page();
        assertTrue(page.contains("- node 3: 4 places, 3 times as slow\n"), page);
        assertTrue(
                page.contains(
                        "| `bot` | 4.00 | 6.00 | 30.00 | 700 | 50 · 40 · 10 | 0.75 (0.75–0.75) |"
                                + " 0.30 (0.30–0.30) |\n"),
                page);
        assertTrue(
                page.contains(
                        "| `peak-ewma` | 4.00 | 8.00 | 30.00 | 700 | 50 · 40 · 10 |  | 0.40"
                                + " (0.40–0.40) |\n"),
                page);
    }

    @Test
    void judgesWhatIsOwed() {
        add("a", Map.of(Strategy.BOT, 6.0, Strategy.PEAK_EWMA, 8.0, Strategy.ROUND_ROBIN, 11.0));
        add("d", Map.of(Strategy.BOT, 9.0, Strategy.PEAK_EWMA, 8.0, Strategy.ROUND_ROBIN, 20.0));
        assertEquals(
                """
                ## What is owed

                | p99 of `bot` |  | measured | 95 % | owed | aim |
                | --- | --- | ---: | ---: | ---: | ---: |
                | (a) to `peak-ewma` | aim reached | 0.75 | 0.75–0.75 | 1 | 0.75 |
                | (a) to `round-robin` | **missed** | 0.55 | 0.55–0.55 | 0.5 | 0.5 |
                | (d) to `peak-ewma` | **missed** | 1.13 | 1.13–1.13 | 1 | 0.75 |
                | to `peak-ewma`, median of the scenarios | **missed** | 0.94 | 0.94–0.94 | 0.75 | 0.75 |
                """,
                section(page(), "What is owed"));
    }

    private void add(String letter, Map<Strategy, Double> p99) {
        SequencedMap<Strategy, List<Turn>> turns = new LinkedHashMap<>();
        for (Strategy strategy : Strategy.values()) {
            if (p99.containsKey(strategy)) {
                Latencies latencies = new Latencies(4, p99.get(strategy), 30, 40);
                turns.put(strategy, List.of(new Turn(latencies, 700, List.of(0.5, 0.4, 0.1))));
            }
        }
        results.add(new RoutingResult(RoutingScenarios.parse(letter), turns, Map.of()));
    }

    private static String section(String page, String title) {
        int start = page.indexOf("## " + title);
        int end = page.indexOf("\n## ", start + 1);
        return end < 0 ? page.substring(start) : page.substring(start, end);
    }

    private String page() {
        Setup setup =
                new Setup(
                        "2026-01-02 03:04 UTC",
                        "2 cores (a processor), Linux 6",
                        new Pace(5, 10, 10),
                        20,
                        List.of());
        return RoutingPage.of(setup, results);
    }
}
