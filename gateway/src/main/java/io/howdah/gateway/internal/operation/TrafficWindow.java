package io.howdah.gateway.internal.operation;

import io.howdah.gateway.control.DatabaseTraffic;
import io.howdah.gateway.control.TrafficSnapshot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes averages of figures that only grow: over the last whole period and what has passed of the
 * present one, as PgBouncer does. Safe from any thread.
 */
final class TrafficWindow {
    private record Reading(long nanos, Map<String, TrafficSnapshot> totals) {}

    private Reading older;
    private Reading newer;

    TrafficWindow(long nowNanos) {
        older = new Reading(nowNanos, Map.of());
        newer = older;
    }

    /** A period has ended with these totals. */
    synchronized void turn(long nowNanos, Map<String, TrafficSnapshot> totals) {
        older = newer;
        newer = new Reading(nowNanos, Map.copyOf(totals));
    }

    /** {@code totals} with their averages, by database. */
    synchronized List<DatabaseTraffic> over(long nowNanos, Map<String, TrafficSnapshot> totals) {
        Duration period = Duration.ofNanos(nowNanos - older.nanos);
        List<DatabaseTraffic> traffic = new ArrayList<>();
        totals.forEach(
                (database, total) ->
                        traffic.add(
                                new DatabaseTraffic(
                                        database,
                                        total,
                                        total.minus(before(database)).average(period))));
        return traffic;
    }

    private TrafficSnapshot before(String database) {
        return older.totals.getOrDefault(database, TrafficSnapshot.NONE);
    }

    /** The sum of what the loops have counted, in alphabetical order. */
    static Map<String, TrafficSnapshot> sum(List<Map<String, TrafficSnapshot>> counted) {
        Map<String, TrafficSnapshot> sum = new TreeMap<>();
        for (Map<String, TrafficSnapshot> each : counted) {
            each.forEach((database, part) -> sum.merge(database, part, TrafficSnapshot::plus));
        }
        return sum;
    }
}
