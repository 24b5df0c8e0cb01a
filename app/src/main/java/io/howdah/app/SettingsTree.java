package io.howdah.app;

import io.howdah.base.config.ConfigNode;
import io.howdah.base.config.Position;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes options down as a configuration, so that defaults and checks are those of a file; a
 * problem's place is then the option.
 */
final class SettingsTree {
    private static final Position OPTIONS = Position.of("options");

    private final Map<String, SettingsTree> groups = new LinkedHashMap<>();
    private final List<ConfigNode.Entry> entries = new ArrayList<>();

    /**
     * Sets a key.
     *
     * @param source where the value comes from, such as {@code --listen}
     * @param path such as {@code pool.size}
     */
    SettingsTree set(String source, String path, String value) {
        int dot = path.indexOf('.');
        if (dot >= 0) {
            groups.computeIfAbsent(path.substring(0, dot), _ -> new SettingsTree())
                    .set(source, path.substring(dot + 1), value);
            return this;
        }
        Position position = Position.of(source);
        return entry(path, position, new ConfigNode.Scalar(position, value));
    }

    /** Sets a key, if there is a value. */
    void set(String source, String path, Optional<String> value) {
        value.ifPresent(text -> set(source, path, text));
    }

    /** Sets {@code key} to a list of sections, each with one of {@code values} at {@code path}. */
    SettingsTree list(String source, String key, String path, List<String> values) {
        return list(
                source,
                key,
                values.stream().map(value -> new SettingsTree().set(source, path, value)).toList());
    }

    /** Sets {@code key} to a list of sections. */
    SettingsTree list(String source, String key, List<SettingsTree> sections) {
        Position position = Position.of(source);
        List<ConfigNode> nodes = sections.stream().<ConfigNode>map(SettingsTree::build).toList();
        return entry(key, position, new ConfigNode.Sequence(position, nodes));
    }

    ConfigNode.Mapping build() {
        List<ConfigNode.Entry> all = new ArrayList<>(entries);
        groups.forEach((key, group) -> all.add(new ConfigNode.Entry(key, OPTIONS, group.build())));
        return new ConfigNode.Mapping(OPTIONS, all);
    }

    private SettingsTree entry(String key, Position position, ConfigNode value) {
        entries.add(new ConfigNode.Entry(key, position, value));
        return this;
    }
}
