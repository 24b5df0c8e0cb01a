package io.howdah.app.config;

import io.howdah.base.config.ConfigNode;
import io.howdah.base.config.ConfigNode.Entry;
import io.howdah.base.config.ConfigNode.Mapping;
import io.howdah.base.config.ConfigNode.Scalar;
import io.howdah.base.config.Position;

import java.util.ArrayList;
import java.util.List;

/** Puts one value into a configuration, over what was written there. */
final class Overriding {
    private static final Position HERE = Position.of("SET");

    private Overriding() {}

    /** {@code tree} with {@code value} at {@code key}, whose parts have dots between them. */
    static ConfigNode in(ConfigNode tree, String key, String value) {
        int dot = key.indexOf('.');
        String first = dot < 0 ? key : key.substring(0, dot);
        List<Entry> entries = new ArrayList<>();
        ConfigNode before = new Mapping(HERE, List.of());
        for (Entry entry : tree instanceof Mapping mapping ? mapping.entries() : List.<Entry>of()) {
            if (entry.key().equals(first)) {
                before = entry.value();
            } else {
                entries.add(entry);
            }
        }
        ConfigNode now =
                dot < 0 ? new Scalar(HERE, value) : in(before, key.substring(dot + 1), value);
        entries.add(new Entry(first, HERE, now));
        return new Mapping(tree.position(), entries);
    }
}
