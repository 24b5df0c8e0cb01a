package io.howdah.bench.tail;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;
import io.howdah.base.Randomness;
import io.howdah.bench.machine.ProcessTree;
import io.howdah.bench.matrix.Cell;
import io.howdah.bench.matrix.Pace;
import io.howdah.bench.matrix.Pgbench;
import io.howdah.bench.server.BenchException;
import io.howdah.bench.server.Target;
import io.howdah.bench.server.Variant;

import org.HdrHistogram.Histogram;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;

/** Measures latencies in rounds, of every target at the same rate. */
public final class Tail {
    private static final Cell SATURATING = Cell.parse("select-simple-64");
    private static final double PART_OF_SATURATION = 0.7;
    private static final int CONNECTIONS = 64;

    private static final int STRETCHES = 10;
    private static final Duration STRETCH = Duration.ofMinutes(1);

    private final HostPort server;
    private final List<Target> targets;
    private final Pace pace;
    private final Clock clock;
    private final Statements statements;

    /**
     * Measures {@code targets}.
     *
     * @param server behind them
     * @param accounts rows in pgbench's largest table
     */
    public Tail(HostPort server, List<Target> targets, int accounts, Pace pace, Clock clock) {
        this.server = server;
        this.targets = List.copyOf(targets);
        statements = new Statements(accounts);
        this.pace = pace;
        this.clock = clock;
    }

    /**
     * At 70 % of what PgBouncer can do at most.
     *
     * @throws BenchException when a statement fails, or there is no PgBouncer
     */
    public TailResult steady(Pgbench pgbench) throws BenchException, InterruptedException {
        double rate = PART_OF_SATURATION * saturation(pgbench);
        Load load = load(rate, CONNECTIONS, statements::oneRow);
        return measure(Scenario.STEADY, rate, address -> OpenLoop.run(address, load, clock));
    }

    /**
     * The same for ten minutes, so that what grows shows, through Howdah as it comes.
     *
     * @throws BenchException when a statement fails, or one of the two is not there
     */
    public SoakResult soak(Pgbench pgbench) throws BenchException, InterruptedException {
        Target howdah = target(Variant.DEFAULT);
        double rate = PART_OF_SATURATION * saturation(pgbench);
        Load load = new Load(rate, STRETCH, CONNECTIONS, statements::oneRow);
        List<SoakResult.Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < STRETCHES; i++) {
            Histogram latencies = OpenLoop.run(howdah.address(), load, clock);
            long resident = howdah.gateway().map(ProcessTree::residentBytes).orElse(0L);
            stretches.add(new SoakResult.Stretch(Latencies.of(latencies), resident));
        }
        return new SoakResult(rate, STRETCH, stretches);
    }

    /**
     * What PgBouncer can do at most: for pgbench, or for the threads here if they cannot ask for as
     * much. They take more of the processors than pgbench does, and a rate that leaves nothing to
     * spare would show queues of their own making.
     */
    private double saturation(Pgbench pgbench) throws BenchException, InterruptedException {
        Target pgBouncer = target(Target.PGBOUNCER);
        double most = pgbench.run(SATURATING, pgBouncer, pace.seconds()).tps();
        Load everything = load(most, CONNECTIONS, statements::oneRow);
        long start = clock.nanos();
        long count = OpenLoop.run(pgBouncer.address(), everything, clock).getTotalCount();
        return Math.min(most, count / ((clock.nanos() - start) / 1e9));
    }

    private Target target(String name) throws BenchException {
        for (Target target : targets) {
            if (target.name().equals(name)) {
                return target;
            }
        }
        throw new BenchException(name + " is not among the targets, and is needed");
    }

    /** Statements of a millisecond beside some that wait for a lock. */
    public TailResult heldUp() throws BenchException, InterruptedException {
        HeldTable.create(server);
        HeldUp heldUp = new HeldUp(server, statements, Duration.ofSeconds(pace.seconds()), clock);
        return measure(Scenario.HELD_UP, HeldUp.QUICK_RATE, heldUp::run);
    }

    private TailResult measure(Scenario scenario, double rate, Run run)
            throws BenchException, InterruptedException {
        SequencedMap<String, List<Latencies>> rounds = new LinkedHashMap<>();
        for (int round = pace.warmUpSeconds() > 0 ? -1 : 0; round < pace.rounds(); round++) {
            for (Target target : turned(round)) {
                Latencies latencies = latencies(run, target);
                if (round >= 0) {
                    rounds.computeIfAbsent(target.name(), _ -> new ArrayList<>()).add(latencies);
                }
            }
        }
        return new TailResult(scenario, rate, rounds);
    }

    /** Another one first in each round. */
    private List<Target> turned(int round) {
        List<Target> turned = new ArrayList<>(targets);
        Collections.rotate(turned, -round);
        return turned;
    }

    private static Latencies latencies(Run run, Target target)
            throws BenchException, InterruptedException {
        try {
            return Latencies.of(run.on(target.address()));
        } catch (BenchException e) {
            throw new BenchException(target.name(), e);
        }
    }

    private Load load(double rate, int connections, Function<Randomness, String> statement) {
        return new Load(rate, Duration.ofSeconds(pace.seconds()), connections, statement);
    }

    /** One run on a target. */
    private interface Run {
        Histogram on(HostPort address) throws BenchException, InterruptedException;
    }
}
