package io.howdah.bench;

import io.howdah.base.Clock;
import io.howdah.bench.machine.Machine;
import io.howdah.bench.matrix.Cell;
import io.howdah.bench.matrix.CellResult;
import io.howdah.bench.matrix.Matrix;
import io.howdah.bench.matrix.Pgbench;
import io.howdah.bench.matrix.Protocol;
import io.howdah.bench.matrix.Workload;
import io.howdah.bench.report.Setup;
import io.howdah.bench.report.SetupsPage;
import io.howdah.bench.server.Arrangement;
import io.howdah.bench.server.BenchException;
import io.howdah.bench.server.Herd;
import io.howdah.bench.server.HowdahProgram;
import io.howdah.bench.server.Launcher;
import io.howdah.bench.server.Target;
import io.howdah.bench.server.Workshop;
import io.howdah.bench.setups.Setups;
import io.howdah.bench.setups.SetupsPlan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One run over the set-ups of a pooling benchmark: the blog's reads, by many clients, through
 * gateways that are put together in several ways. One thread.
 */
public final class SetupsBench {
    private static final int REPLICAS = 2;

    /** How statements are asked: as text, and prepared. */
    private static final List<Protocol> PROTOCOLS = List.of(Protocol.SIMPLE, Protocol.PREPARED);

    private final SetupsPlan plan;
    private final Clock clock;
    private final Consumer<String> log;
    private final List<String> notes = new ArrayList<>();

    /**
     * A run of {@code plan}.
     *
     * @param log hears what is done, a line each
     */
    public SetupsBench(SetupsPlan plan, Clock clock, Consumer<String> log) {
        this.plan = plan;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Measures, and stops everything.
     *
     * @return the page that was written
     * @throws BenchException when a server cannot be started, or the page not be written
     */
    public Path run(HowdahProgram howdah) throws BenchException, InterruptedException {
        if (!Machine.isLinux()) {
            throw new BenchException("processor time and memory are read from Linux' /proc");
        }
        Setup setup = Setup.now(clock, plan.pace(), plan.poolSize());
        List<CellResult> results = new ArrayList<>();
        try (Workshop workshop = Workshop.open(clock);
                Herd herd = Herd.start(workshop, REPLICAS, log)) {
            log.accept("Filling the blog's tables");
            herd.loadBlog();
            herd.awaitReplicas();
            log.accept("Starting gateways");
            Arrangement arrangement = new Arrangement(new Launcher(howdah, workshop), herd.nodes());
            List<Target> targets = new Setups(arrangement, plan.poolSize(), this::note).start();
            Pgbench pgbench = new Pgbench(workshop, herd.processes(), clock);
            Matrix matrix = new Matrix(pgbench::run, targets, plan.pace());
            for (Protocol protocol : PROTOCOLS) {
                Cell cell = new Cell(Workload.BLOG, protocol, plan.clients());
                log.accept("Measuring " + cell);
                results.add(matrix.measure(cell, log));
                Publication.write(plan.page(), SetupsPage.of(setup.with(notes), results));
            }
        }
        return plan.page();
    }

    private void note(String line) {
        log.accept(line);
        notes.add(line);
    }
}
