package io.howdah.bench.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.howdah.bench.server.BenchException;

import org.junit.jupiter.api.Test;

class PgbenchReportTest {
    private static final String REPORT =
            """
            pgbench (15.14)
            number of transactions actually processed: %d
            number of failed transactions: 0 (0.000%%)
            latency average = 0.301 ms
            initial connection time = 12.345 ms
            tps = 53127.254104 (without initial connection time)
            """;

    @Test
    void readsWhatCounts() throws BenchException {
        assertEquals(
                new PgbenchReport(265636, 53127.254104),
                PgbenchReport.parse(REPORT.formatted(265636)));
    }

    @Test
    void refusesARunOfNothing() {
        assertThrows(BenchException.class, () -> PgbenchReport.parse(REPORT.formatted(0)));
        assertThrows(BenchException.class, () -> PgbenchReport.parse("pgbench: fatal: no"));
    }
}
