package io.howdah.bench.report;

import io.howdah.bench.tail.Latencies;
import io.howdah.bench.tail.TailResult;

/** Latencies of one scenario. */
final class TailSection {
    private TailSection() {}

    static String of(TailResult tail) {
        Table table = new Table(1, "through", "p50 ms", "p99 ms", "p99.9 ms", "slowest ms");
        for (String target : tail.rounds().keySet()) {
            table.row(
                    target,
                    Numbers.ratio(tail.median(target, Latencies::p50)),
                    Numbers.ratio(tail.median(target, Latencies::p99)),
                    Numbers.ratio(tail.median(target, Latencies::p999)),
                    Numbers.ratio(tail.median(target, Latencies::max)));
        }
        return "%s statements a second, whether or not those before are answered; medians of the rounds.\n\n%s"
                .formatted(Numbers.whole(tail.rate()), table);
    }
}
