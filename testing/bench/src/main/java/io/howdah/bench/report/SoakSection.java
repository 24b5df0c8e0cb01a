package io.howdah.bench.report;

import io.howdah.bench.tail.Latencies;
import io.howdah.bench.tail.SoakResult;

import java.util.List;

/** Whether latency or memory grew. */
final class SoakSection {
    private SoakSection() {}

    static String of(SoakResult soak) {
        Table table = new Table(1, "stretch", "p50 ms", "p99 ms", "p99.9 ms", "slowest ms", "MB");
        List<SoakResult.Stretch> stretches = soak.stretches();
        for (int i = 0; i < stretches.size(); i++) {
            Latencies latencies = stretches.get(i).latencies();
            table.row(
                    Integer.toString(i + 1),
                    Numbers.ratio(latencies.p50()),
                    Numbers.ratio(latencies.p99()),
                    Numbers.ratio(latencies.p999()),
                    Numbers.ratio(latencies.max()),
                    Numbers.megabytes(stretches.get(i).residentBytes()));
        }
        return "%s statements a second through Howdah, in stretches of %d s.\n\n%s"
                .formatted(Numbers.whole(soak.rate()), soak.stretch().toSeconds(), table);
    }
}
