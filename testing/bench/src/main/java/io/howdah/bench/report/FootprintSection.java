package io.howdah.bench.report;

import io.howdah.bench.figures.Samples;
import io.howdah.bench.footprint.MemoryResult;

/** What Howdah takes to start and to hold clients. */
final class FootprintSection {
    private FootprintSection() {}

    static String of(Findings findings) {
        String start = findings.startMillis().map(FootprintSection::start).orElse("");
        return start + findings.memory().map(FootprintSection::memory).orElse("");
    }

    private static String start(Samples millis) {
        return "From `./howdah run` to the first answer: %s ms (median of %d, %s to %s).\n\n"
                .formatted(
                        Numbers.whole(millis.median()),
                        millis.values().size(),
                        Numbers.whole(millis.least()),
                        Numbers.whole(millis.most()));
    }

    private static String memory(MemoryResult memory) {
        Table table = new Table(1, "Howdah", "MB resident");
        table.row("after its first answer", Numbers.megabytes(memory.startedBytes()));
        for (MemoryResult.Held held : memory.idle()) {
            table.row(
                    Numbers.whole(held.clients()) + " clients that wait",
                    Numbers.megabytes(held.bytes()));
        }
        table.row(
                Numbers.whole(memory.active().clients()) + " clients that are busy",
                Numbers.megabytes(memory.active().bytes()));
        return table.toString();
    }
}
