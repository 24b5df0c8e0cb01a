package io.howdah.bench.matrix;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;
import io.howdah.bench.machine.Machine;
import io.howdah.bench.machine.ProcessTree;
import io.howdah.bench.server.BenchException;
import io.howdah.bench.server.PostgreSql;
import io.howdah.bench.server.Programs;
import io.howdah.bench.server.Shell;
import io.howdah.bench.server.Target;
import io.howdah.bench.server.Workshop;
import io.howdah.embedded.EmbeddedCluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs pgbench once in a cell. */
public final class Pgbench {
    /** Memory is looked at when this part of a run is over: everybody is there by then. */
    private static final double LATE = 0.8;

    /** How much longer than asked for a run may take: connecting, and the last transactions. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    private static final double MICROS = 1e6;

    private final Path program;
    private final List<String> blogReads;
    private final ProcessTree server;
    private final Clock clock;

    /**
     * With the scripts that it needs in {@code workshop}.
     *
     * @param server the processes behind every target
     */
    public Pgbench(Workshop workshop, ProcessTree server, Clock clock) throws BenchException {
        program = Programs.postgres("pgbench");
        blogReads = BlogReads.options(workshop);
        this.server = server;
        this.clock = clock;
    }

    /**
     * Runs {@code cell} through {@code target} for whole {@code seconds}.
     *
     * @throws BenchException when a client is turned away, with pgbench's reason
     */
    public Sample run(Cell cell, Target target, int seconds)
            throws BenchException, InterruptedException {
        Reading before = read(target);
        Run run = run(command(cell, target.address(), seconds), target, seconds);
        Reading used = read(target).since(before);
        double foreign = used.busy - used.gateway - used.server - used.own;
        return new Sample(
                run.report.tps(),
                used.gateway / run.report.transactions() * MICROS,
                used.server / run.report.transactions() * MICROS,
                run.residentBytes,
                Math.max(0, foreign / used.elapsed));
    }

    private Run run(List<String> command, Target target, int seconds)
            throws BenchException, InterruptedException {
        Process process;
        try {
            ProcessBuilder builder = Shell.builder(command);
            builder.environment().put("PGPASSWORD", EmbeddedCluster.PASSWORD); // if it is asked for
            target.sslmode().ifPresent(mode -> builder.environment().put("PGSSLMODE", mode));
            process = builder.start();
        } catch (IOException e) {
            throw new BenchException("cannot run pgbench", e);
        }
        try {
            CompletableFuture<String> output =
                    CompletableFuture.supplyAsync(() -> text(process), Thread::startVirtualThread);
            boolean _ = process.waitFor((long) (seconds * LATE * 1_000), TimeUnit.MILLISECONDS);
            long resident = target.gateway().map(ProcessTree::residentBytes).orElse(0L);
            if (!process.waitFor(GRACE.plusSeconds(seconds))) {
                throw new BenchException("pgbench does not end");
            }
            if (process.exitValue() != 0) {
                throw new BenchException(complaint(output.join()));
            }
            return new Run(PgbenchReport.parse(output.join()), resident);
        } finally {
            process.destroyForcibly();
        }
    }

    List<String> command(Cell cell, HostPort address, int seconds) {
        int threads = Math.min(cell.clients(), Machine.processors());
        List<String> words = new ArrayList<>(List.of(program.toString(), "-n"));
        words.addAll(List.of("-M", cell.protocol().label()));
        words.addAll(List.of("-c", Integer.toString(cell.clients())));
        words.addAll(List.of("-j", Integer.toString(threads)));
        words.addAll(List.of("-T", Integer.toString(seconds)));
        words.addAll(List.of("-h", address.host(), "-p", Integer.toString(address.port())));
        words.addAll(List.of("-U", PostgreSql.USER));
        words.addAll(cell.workload().options());
        words.addAll(cell.workload() == Workload.BLOG ? blogReads : List.of());
        words.add(PostgreSql.USER);
        return words;
    }

    /** The line that says why; pgbench ends with one that says only that it ends. */
    private static String complaint(String output) {
        return output.lines()
                .filter(line -> line.contains("error: ") || line.contains("FATAL: "))
                .findFirst()
                .orElse(Shell.lastLine(output));
    }

    private static String text(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return ""; // killed
        }
    }

    private Reading read(Target target) {
        return new Reading(
                clock.nanos() / 1e9,
                Machine.busySeconds(),
                target.gateway().map(ProcessTree::cpuSeconds).orElse(0.0),
                server.cpuSeconds(),
                ProcessTree.ownCpuSeconds());
    }

    private record Run(PgbenchReport report, long residentBytes) {}

    /** Clocks in seconds: the wall's, and the processors' for whom they worked. */
    private record Reading(double elapsed, double busy, double gateway, double server, double own) {
        Reading since(Reading before) {
            return new Reading(
                    elapsed - before.elapsed,
                    busy - before.busy,
                    gateway - before.gateway,
                    server - before.server,
                    own - before.own);
        }
    }
}
