package io.howdah.base.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The process's figures by name, in Prometheus' style ({@code howdah_clients}). */
public final class Metrics {
    private final Map<String, LongSupplier> figures = new ConcurrentHashMap<>();

    /** A counter of this name; registers it. */
    public Counter counter(String name) {
        Counter counter = new Counter();
        gauge(name, counter::value);
        return counter;
    }

    /**
     * Registers a figure that is read when somebody looks.
     *
     * @throws IllegalStateException when the name is taken
     */
    public void gauge(String name, LongSupplier figure) {
        if (figures.putIfAbsent(name, figure) != null) {
            throw new IllegalStateException("metric " + name + " is registered twice");
        }
    }

    /** All figures now, sorted by name. */
    public Map<String, Long> snapshot() {
        Map<String, Long> snapshot = new TreeMap<>();
        figures.forEach((name, figure) -> snapshot.put(name, figure.getAsLong()));
        return snapshot;
    }
}
