package io.howdah.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.bench.figures.Samples;
import io.howdah.bench.footprint.MemoryResult;
import io.howdah.bench.footprint.MemoryResult.Held;
import io.howdah.bench.matrix.Cell;
import io.howdah.bench.matrix.CellResult;
import io.howdah.bench.matrix.Pace;
import io.howdah.bench.matrix.Sample;
import io.howdah.bench.tail.Latencies;
import io.howdah.bench.tail.Scenario;
import io.howdah.bench.tail.SoakResult;
import io.howdah.bench.tail.TailResult;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

class PageTest {
    private final Findings findings = new Findings();

    @Test
    void saysWhenAndWhereAndHow() {
        String page = page();
        assertTrue(page.contains("2026-01-02 03:04 UTC; 2 cores (a processor), Linux 6.\n"), page);
        assertTrue(page.contains("3 rounds of 5 s after 4 s of warm-up"), page);
        assertTrue(page.contains("- pgpool is not installed\n"), page);
        assertFalse(page.contains("##"), page);
        assertFalse(page.contains("![") || page.contains("null"), page);
    }

    @Test
    void judgesWhatIsOwed() {
        addCell();
        String page = page();
        assertTrue(page.contains("![Throughput through each gateway](figures.svg)"), page);
        assertTrue(
                page.contains(
                        "| `select-simple-64` to direct | aim reached | 2.00 | 2.00–2.00 | 1.3 |"
                                + " 1.9 |"),
                page);
        assertTrue(
                page.contains(
                        "| µs in Howdah, `select-simple-64` | **missed** | 12.50 | 12.50–12.50 | 10"
                                + " | 7 |"),
                page);
    }

    @Test
    void tellsEveryFigureOfACell() {
        addCell();
        assertTrue(
                page().contains(
                                "| simple, 64 | howdah | 20 000 | 2.00 (2.00–2.00) |  | 12.5 | 20.0"
                                        + " | 150 | 0.10 |\n"),
                page());
        assertTrue(page().contains("| simple, 64 | pgpool: too many clients | "), page());
    }

    @Test
    void tellsLatencies() {
        SequencedMap<String, List<Latencies>> rounds = new LinkedHashMap<>();
        rounds.put("pgbouncer", List.of(new Latencies(1, 2, 3, 4)));
        rounds.put("howdah", List.of(new Latencies(0.5, 1, 9, 20)));
        findings.add(new TailResult(Scenario.STEADY, 12_345, rounds));
        String page = page();
        assertTrue(page.contains("12 345 statements a second"), page);
        assertTrue(page.contains("| howdah | 0.50 | 1.00 | 9.00 | 20.00 |"), page);
        assertTrue(page.contains("| p99 to pgbouncer | aim reached | 0.50 |"), page);
        assertTrue(page.contains("| p99.9 to pgbouncer | **missed** | 3.00 |"), page);
    }

    @Test
    void tellsStartAndMemory() {
        findings.startMillis(new Samples(List.of(200.0, 220.0, 240.0)));
        findings.add(
                new MemoryResult(
                        60_000_000,
                        List.of(new Held(1_000, 90_000_000), new Held(5_000, 170_000_000)),
                        new Held(5_000, 460_000_000)));
        String page = page();
        assertTrue(page.contains("220 ms (median of 3, 200 to 240)"), page);
        assertTrue(page.contains("| 5 000 clients that wait | 170 |"), page);
        assertTrue(page.contains("| MB with 5000 idle clients | owed reached | 170.00 |"), page);
        assertTrue(page.contains("| kB a busy client | **missed** | 80.00 |"), page);
    }

    @Test
    void tellsTheLongRun() {
        SoakResult.Stretch stretch = new SoakResult.Stretch(new Latencies(1, 2, 3, 4), 120_000_000);
        findings.add(new SoakResult(5_000, Duration.ofSeconds(60), List.of(stretch, stretch)));
        String page = page();
        assertTrue(page.contains("5 000 statements a second through Howdah, in stretches of 60 s"));
        assertTrue(page.contains("| 2 | 1.00 | 2.00 | 3.00 | 4.00 | 120 |"), page);
    }

    @Test
    void tellsWhatTlsCosts() {
        SequencedMap<String, List<Sample>> samples = new LinkedHashMap<>();
        samples.put("direct", List.of(new Sample(10_000, 0, 40, 0, 0)));
        samples.put("direct-tls", List.of(new Sample(8_000, 0, 50, 0, 0)));
        samples.put("howdah", List.of(new Sample(20_000, 12.5, 20, 0, 0)));
        samples.put("howdah-tls", List.of(new Sample(10_000, 30, 25, 0, 0)));
        Cell cell = Cell.parse("select-simple-64");
        findings.addEncrypted(new CellResult(cell, samples, Map.of()));
        String page = page();
        assertTrue(
                page.contains(
                        "| `select-simple-64` | direct-tls | 8 000 | 0.80 (0.80–0.80) |  | 50.0 |"),
                page);
        assertTrue(
                page.contains(
                        "| `select-simple-64` | howdah-tls | 10 000 | 0.50 (0.50–0.50) | 30.0 |"
                                + " 25.0 |"),
                page);
        assertTrue(
                page.contains(
                        "| slower by TLS than direct is, `select-simple-64` | **missed** | 1.60 |"),
                page);
    }

    @Test
    void groupsDigits() {
        assertEquals("1 234 567", Numbers.whole(1_234_567));
        assertEquals("13.5", Numbers.plain(13.5));
        assertEquals("7", Numbers.plain(7));
    }

    private void addCell() {
        SequencedMap<String, List<Sample>> samples = new LinkedHashMap<>();
        samples.put("direct", List.of(new Sample(10_000, 0, 40, 0, 0.1)));
        samples.put("howdah", List.of(new Sample(20_000, 12.5, 20, 150_000_000, 0.1)));
        findings.add(
                new CellResult(
                        Cell.parse("select-simple-64"),
                        samples,
                        Map.of("pgpool", "too many clients")));
    }

    private String page() {
        Setup setup =
                new Setup(
                        "2026-01-02 03:04 UTC",
                        "2 cores (a processor), Linux 6",
                        new Pace(3, 5, 4),
                        20,
                        List.of("pgpool is not installed"));
        return Page.of(setup, findings, "figures.svg");
    }
}
