package io.howdah.bench.matrix;

import io.howdah.bench.server.BenchException;
import io.howdah.bench.server.Target;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Measures cells in rounds. In each round every target has its turn, another one first each time,
 * so that what disturbs the machine for a while disturbs them all.
 */
public final class Matrix {
    /** A run beside which others kept this many processors busy is done again ... */
    private static final double DISTURBED = 0.25;

    /** ... so often; the least disturbed one counts. */
    private static final int TRIES = 4;

    private final Runner runner;
    private final List<Target> targets;
    private final Pace pace;

    /** Measures {@code targets} with {@code runner}. */
    public Matrix(Runner runner, List<Target> targets, Pace pace) {
        this.runner = runner;
        this.targets = List.copyOf(targets);
        this.pace = pace;
    }

    /** Does one run: {@link Pgbench#run}. */
    public interface Runner {
        Sample run(Cell cell, Target target, int seconds)
                throws BenchException, InterruptedException;
    }

    /**
     * Measures {@code cell} through every target that can serve it.
     *
     * @param log hears why a target cannot
     */
    public CellResult measure(Cell cell, Consumer<String> log) throws InterruptedException {
        List<Turn> turns = new ArrayList<>();
        targets.stream().filter(to -> can(to, cell)).forEach(to -> turns.add(new Turn(to)));
        Map<String, String> failures = new TreeMap<>();
        for (int round = -1; round < pace.rounds(); round++) {
            for (Turn turn : List.copyOf(turns)) {
                try {
                    take(turn, cell, round < 0);
                } catch (BenchException e) {
                    String reason = String.valueOf(e.getMessage());
                    log.accept("%s, %s: %s".formatted(cell, turn.target.name(), reason));
                    failures.put(turn.target.name(), reason);
                    turns.remove(turn);
                }
            }
            Collections.rotate(turns, -1);
        }
        return new CellResult(cell, samples(turns), failures);
    }

    private void take(Turn turn, Cell cell, boolean warmUp)
            throws BenchException, InterruptedException {
        if (!warmUp) {
            turn.samples.add(sample(cell, turn.target));
        } else if (pace.warmUpSeconds() > 0) {
            runner.run(cell, turn.target, pace.warmUpSeconds());
        }
    }

    /** In the order of the targets, whoever was first in the last round. */
    private SequencedMap<String, List<Sample>> samples(List<Turn> turns) {
        SequencedMap<String, List<Sample>> samples = new LinkedHashMap<>();
        turns.sort(Comparator.comparingInt(turn -> targets.indexOf(turn.target)));
        turns.forEach(turn -> samples.put(turn.target.name(), turn.samples));
        return samples;
    }

    private static boolean can(Target target, Cell cell) {
        return cell.clients() <= target.maxClients()
                && (target.namesStatements() || cell.protocol() != Protocol.PREPARED);
    }

    private Sample sample(Cell cell, Target target) throws BenchException, InterruptedException {
        Sample best = runner.run(cell, target, pace.seconds());
        for (int tries = 1; tries < TRIES && best.foreignCores() > DISTURBED; tries++) {
            Sample next = runner.run(cell, target, pace.seconds());
            best = next.foreignCores() < best.foreignCores() ? next : best;
        }
        return best;
    }

    /** A target and what it has shown in this cell. */
    private record Turn(Target target, List<Sample> samples) {
        Turn(Target target) {
            this(target, new ArrayList<>());
        }
    }
}
