package io.howdah.base.config;

import io.howdah.base.config.ConfigNode.Entry;
import io.howdah.base.config.ConfigNode.Mapping;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The entries of one mapping that its record knows; the others were reported. */
final class KnownKeys {
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private KnownKeys() {}

    /** Sorts {@code mapping} into known keys and problems: unknown, retired, there twice. */
    static KnownKeys of(
            Class<? extends Record> type,
            List<SettingComponent> components,
            Mapping mapping,
            String path,
            List<Problem> problems) {
        List<String> known = new ArrayList<>();
        for (SettingComponent component : components) {
            known.add(component.key());
            if (component.isSecret()) {
                known.add(component.fileKey());
            }
        }
        KnownKeys keys = new KnownKeys();
        for (Entry entry : once(mapping, path, problems)) {
            if (known.contains(entry.key())) {
                keys.entries.put(entry.key(), entry);
            } else {
                problems.add(
                        new Problem(
                                entry.position(),
                                RecordReader.join(path, entry.key()),
                                unknown(type, entry.key(), known)));
            }
        }
        return keys;
    }

    /** The entries of {@code mapping}, each key once. */
    static Collection<Entry> once(Mapping mapping, String path, List<Problem> problems) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Entry entry : mapping.entries()) {
            Entry first = entries.putIfAbsent(entry.key(), entry);
            if (first != null) {
                problems.add(
                        new Problem(
                                entry.position(),
                                RecordReader.join(path, entry.key()),
                                "is there twice, first at " + first.position()));
            }
        }
        return entries.values();
    }

    /** The entry of {@code key}, or null when it is absent. */
    @Nullable Entry find(String key) {
        return entries.get(key);
    }

    private static String unknown(Class<? extends Record> type, String key, List<String> known) {
        for (Retired retired : type.getAnnotationsByType(Retired.class)) {
            if (retired.key().equals(key)) {
                return "is not a key any more: " + retired.instead();
            }
        }
        return Spelling.nearest(key, known)
                .map(near -> "is not a known key; did you mean " + near + "?")
                .orElseGet(
                        () ->
                                "is not a known key; known are "
                                        + known.stream()
                                                .sorted()
                                                .collect(Collectors.joining(", ")));
    }
}
