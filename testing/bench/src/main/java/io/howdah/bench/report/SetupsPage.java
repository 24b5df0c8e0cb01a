package io.howdah.bench.report;

import io.howdah.bench.figures.Samples;
import io.howdah.bench.matrix.CellResult;
import io.howdah.bench.matrix.Sample;
import io.howdah.bench.server.Target;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The set-ups of a pooling benchmark side by side, in Markdown. */
public final class SetupsPage {
    private final CellResult result;
    private final Table table =
            new Table(
                    1,
                    "set-up",
                    "tps",
                    "to direct",
                    "mean ms",
                    "gateways µs",
                    "PostgreSQL µs",
                    "gateways MB",
                    "others' cores");

    private SetupsPage(CellResult result) {
        this.result = result;
    }

    /** Writes the page. */
    public static String of(Setup setup, List<CellResult> results) {
        StringBuilder text = new StringBuilder("# Set-ups\n\n");
        text.append("Written by `./howdah bench setups`, never by hand. ").append(setup.when());
        text.append("; ").append(setup.machine()).append(".\n\n");
        text.append(
                """
                The reads of the blog demo, by pgbench, through gateways that are put together in several ways. Behind all of them is the
                PostgreSQL 18 that Howdah carries, a primary and two replicas, with `max_connections` raised for those who come directly.
                Servers, gateways and pgbench share the cores of one machine: two replicas more do not make it faster here.

                | set-up | clients connect to |
                | --- | --- |
                | `direct` | the primary |
                | `one-gateway` | a Howdah with %d backends |
                | `three-gateways` | HAProxy in TCP mode, behind it three Howdahs with %d backends each |
                | `fewer-backends` | a Howdah with %d backends |
                | `over-replicas` | a Howdah that spreads reads over the primary and two replicas, with %d backends to each |

                %d rounds of %d s after %d s of warm-up, in each round every set-up once. Ratios are of medians, with the 95 %% interval of a
                bootstrap over the rounds. *µs* are of processor time for a transaction, *mean ms* how long a client waits for it.
                """
                        .formatted(
                                3 * setup.poolSize(),
                                setup.poolSize(),
                                setup.poolSize(),
                                setup.poolSize(),
                                setup.pace().rounds(),
                                setup.pace().seconds(),
                                setup.pace().warmUpSeconds()));
        setup.notes().forEach(note -> text.append("\n- ").append(note));
        text.append(setup.notes().isEmpty() ? "" : "\n");
        for (CellResult result : results) {
            text.append(
                    "\n## %s clients, %s\n\n%s"
                            .formatted(
                                    Numbers.whole(result.cell().clients()),
                                    result.cell().protocol().label(),
                                    new SetupsPage(result).rows()));
        }
        return text.toString();
    }

    private String rows() {
        for (String setUp : result.samples().keySet()) {
            boolean gateway = !setUp.equals(Target.DIRECT);
            double tps = median(setUp, Sample::tps);
            table.row(
                    "`" + setUp + "`",
                    Numbers.whole(tps),
                    gateway
                            ? result.ratio(setUp, Target.DIRECT).map(Numbers::ratio).orElse("")
                            : "",
                    Numbers.tenths(1e3 * result.cell().clients() / tps),
                    gateway ? Numbers.tenths(median(setUp, Sample::gatewayMicros)) : "",
                    Numbers.tenths(median(setUp, Sample::serverMicros)),
                    gateway ? Numbers.whole(median(setUp, Sample::residentBytes) / 1e6) : "",
                    Numbers.ratio(median(setUp, Sample::foreignCores)));
        }
        result.failures()
                .forEach(
                        (setUp, reason) ->
                                table.row(
                                        "`" + setUp + "`: " + reason, "", "", "", "", "", "", ""));
        return table.toString();
    }

    private double median(String setUp, ToDoubleFunction<Sample> figure) {
        return result.figure(setUp, figure).map(Samples::median).orElse(Double.NaN);
    }
}
