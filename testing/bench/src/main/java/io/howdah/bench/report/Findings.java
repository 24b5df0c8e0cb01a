package io.howdah.bench.report;

import io.howdah.bench.figures.Samples;
import io.howdah.bench.footprint.MemoryResult;
import io.howdah.bench.matrix.Cell;
import io.howdah.bench.matrix.CellResult;
import io.howdah.bench.tail.SoakResult;
import io.howdah.bench.tail.TailResult;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that a run has found out so far. One thread. */
public final class Findings {
    private final List<CellResult> cells = new ArrayList<>();
    private final List<CellResult> encrypted = new ArrayList<>();
    private final List<TailResult> tails = new ArrayList<>();
    private Optional<Samples> startMillis = Optional.empty();
    private Optional<MemoryResult> memory = Optional.empty();
    private Optional<SoakResult> soak = Optional.empty();

    /** What was measured in a cell that was not measured before. */
    public void add(CellResult cell) {
        cells.add(cell);
    }

    /** What was measured in a cell with TLS and without. */
    public void addEncrypted(CellResult cell) {
        encrypted.add(cell);
    }

    /** Latencies of a scenario. */
    public void add(TailResult tail) {
        tails.add(tail);
    }

    /** How long starts took, in milliseconds. */
    public void startMillis(Samples samples) {
        startMillis = Optional.of(samples);
    }

    /** What became of Howdah in the long run. */
    public void add(SoakResult result) {
        soak = Optional.of(result);
    }

    /** What Howdah had in memory. */
    public void add(MemoryResult result) {
        memory = Optional.of(result);
    }

    /** Whether there is anything to draw. */
    public boolean hasCells() {
        return !cells.isEmpty();
    }

    List<CellResult> cells() {
        return cells;
    }

    Optional<CellResult> cell(Cell wanted) {
        return cells.stream().filter(result -> result.cell().equals(wanted)).findFirst();
    }

    List<CellResult> encrypted() {
        return encrypted;
    }

    List<TailResult> tails() {
        return tails;
    }

    Optional<Samples> startMillis() {
        return startMillis;
    }

    Optional<MemoryResult> memory() {
        return memory;
    }

    Optional<SoakResult> soak() {
        return soak;
    }
}
