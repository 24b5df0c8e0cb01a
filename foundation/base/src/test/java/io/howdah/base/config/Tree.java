package io.howdah.base.config;

import io.howdah.base.config.ConfigNode.Entry;
import io.howdah.base.config.ConfigNode.Mapping;
import io.howdah.base.config.ConfigNode.Scalar;
import io.howdah.base.config.ConfigNode.Sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes configuration trees down quickly; every node stands on a line of its own. */
final class Tree {
    private int line;

    /** Keys and values in turns; a value is a text, a node, or the empty text for no value. */
    Mapping map(Object... keysAndValues) {
        Position start = next();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            ConfigNode value = node(keysAndValues[i + 1]);
            entries.add(new Entry((String) keysAndValues[i], value.position(), value));
        }
        return new Mapping(start, entries);
    }

    Sequence list(Object... values) {
        return new Sequence(next(), Arrays.stream(values).map(this::node).toList());
    }

    ConfigNode.Empty nothing() {
        return new ConfigNode.Empty(next());
    }

    private ConfigNode node(Object value) {
        return value instanceof ConfigNode node ? node : new Scalar(next(), (String) value);
    }

    private Position next() {
        return new Position("test.yaml", ++line, 1);
    }
}
