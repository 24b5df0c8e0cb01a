package io.howdah.bench.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.bench.matrix.Cell;
import io.howdah.bench.matrix.CellResult;
import io.howdah.bench.matrix.Pace;
import io.howdah.bench.matrix.Sample;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

class SetupsPageTest {
    @Test
    void tellsEverySetUpBesideDirectConnections() {
        SequencedMap<String, List<Sample>> samples = new LinkedHashMap<>();
        samples.put("direct", List.of(new Sample(5_000, 0, 200, 0, 0)));
        samples.put("one-gateway", List.of(new Sample(10_000, 20, 100, 150_000_000, 0.05)));
        CellResult result =
                new CellResult(
                        Cell.parse("blog-simple-1000"), samples, Map.of("fewer-backends", "no"));
        Setup setup =
                new Setup(
                        "2026-01-02 03:04 UTC",
                        "2 cores",
                        new Pace(5, 10, 5),
                        20,
                        List.of("`over-replicas` is left out: no such key"));
        String page = SetupsPage.of(setup, List.of(result));
        assertTrue(page.contains("| `one-gateway` | a Howdah with 60 backends |"), page);
        assertTrue(page.contains("\n- `over-replicas` is left out: no such key\n"), page);
        assertTrue(page.contains("## 1 000 clients, simple\n"), page);
        assertTrue(page.contains("| `direct` | 5 000 |  | 200.0 |  | 200.0 |  | 0.00 |\n"), page);
        assertTrue(
                page.contains(
                        "| `one-gateway` | 10 000 | 2.00 (2.00–2.00) | 100.0 | 20.0 | 100.0 | 150 |"
                                + " 0.05 |\n"),
                page);
        assertTrue(page.contains("| `fewer-backends`: no | "), page);
    }
}
