package io.howdah.bench.setups;

import io.howdah.bench.routing.Strategy;
import io.howdah.bench.server.Arrangement;
import io.howdah.bench.server.BenchException;
import io.howdah.bench.server.Shell;
import io.howdah.bench.server.Target;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Starts the set-ups; what cannot be started is left out. One thread. */
public final class Setups {
    /** Names, in the order of the table. */
    public static final String ONE = "one-gateway";

    public static final String THREE = "three-gateways";
    public static final String FEW = "fewer-backends";
    public static final String REPLICAS = "over-replicas";

    private static final int GATEWAYS = 3;

    private final Arrangement arrangement;
    private final int poolSize;
    private final Consumer<String> absent;

    /**
     * Set-ups of {@code arrangement}.
     *
     * @param poolSize backends where there are few; elsewhere there are three times as many, in one
     *     pool or in three
     * @param absent hears a line about each that is left out
     */
    public Setups(Arrangement arrangement, int poolSize, Consumer<String> absent) {
        this.arrangement = arrangement;
        this.poolSize = poolSize;
        this.absent = absent;
    }

    /** Starts all of them. */
    public List<Target> start() throws InterruptedException {
        List<Target> targets = new ArrayList<>(List.of(arrangement.direct()));
        add(targets, ONE, () -> Optional.of(arrangement.single(ONE, GATEWAYS * poolSize)));
        add(targets, THREE, () -> arrangement.balanced(THREE, GATEWAYS, poolSize));
        add(targets, FEW, () -> Optional.of(arrangement.single(FEW, poolSize)));
        add(
                targets,
                REPLICAS,
                () -> Optional.of(arrangement.spreading(Strategy.BOT.named(REPLICAS), poolSize)));
        return targets;
    }

    private void add(List<Target> targets, String name, Start start) throws InterruptedException {
        try {
            Optional<Target> target = start.run();
            if (target.isEmpty()) {
                absent.accept("HAProxy is not installed, so `" + name + "` is left out");
            }
            target.ifPresent(targets::add);
        } catch (BenchException e) {
            String reason = Shell.lastLine(String.valueOf(e.getMessage()));
            absent.accept("`%s` is left out: %s".formatted(name, reason));
        }
    }

    private interface Start {
        Optional<Target> run() throws BenchException, InterruptedException;
    }
}
