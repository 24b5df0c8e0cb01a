package io.howdah.bench.report;

import io.howdah.bench.matrix.Workload;
import io.howdah.bench.tail.TailResult;

/** The page of a run, in Markdown. */
public final class Page {
    private final Setup setup;
    private final Findings findings;
    private final StringBuilder text = new StringBuilder();

    private Page(Setup setup, Findings findings) {
        this.setup = setup;
        this.findings = findings;
    }

    /**
     * Writes the page.
     *
     * @param chart the name of the chart's file, beside the page
     */
    public static String of(Setup setup, Findings findings, String chart) {
        Page page = new Page(setup, findings);
        page.head(chart);
        page.section("What is owed", OwedSection.of(findings));
        for (Workload workload : Workload.values()) {
            String table = CellSection.of(workload, findings.cells());
            page.section("`%s`: %s".formatted(workload.label(), workload.meaning()), table);
        }
        for (TailResult tail : findings.tails()) {
            page.section(tail.scenario().title(), TailSection.of(tail));
        }
        page.section("In the long run", findings.soak().map(SoakSection::of).orElse(""));
        page.section("With TLS", TlsSection.of(findings.encrypted()));
        page.section("Start and memory", FootprintSection.of(findings));
        return page.text.toString();
    }

    private void head(String chart) {
        text.append("# Performance\n\n");
        text.append("Written by `./howdah bench`, never by hand. ").append(setup.when());
        text.append("; ").append(setup.machine()).append(".\n\n");
        if (!findings.cells().isEmpty()) {
            text.append("![Throughput through each gateway](").append(chart).append(")\n\n");
        }
        text.append(
                """
                Servers, gateways and pgbench share the cores of one machine, over loopback, and without TLS where nothing else is said, so the figures compare, and say
                little about what a bigger machine would do. Behind all of them is Debian's PostgreSQL 15 with `fsync=off`, which trusts
                everybody. Pools have %d connections; `haproxy` and `pgpool` keep none, each of their clients has a connection of its own.
                """
                        .formatted(setup.poolSize()));
        text.append(
                """

                Each cell: %d rounds of %d s after %d s of warm-up, in each round every target once. Ratios are of medians, with the 95 %%
                interval of a bootstrap over the rounds. *Others' cores* is what other programs kept busy meanwhile.
                """
                        .formatted(
                                setup.pace().rounds(),
                                setup.pace().seconds(),
                                setup.pace().warmUpSeconds()));
        setup.notes().forEach(note -> text.append("\n- ").append(note));
        text.append(setup.notes().isEmpty() ? "" : "\n");
    }

    private void section(String title, String content) {
        if (!content.isEmpty()) {
            text.append("\n## ").append(title).append("\n\n").append(content.stripTrailing());
            text.append('\n');
        }
    }
}
