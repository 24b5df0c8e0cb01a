package io.howdah.bench.report;

import io.howdah.bench.figures.Bootstrap;
import io.howdah.bench.figures.Interval;
import io.howdah.bench.footprint.MemoryResult;
import io.howdah.bench.matrix.CellResult;
import io.howdah.bench.server.Target;
import io.howdah.bench.server.Variant;
import io.howdah.bench.tail.Latencies;
import io.howdah.bench.tail.Scenario;
import io.howdah.bench.tail.TailResult;

import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Which of the figures that are {@link Owed} were reached, as far as they were measured. */
final class OwedSection {
    private final Findings findings;
    private final Table table = new Table(2, "figure", "", "measured", "95 %", "owed", "aim");

    OwedSection(Findings findings) {
        this.findings = findings;
    }

    /** The table; empty when nothing of it was measured. */
    static String of(Findings findings) {
        OwedSection section = new OwedSection(findings);
        section.throughput();
        section.processorTime();
        section.tail();
        section.encryption();
        section.footprint();
        return section.table.isEmpty() ? "" : section.table.toString();
    }

    private void throughput() {
        for (Owed.Ratio owed : Owed.RATIOS) {
            String name = "`" + owed.cell() + "` to " + owed.other();
            row(
                    name,
                    findings.cell(owed.cell())
                            .flatMap(cell -> cell.ratio(Variant.DEFAULT, owed.other())),
                    owed.gate());
        }
    }

    private void processorTime() {
        Optional<CellResult> cell = findings.cell(Owed.BUSY);
        row(
                "µs in Howdah, `" + Owed.BUSY + "`",
                cell.flatMap(result -> result.gatewayMicros(Variant.DEFAULT)),
                Owed.MULTIPLEXED_MICROS);
        row(
                "µs in Howdah, `" + Owed.BUSY + "`, not multiplexed",
                cell.flatMap(result -> result.gatewayMicros(Variant.RELAYED)),
                Owed.RELAYED_MICROS);
    }

    private void tail() {
        for (TailResult tail : findings.tails()) {
            if (tail.scenario() == Scenario.STEADY) {
                row("p99 to pgbouncer", toPgBouncer(tail, Latencies::p99), Owed.P99);
                row("p99.9 to pgbouncer", toPgBouncer(tail, Latencies::p999), Owed.P999);
            }
        }
    }

    private static Optional<Interval> toPgBouncer(
            TailResult tail, ToDoubleFunction<Latencies> figure) {
        return tail.ratio(Variant.DEFAULT, Target.PGBOUNCER, figure);
    }

    private void encryption() {
        for (CellResult cell : findings.encrypted()) {
            row(
                    "slower by TLS than direct is, `" + cell.cell() + "`",
                    TlsSection.beyondDirect(cell),
                    Owed.TLS);
        }
    }

    private void footprint() {
        row(
                "ms to the first answer",
                findings.startMillis().map(Bootstrap::median),
                Owed.START_MILLIS);
        Optional<MemoryResult> memory = findings.memory();
        memory.map(MemoryResult::idle)
                .ifPresent(
                        idle ->
                                row(
                                        "MB with " + idle.getLast().clients() + " idle clients",
                                        Optional.of(Interval.exactly(idle.getLast().bytes() / 1e6)),
                                        Owed.IDLE_MEGABYTES));
        row(
                "kB a busy client",
                memory.map(result -> Interval.exactly(result.bytesPerActiveClient() / 1e3)),
                Owed.ACTIVE_KILOBYTES);
    }

    private void row(String name, Optional<Interval> figure, Gate gate) {
        figure.ifPresent(interval -> gate.judge(name, interval, table));
    }
}
