package io.howdah.bench.server;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Starts what is measured. */
public final class Targets {
    private Targets() {}

    /**
     * Starts the whole field.
     *
     * @param absent hears a line about each that is wanted and not installed
     */
    public static List<Target> start(Field field, Front front, Consumer<String> absent)
            throws BenchException, InterruptedException {
        List<Target> targets = new ArrayList<>();
        if (field.has(Target.DIRECT)) {
            targets.add(front.server().direct());
        }
        targets.addAll(peers(field, front));
        for (Variant variant : field.variants()) {
            if (field.has(variant.name())) {
                targets.add(front.start(variant).target());
            }
        }
        List<String> there = targets.stream().map(Target::name).toList();
        field.targets().stream()
                .filter(name -> !there.contains(name))
                .forEach(name -> absent.accept(name + " is not installed, and left out"));
        return targets;
    }

    private static List<Target> peers(Field field, Front front)
            throws BenchException, InterruptedException {
        List<Target> peers = new ArrayList<>();
        if (field.has(Target.PGBOUNCER)) {
            peers.addAll(PgBouncer.all(front.workshop(), front.server(), field.poolSize()));
        }
        if (field.has(HaProxy.NAME)) {
            HaProxy.start(front.workshop(), front.server()).ifPresent(peers::add);
        }
        if (field.has(Pgpool.NAME)) {
            Pgpool.start(front.workshop(), front.server()).ifPresent(peers::add);
        }
        return peers;
    }
}
