package io.howdah.bench;

import io.howdah.base.Clock;
import io.howdah.bench.report.Chart;
import io.howdah.bench.report.Findings;
import io.howdah.bench.report.Page;
import io.howdah.bench.report.Setup;
import io.howdah.bench.server.BenchException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The page of a run and its chart, as files. */
final class Publication {
    private final Plan plan;
    private final Path chart;
    private final Setup setup;

    /** Of a run that begins now. */
    Publication(Plan plan, Clock clock) {
        this.plan = plan;
        String name = String.valueOf(plan.page().getFileName());
        chart = plan.page().resolveSibling(name.replaceFirst("\\.md$", "") + ".svg");
        setup = Setup.now(clock, plan.pace(), plan.field().poolSize());
    }

    /** Writes both, in place of what was there. */
    void write(Findings findings, List<String> notes) throws BenchException {
        try {
            if (findings.hasCells()) {
                Files.writeString(chart, Chart.of(findings));
            }
            String file = String.valueOf(chart.getFileName());
            Files.writeString(plan.page(), Page.of(setup.with(notes), findings, file));
        } catch (IOException e) {
            throw new BenchException("cannot write " + plan.page(), e);
        }
    }

    /** Writes a page that has no chart, in place of what was there. */
    static void write(Path page, String text) throws BenchException {
        try {
            Files.writeString(page, text);
        } catch (IOException e) {
            throw new BenchException("cannot write " + page, e);
        }
    }
}
