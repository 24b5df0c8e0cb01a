package io.howdah.bench;

import io.howdah.base.Clock;
import io.howdah.bench.machine.Machine;
import io.howdah.bench.report.Chart;
import io.howdah.bench.report.Findings;
import io.howdah.bench.report.Page;
import io.howdah.bench.report.Setup;
import io.howdah.bench.server.BenchException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The page of a run and its chart, as files. */
final class Publication {
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final Plan plan;
    private final Path chart;
    private final String when;

    /** Of a run that begins now. */
    Publication(Plan plan, Clock clock) {
        this.plan = plan;
        String name = String.valueOf(plan.page().getFileName());
        chart = plan.page().resolveSibling(name.replaceFirst("\\.md$", "") + ".svg");
        when = DAY_AND_TIME.format(clock.now());
    }

    /** Writes both, in place of what was there. */
    void write(Findings findings, List<String> notes) throws BenchException {
        Setup setup =
                new Setup(when, Machine.description(), plan.pace(), plan.field().poolSize(), notes);
        try {
            if (findings.hasCells()) {
                Files.writeString(chart, Chart.of(findings));
            }
            String file = String.valueOf(chart.getFileName());
            Files.writeString(plan.page(), Page.of(setup, findings, file));
        } catch (IOException e) {
            throw new BenchException("cannot write " + plan.page(), e);
        }
    }
}
