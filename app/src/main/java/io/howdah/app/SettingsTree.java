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
        Position position = Position.of(source);
        return entry(path, position, new ConfigNode.Scalar(position, value));
    }

    /** Sets a key to a list of words. */
    SettingsTree words(String source, String path, List<String> values) {
        Position position = Position.of(source);
        List<ConfigNode> words =
                values.stream()
                        .<ConfigNode>map(value -> new ConfigNode.Scalar(position, value))
                        .toList();
        return entry(path, position, new ConfigNode.Sequence(position, words));
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

    private SettingsTree entry(String path, Position position, ConfigNode value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            entries.add(new ConfigNode.Entry(path, position, value));
        } else {
            groups.computeIfAbsent(path.substring(0, dot), _ -> new SettingsTree())
                    .entry(path.substring(dot + 1), position, value);
        }
        return this;
    }
}
