package io.howdah.base.config;

import java.util.List;

/** A piece of a configuration as it was written, before anybody knows what it means. */
public sealed interface ConfigNode {
    /** Where it begins. */
    Position position();

    /** A key with nothing after it. */
    record Empty(Position position) implements ConfigNode {}

    /** A single value; {@code text} is free of quotes, not yet of {@code ${NAME}}. */
    record Scalar(Position position, String text) implements ConfigNode {}

    /** A list. */
    record Sequence(Position position, List<ConfigNode> items) implements ConfigNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Keys with values, in the order written; a key may be there twice, which is a problem. */
    record Mapping(Position position, List<Entry> entries) implements ConfigNode {
        public Mapping {
            entries = List.copyOf(entries);
        }
    }

    /**
     * One key of a mapping.
     *
     * @param position of the key
     */
    record Entry(String key, Position position, ConfigNode value) {}
}
