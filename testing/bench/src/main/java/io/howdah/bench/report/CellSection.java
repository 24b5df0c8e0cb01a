package io.howdah.bench.report;

import io.howdah.bench.figures.Samples;
import io.howdah.bench.matrix.CellResult;
import io.howdah.bench.matrix.Sample;
import io.howdah.bench.matrix.Workload;
import io.howdah.bench.server.Target;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Everything that was measured with one workload. */
final class CellSection {
    private final Table table =
            new Table(
                    2,
                    "protocol, clients",
                    "through",
                    "tps",
                    "to direct",
                    "to pgbouncer",
                    "gateway µs",
                    "PostgreSQL µs",
                    "MB",
                    "others' cores");

    private CellSection() {}

    /** The table; empty when nothing of it was measured. */
    static String of(Workload workload, List<CellResult> results) {
        CellSection section = new CellSection();
        results.stream()
                .filter(result -> result.cell().workload() == workload)
                .forEach(section::add);
        return section.table.isEmpty() ? "" : section.table.toString();
    }

    private void add(CellResult result) {
        String cell = result.cell().protocol().label() + ", " + result.cell().clients();
        for (String target : result.samples().keySet()) {
            boolean gateway = !target.equals(Target.DIRECT);
            table.row(
                    cell,
                    target,
                    Numbers.whole(median(result, target, Sample::tps)),
                    ratio(result, target, Target.DIRECT),
                    ratio(result, target, Target.PGBOUNCER),
                    gateway ? Numbers.tenths(median(result, target, Sample::gatewayMicros)) : "",
                    Numbers.tenths(median(result, target, Sample::serverMicros)),
                    gateway
                            ? Numbers.whole(median(result, target, Sample::residentBytes) / 1e6)
                            : "",
                    Numbers.ratio(median(result, target, Sample::foreignCores)));
        }
        result.failures()
                .forEach(
                        (target, reason) ->
                                table.row(
                                        cell, target + ": " + reason, "", "", "", "", "", "", ""));
    }

    private static double median(
            CellResult result, String target, ToDoubleFunction<Sample> figure) {
        return result.figure(target, figure).map(Samples::median).orElse(Double.NaN);
    }

    private static String ratio(CellResult result, String target, String other) {
        return target.equals(other)
                ? ""
                : result.ratio(target, other).map(Numbers::ratio).orElse("");
    }
}
