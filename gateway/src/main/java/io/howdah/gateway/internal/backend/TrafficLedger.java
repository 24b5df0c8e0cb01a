package io.howdah.gateway.internal.backend;

import io.howdah.gateway.control.TrafficSnapshot;
import io.howdah.gateway.internal.net.Loop;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The traffic of every database, one counter a loop. It outlives the pools, so that its figures
 * only grow. Safe from any thread.
 */
public final class TrafficLedger {
    /** Clients may ask for any name; databases above this number share one account. */
    private static final int LIMIT = 1_000;

    private static final String OTHERS = "(others)";

    private final int loops;
    private final Map<String, List<Traffic>> accounts = new ConcurrentHashMap<>();

    TrafficLedger(int loops) {
        this.loops = loops;
    }

    /** The traffic of {@code database} on {@code loop}; only that loop may use it. */
    Traffic of(String database, Loop loop) {
        String account =
                accounts.size() < LIMIT || accounts.containsKey(database) ? database : OTHERS;
        return accounts.computeIfAbsent(
                        account, _ -> Stream.generate(Traffic::new).limit(loops).toList())
                .get(loop.index());
    }

    /** What {@code loop} has counted, by database; called on it. */
    public Map<String, TrafficSnapshot> counted(Loop loop) {
        Map<String, TrafficSnapshot> counted = new TreeMap<>();
        accounts.forEach(
                (database, traffic) -> counted.put(database, traffic.get(loop.index()).snapshot()));
        return counted;
    }
}
