package io.howdah.bench;

import io.howdah.base.Clock;
import io.howdah.bench.Plan.Part;
import io.howdah.bench.footprint.Memory;
import io.howdah.bench.footprint.StartUp;
import io.howdah.bench.machine.Machine;
import io.howdah.bench.matrix.Cell;
import io.howdah.bench.matrix.Matrix;
import io.howdah.bench.matrix.Pgbench;
import io.howdah.bench.report.Findings;
import io.howdah.bench.server.BenchException;
import io.howdah.bench.server.Encrypted;
import io.howdah.bench.server.Front;
import io.howdah.bench.server.HowdahProgram;
import io.howdah.bench.server.PostgreSql;
import io.howdah.bench.server.Target;
import io.howdah.bench.server.Targets;
import io.howdah.bench.server.Workshop;
import io.howdah.bench.tail.Tail;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One run: starts the servers, measures part after part, and writes the page anew after each piece,
 * so that what was measured outlives a run that is cut short. One thread.
 */
public final class Bench {
    /** pgbench's scale: a million accounts. */
    private static final int SCALE = 10;

    private static final int ACCOUNTS = SCALE * 100_000;

    /**
     * What every target does before it is measured: gateways learn about tables when they see them.
     */
    private static final Cell FIRST = Cell.parse("select-simple-1");

    private static final int FIRST_SECONDS = 2;
    private static final Set<Part> WITH_TARGETS =
            Set.of(Part.MATRIX, Part.TAIL, Part.HELD_UP, Part.SOAK);
    private static final List<Cell> ENCRYPTED =
            List.of(Cell.parse("select-simple-16"), Cell.parse("select-simple-64"));
    private static final List<Integer> CLIENTS = List.of(1_000, 5_000);

    private final Plan plan;
    private final Clock clock;
    private final Consumer<String> log;
    private final Findings findings = new Findings();
    private final List<String> notes = new ArrayList<>();

    /**
     * A run of {@code plan}.
     *
     * @param log hears what is done, a line each
     */
    public Bench(Plan plan, Clock clock, Consumer<String> log) {
        this.plan = plan;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Measures, and stops everything.
     *
     * @param howdah how to run it where it is measured
     * @param command how people start it
     * @return the page that was written
     * @throws BenchException when a server cannot be started, or the page not be written
     */
    public Path run(HowdahProgram howdah, HowdahProgram command)
            throws BenchException, InterruptedException {
        if (!Machine.isLinux()) {
            throw new BenchException("processor time and memory are read from Linux' /proc");
        }
        Publication publication = new Publication(plan, clock);
        try (Workshop workshop = Workshop.open(clock)) {
            log.accept("Starting PostgreSQL and filling its tables");
            PostgreSql server = PostgreSql.start(workshop);
            server.fill(SCALE);
            Front front = new Front(howdah, workshop, server, plan.field().poolSize());
            Pgbench pgbench = new Pgbench(workshop, server.processes(), clock);
            footprint(front, command, pgbench);
            publication.write(findings, notes);
            attempt(Part.TLS, "Measuring what TLS costs", () -> encrypted(howdah));
            publication.write(findings, notes);
            if (!Collections.disjoint(plan.parts(), WITH_TARGETS)) {
                List<Target> targets = targets(front, pgbench);
                tail(new Tail(server.address(), targets, ACCOUNTS, plan.pace(), clock), pgbench);
                publication.write(findings, notes);
                matrix(new Matrix(pgbench::run, targets, plan.pace()), publication);
            }
            return plan.page();
        }
    }

    /** First, while nothing else runs. */
    private void footprint(Front front, HowdahProgram command, Pgbench pgbench)
            throws InterruptedException {
        int rounds = plan.pace().rounds();
        attempt(
                Part.START,
                "Starting Howdah again and again",
                () -> findings.startMillis(StartUp.measure(front.with(command), clock, rounds)));
        attempt(
                Part.MEMORY,
                "Filling Howdah with clients",
                () -> findings.add(Memory.measure(front, pgbench, CLIENTS)));
    }

    private void encrypted(HowdahProgram howdah) throws BenchException, InterruptedException {
        try (Workshop apart = Workshop.open(clock)) {
            Encrypted encrypted = Encrypted.start(howdah, apart, plan.field().poolSize(), SCALE);
            Pgbench pgbench = new Pgbench(apart, encrypted.server().processes(), clock);
            Matrix matrix = new Matrix(pgbench::run, encrypted.targets(), plan.pace());
            for (Cell cell : ENCRYPTED) {
                findings.addEncrypted(matrix.measure(cell, log));
            }
        }
    }

    private List<Target> targets(Front front, Pgbench pgbench)
            throws BenchException, InterruptedException {
        log.accept("Starting " + String.join(", ", plan.field().targets()));
        List<Target> targets = Targets.start(plan.field(), front, this::note);
        for (Target target : targets) {
            pgbench.run(FIRST, target, FIRST_SECONDS);
        }
        return targets;
    }

    private void tail(Tail tail, Pgbench pgbench) throws InterruptedException {
        attempt(
                Part.TAIL,
                "Measuring latencies at a fixed rate",
                () -> findings.add(tail.steady(pgbench)));
        attempt(
                Part.HELD_UP,
                "Measuring latencies beside statements that are held up",
                () -> findings.add(tail.heldUp()));
        attempt(
                Part.SOAK,
                "Keeping Howdah at a fixed rate for long",
                () -> findings.add(tail.soak(pgbench)));
    }

    private void matrix(Matrix matrix, Publication publication)
            throws BenchException, InterruptedException {
        List<Cell> cells = wants(Part.MATRIX) ? plan.cells() : List.of();
        for (int done = 0; done < cells.size(); done++) {
            Cell cell = cells.get(done);
            log.accept("Measuring %s (%d of %d)".formatted(cell, done + 1, cells.size()));
            findings.add(matrix.measure(cell, log));
            publication.write(findings, notes);
        }
    }

    /** A part that fails leaves a note; the hours of the others are not lost with it. */
    private void attempt(Part part, String doing, Step step) throws InterruptedException {
        if (wants(part)) {
            log.accept(doing);
            try {
                step.run();
            } catch (BenchException e) {
                note(doing + " failed: " + e.getMessage());
            }
        }
    }

    private void note(String line) {
        log.accept(line);
        notes.add(line);
    }

    private boolean wants(Part part) {
        return plan.parts().contains(part);
    }

    private interface Step {
        void run() throws BenchException, InterruptedException;
    }
}
