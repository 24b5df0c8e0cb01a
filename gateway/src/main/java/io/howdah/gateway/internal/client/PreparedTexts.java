package io.howdah.gateway.internal.client;

import io.howdah.gateway.internal.backend.SqlStatements;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The texts by which a session may have prepared its statements by SQL. A PREPARE that was sent may
 * have failed, and so may a DEALLOCATE: which of them count, PostgreSQL is asked. Confined to its
 * client's loop.
 */
final class PreparedTexts {
    private final SortedMap<String, Set<String>> texts = new TreeMap<>();

    /** Begins with those that are there. */
    PreparedTexts(SqlStatements known) {
        known.texts().forEach(this::add);
    }

    /** Begins with what may have been made before. */
    PreparedTexts(PreparedTexts before) {
        before.texts.forEach((name, possible) -> texts.put(name, new LinkedHashSet<>(possible)));
    }

    /** {@code text} may make {@code name}. */
    void add(String name, String text) {
        texts.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(text);
    }

    boolean has(String name) {
        return texts.containsKey(name);
    }

    /** All that may have made {@code name}. */
    Set<String> of(String name) {
        return texts.getOrDefault(name, Set.of());
    }

    /** How many names there are. */
    int size() {
        return texts.size();
    }

    /** How many characters all texts have. */
    int length() {
        return texts.values().stream().flatMap(Set::stream).mapToInt(String::length).sum();
    }

    /** The names that more than one text may have made. */
    Set<String> ambiguous() {
        return texts.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The statements that are there.
     *
     * @param found by name, what was sent with their PREPARE in it; empty where that was not asked
     * @return null if it cannot be told what made one of them
     */
    @Nullable SqlStatements among(Map<String, String> found) {
        SortedMap<String, String> made = new TreeMap<>();
        for (Map.Entry<String, String> entry : found.entrySet()) {
            Set<String> possible = of(entry.getKey());
            Set<String> fitting =
                    possible.size() == 1
                            ? possible
                            : possible.stream()
                                    .filter(entry.getValue()::contains)
                                    .collect(Collectors.toUnmodifiableSet());
            if (fitting.size() != 1) {
                return null;
            }
            made.put(entry.getKey(), fitting.iterator().next());
        }
        return new SqlStatements(made);
    }
}
