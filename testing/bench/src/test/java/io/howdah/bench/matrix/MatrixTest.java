package io.howdah.bench.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.HostPort;
import io.howdah.bench.server.BenchException;
import io.howdah.bench.server.Target;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class MatrixTest {
    private static final Cell CELL = Cell.parse("select-simple-16");

    private final List<String> runs = new ArrayList<>();
    private final List<String> log = new ArrayList<>();

    @Test
    void beginsEachRoundWithAnotherTarget() throws InterruptedException {
        measure(CELL, 3, 0, target("a", 100, true), target("b", 100, true), target("c", 100, true));
        assertEquals(List.of("b", "c", "a", "c", "a", "b", "a", "b", "c"), runs);
    }

    @Test
    void keepsTheOrderOfTargetsInItsResult() throws InterruptedException {
        CellResult result = measure(CELL, 2, 0, target("a", 100, true), target("b", 100, true));
        assertEquals(List.of("a", "b"), List.copyOf(result.samples().keySet()));
    }

    @Test
    void doesNotCountTheWarmUp() throws InterruptedException {
        CellResult result = measure(CELL, 2, 1, target("a", 100, true));
        assertEquals(List.of("a", "a", "a"), runs);
        assertEquals(2, result.figure("a", Sample::tps).orElseThrow().values().size());
    }

    @Test
    void leavesOutWhoCannotServeTheCell() throws InterruptedException {
        Target few = target("few", 15, true);
        Target nameless = target("nameless", 100, false);
        assertEquals(Set.of("nameless"), measure(CELL, 1, 0, few, nameless).samples().keySet());
        Cell prepared = Cell.parse("select-prepared-15");
        assertEquals(Set.of("few"), measure(prepared, 1, 0, few, nameless).samples().keySet());
    }

    @Test
    void goesOnWithoutWhoFails() throws InterruptedException {
        CellResult result =
                measure(CELL, 3, 0, target("broken", 100, true), target("b", 100, true));
        assertEquals(Set.of("b"), result.samples().keySet());
        assertEquals("no more", result.failures().get("broken"));
        assertEquals(List.of("select-simple-16, broken: no more"), log);
    }

    @Test
    void doesDisturbedRunsAgainAndKeepsTheBest() throws InterruptedException {
        CellResult result = measure(CELL, 1, 0, target("noisy", 100, true));
        assertEquals(4, runs.size());
        assertEquals(1, result.figure("noisy", Sample::foreignCores).orElseThrow().median());
        assertTrue(log.isEmpty());
    }

    private CellResult measure(Cell cell, int rounds, int warmUp, Target... targets)
            throws InterruptedException {
        Pace pace = new Pace(rounds, 1, warmUp);
        return new Matrix(this::run, List.of(targets), pace).measure(cell, log::add);
    }

    /** The target named noisy is less disturbed each time. */
    private Sample run(Cell cell, Target target, int seconds) throws BenchException {
        runs.add(target.name());
        if (target.name().equals("broken")) {
            throw new BenchException("no more");
        }
        return new Sample(10, 1, 1, 1, target.name().equals("noisy") ? 5 - runs.size() : 0);
    }

    private static Target target(String name, int clients, boolean namesStatements) {
        HostPort nowhere = new HostPort("127.0.0.1", 1);
        return new Target(name, nowhere, Optional.empty(), clients, namesStatements);
    }
}
