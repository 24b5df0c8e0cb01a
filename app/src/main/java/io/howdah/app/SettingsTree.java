package io.howdah.app;

import io.howdah.base.config.ConfigNode;
import io.howdah.base.config.Position;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes options down as a configuration, so that defaults and checks are those of a file; a
 * problem's place is then the option.
 */
final class SettingsTree {
    private static final Position OPTIONS = Position.of("options");

    private final Map<String, SettingsTree> groups = new LinkedHashMap<>();
    private final List<ConfigNode.Entry> entries = new ArrayList<>();

    /**
     * Sets {@code path}, such as {@code pool.size}, unless the value is null.
     *
     * @param option where the value comes from
     */
    SettingsTree set(String option, String path, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        int dot = path.indexOf('.');
        if (dot >= 0) {
            groups.computeIfAbsent(path.substring(0, dot), _ -> new SettingsTree())
                    .set(option, path.substring(dot + 1), value);
            return this;
        }
        Position position = Position.of(option);
        return entry(path, position, new ConfigNode.Scalar(position, value.toString()));
    }

    /** Sets {@code key} to a list of sections. */
    SettingsTree list(String option, String key, List<SettingsTree> items) {
        Position position = Position.of(option);
        List<ConfigNode> nodes = items.stream().<ConfigNode>map(SettingsTree::build).toList();
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
