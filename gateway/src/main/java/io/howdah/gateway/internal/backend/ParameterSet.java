package io.howdah.gateway.internal.backend;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The parameters that a server reports by ParameterStatus, as one immutable value.
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-ASYNC">protocol:
 *     asynchronous operations</a>
 */
public record ParameterSet(SortedMap<String, String> values) {
    private static final List<String> OF_THE_SERVER =
            List.of("in_hot_standby", "server_version", "default_transaction_read_only");

    /** Nothing reported yet. */
    public static final ParameterSet EMPTY = new ParameterSet(new TreeMap<>());

    /** Copies {@code values}. */
    public ParameterSet {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** This set with one parameter changed. */
    public ParameterSet with(String name, String value) {
        if (value.equals(values.get(name))) {
            return this;
        }
        TreeMap<String, String> changed = new TreeMap<>(values);
        changed.put(name, value);
        return new ParameterSet(changed);
    }

    /** This set without one parameter. */
    public ParameterSet without(String name) {
        TreeMap<String, String> rest = new TreeMap<>(values);
        rest.remove(name);
        return new ParameterSet(rest);
    }

    /** This set without what a server reports of itself: clients hear of the primary. */
    ParameterSet sameOnAllNodes() {
        TreeMap<String, String> rest = new TreeMap<>(values);
        rest.keySet().removeAll(OF_THE_SERVER);
        return new ParameterSet(rest);
    }

    /** The value reported, or null. */
    public @Nullable String value(String name) {
        return values.get(name);
    }

    /** Calls {@code change} for each parameter that somebody who knows {@code old} must be told. */
    public void changesSince(ParameterSet old, BiConsumer<String, String> change) {
        if (old == this) {
            return;
        }
        for (Map.Entry<String, String> entry : values.entrySet()) {
            if (!entry.getValue().equals(old.values.get(entry.getKey()))) {
                change.accept(entry.getKey(), entry.getValue());
            }
        }
    }
}
