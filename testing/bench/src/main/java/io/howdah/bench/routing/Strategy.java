package io.howdah.bench.routing;

import io.howdah.bench.server.Variant;

import java.util.Arrays;
import java.util.List;

/** A way to choose a node, as Howdah's configuration names it. */
public enum Strategy {
    BOT("bot"),
    PEAK_EWMA("peak-ewma"),
    LEAST_CONNECTIONS("least-connections"),
    WEIGHTED("weighted"),
    ROUND_ROBIN("round-robin");

    private final String label;

    Strategy(String label) {
        this.label = label;
    }

    /** Its name. */
    public String label() {
        return label;
    }

    /** All names. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(Strategy::label).toList();
    }

    /**
     * The one of this name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Strategy parse(String label) {
        return Arrays.stream(values())
                .filter(strategy -> strategy.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no strategy " + label));
    }

    /** A Howdah of the same name that spreads reads over all nodes in this way. */
    Variant variant() {
        return named(label);
    }

    /**
     * The same by another name. Nothing is written, so any node is fresh enough, and no backend is
     * shared, so that nothing is asked elsewhere again: the choice is the strategy's alone. This is
     * the one place that knows the settings for it.
     */
    public Variant named(String name) {
        return Variant.of(
                name,
                "routing.reads=any",
                "routing.consistency=eventual",
                "multiplexing.enabled=false",
                "routing.balancing.strategy=" + label);
    }
}
