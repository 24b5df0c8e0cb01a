package io.howdah.routing.simulation;

import java.util.Set;

/**
 * What a server is like.
 *
 * @param places how many statements run at a time; others wait in line
 * @param slowness how many times longer everything takes
 * @param distanceMillis to it and back
 * @param stallMillis how long it does nothing at all
 * @param stallEveryMillis how often it does that; 0: never
 * @param memory of how many digests its cache holds what they read, of the last ones; 0: of all
 *     that are not cold
 * @param cold the digests for which nothing is in its cache
 * @param coldness how many times longer those take
 * @param joinsAtMillis when it joins, with nothing in its cache; 0: it has always been there
 */
record ServerPlan(
        int places,
        double slowness,
        double distanceMillis,
        double stallMillis,
        double stallEveryMillis,
        int memory,
        Set<Long> cold,
        double coldness,
        double joinsAtMillis) {
    static ServerPlan usual() {
        return new ServerPlan(2, 1, 0.2, 0, 0, 0, Set.of(), 1, 0);
    }

    ServerPlan slower(double times) {
        return new ServerPlan(places, times, distanceMillis, 0, 0, 0, cold, coldness, 0);
    }

    ServerPlan stalling(double millis, double everyMillis) {
        return new ServerPlan(places, slowness, distanceMillis, millis, everyMillis, 0, cold, 1, 0);
    }

    ServerPlan away(double millis) {
        return new ServerPlan(places, slowness, millis, 0, 0, 0, cold, coldness, 0);
    }

    ServerPlan coldFor(Set<Long> digests, double times) {
        return new ServerPlan(places, slowness, distanceMillis, 0, 0, 0, digests, times, 0);
    }

    ServerPlan remembering(int digests, double times) {
        return new ServerPlan(places, slowness, distanceMillis, 0, 0, digests, cold, times, 0);
    }

    ServerPlan joining(double atMillis, double times) {
        return new ServerPlan(places, slowness, distanceMillis, 0, 0, 0, cold, times, atMillis);
    }
}
