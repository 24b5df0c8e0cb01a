package io.howdah.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Objects of one sort by name. Written while a catalogue is built, then read only. */
final class Directory {
    private final Map<String, List<Entry>> entries = new HashMap<>();

    /** One object. */
    record Entry(String schema, int node) {}

    void add(String schema, String name, int node) {
        entries.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(new Entry(schema, node));
    }

    /**
     * Hands over the nodes of everything that a name may mean.
     *
     * @return whether there is anything
     */
    boolean find(Name name, SearchPath path, IntConsumer nodes) {
        boolean found = false;
        for (Entry entry : entries.getOrDefault(name.name(), List.of())) {
            boolean meant =
                    name.schema() == null
                            ? path.contains(entry.schema())
                            : name.schema().equals(entry.schema());
            if (meant) {
                nodes.accept(entry.node());
                found = true;
            }
        }
        return found;
    }
}
