package io.howdah.routing.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * What is simulated.
 *
 * @param readsPerSecond how many come, whatever becomes of those before
 */
record Scenario(String name, List<ServerPlan> servers, List<Kind> kinds, double readsPerSecond) {
    static final double WARM_UP_MILLIS = 120_000;
    static final double MEASURED_MILLIS = 20_000;

    private static final ServerPlan USUAL = ServerPlan.usual();

    /** All of issue 5's. */
    static List<Scenario> all() {
        return List.of(
                slowReplica(),
                stalls(),
                farAway(),
                mixed(),
                warmCaches(),
                smallCaches(),
                coldJoiner());
    }

    static Scenario slowReplica() {
        return of("one three times slower", with(USUAL.slower(3)), light(), 0.7);
    }

    static Scenario stalls() {
        return of("one stalls 300 ms every 5 s", with(USUAL.stalling(300, 5_000)), light(), 0.7);
    }

    static Scenario farAway() {
        return of("one is 40 ms away", with(USUAL.away(40)), light(), 0.6);
    }

    static Scenario mixed() {
        List<Kind> kinds = new ArrayList<>(light());
        kinds.add(new Kind(100, 40, 0.015));
        return of("heavy and light", List.of(USUAL, USUAL, USUAL, USUAL), kinds, 0.7);
    }

    static Scenario warmCaches() {
        List<ServerPlan> servers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int server = i;
            servers.add(
                    USUAL.coldFor(
                            Set.copyOf(
                                    LongStream.rangeClosed(1, 12)
                                            .filter(digest -> (digest + server) % 4 < 2)
                                            .boxed()
                                            .toList()),
                            3));
        }
        return of("caches warm for some", servers, light(), 0.7);
    }

    /** Caches that hold what 5 of 12 digests read: {@code bench routing}'s scenario (e). */
    static Scenario smallCaches() {
        ServerPlan server = USUAL.remembering(5, 5);
        List<Kind> kinds = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            kinds.add(new Kind(i, 1, 1));
        }
        double coldAlways = 2 * 1e3 * 3 / (5.0 / 12 + 5 * 7.0 / 12);
        return new Scenario(
                "caches hold some digests",
                List.of(server, server, server),
                kinds,
                0.7 * coldAlways);
    }

    static Scenario coldJoiner() {
        return of("one joins cold", with(USUAL.joining(WARM_UP_MILLIS + 2_000, 5)), light(), 0.6);
    }

    private static List<ServerPlan> with(ServerPlan odd) {
        return List.of(USUAL, USUAL, USUAL, odd);
    }

    /** A dozen of digests, from 0.4 to 1.4 milliseconds. */
    private static List<Kind> light() {
        List<Kind> kinds = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            kinds.add(new Kind(i, 0.4 + (i % 6) * 0.2, 1.0 / i));
        }
        return kinds;
    }

    /** At a part of what the servers can do together if each digest is spread over all. */
    private static Scenario of(
            String name, List<ServerPlan> servers, List<Kind> kinds, double utilization) {
        double capacity = 0;
        for (ServerPlan server : servers) {
            double millis = 0;
            double weight = 0;
            for (Kind kind : kinds) {
                double cold = server.cold().contains(kind.digest()) ? server.coldness() : 1;
                millis += kind.millis() * kind.weight() * server.slowness() * cold;
                weight += kind.weight();
            }
            capacity += server.places() * 1e3 * weight / millis;
        }
        return new Scenario(name, servers, kinds, utilization * capacity);
    }
}
