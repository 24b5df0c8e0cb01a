package io.howdah.bench.report;

import io.howdah.bench.figures.Bootstrap;
import io.howdah.bench.figures.Interval;
import io.howdah.bench.figures.Samples;
import io.howdah.bench.matrix.CellResult;
import io.howdah.bench.matrix.Sample;
import io.howdah.bench.server.Encrypted;
import io.howdah.bench.server.Target;
import io.howdah.bench.server.Variant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;

/** What TLS costs. */
final class TlsSection {
    private static final List<String> TARGETS =
            List.of(Target.DIRECT, Encrypted.DIRECT, Variant.DEFAULT, Encrypted.HOWDAH);

    private TlsSection() {}

    /** The table; empty when nothing was measured. */
    static String of(List<CellResult> results) {
        if (results.isEmpty()) {
            return "";
        }
        Table table =
                new Table(2, "cell", "through", "tps", "to clear", "gateway µs", "PostgreSQL µs");
        for (CellResult result : results) {
            for (String target : result.samples().keySet()) {
                table.row(
                        "`" + result.cell() + "`",
                        target,
                        cell(result.figure(target, Sample::tps), Numbers::whole),
                        toClear(result, target),
                        isDirect(target)
                                ? ""
                                : cell(
                                        result.figure(target, Sample::gatewayMicros),
                                        Numbers::tenths),
                        cell(result.figure(target, Sample::serverMicros), Numbers::tenths));
            }
        }
        return "PostgreSQL with `ssl=on`; `-tls` encrypts from the client to PostgreSQL, both sides"
                + " of Howdah.\n\n"
                + table;
    }

    /**
     * How many times longer TLS makes a transaction through Howdah, over how many times longer it
     * makes one on a direct connection.
     */
    static Optional<Interval> beyondDirect(CellResult result) {
        List<Samples> samples = new ArrayList<>();
        for (String target : TARGETS) {
            result.figure(target, Sample::tps).ifPresent(samples::add);
        }
        return samples.size() < TARGETS.size()
                ? Optional.empty()
                : Optional.of(Bootstrap.of(samples, tps -> (tps[2] / tps[3]) / (tps[0] / tps[1])));
    }

    private static boolean isDirect(String target) {
        return target.equals(Target.DIRECT) || target.equals(Encrypted.DIRECT);
    }

    private static String toClear(CellResult result, String target) {
        int at = TARGETS.indexOf(target);
        return at % 2 == 0
                ? ""
                : result.ratio(target, TARGETS.get(at - 1)).map(Numbers::ratio).orElse("");
    }

    private static String cell(Optional<Samples> figure, DoubleFunction<String> words) {
        return figure.map(Samples::median).map(words::apply).orElse("");
    }
}
