package io.howdah.bench;

import io.howdah.bench.matrix.Cell;
import io.howdah.bench.matrix.Pace;
import io.howdah.bench.server.Field;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What is to be measured.
 *
 * @param parts of it
 * @param cells of {@link Part#MATRIX}
 * @param field through what
 * @param page the file to write; the chart goes beside it
 */
public record Plan(Set<Part> parts, List<Cell> cells, Pace pace, Field field, Path page) {
    /** What can be measured. */
    public enum Part {
        /** Throughput, processor time and memory in every cell. */
        MATRIX,
        /** Latencies at a fixed rate. */
        TAIL,
        /** Latencies beside statements that are held up. */
        HELD_UP,
        /** Latency and memory of Howdah for ten minutes at that rate. */
        SOAK,
        /** Throughput with TLS and without. */
        TLS,
        /** Time to the first answer. */
        START,
        /** Memory with many clients. */
        MEMORY
    }

    public Plan {
        parts = Set.copyOf(parts);
        cells = List.copyOf(cells);
    }
}
