package io.howdah.catalog;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is known of PostgreSQL's own functions and relations and of some extensions, from lists that
 * people made: {@code functions.txt}, {@code plain-functions.txt}, {@code relations.txt} and {@code
 * extensions.txt}. Immutable.
 */
final class Judgements {
    private static final Map<String, Integer> WORDS =
            Map.ofEntries(
                    Map.entry("plain", 0),
                    Map.entry("sets", Effect.SETS.bit()),
                    Map.entry("locks", Effect.TAKES_SESSION_LOCK.bit()),
                    Map.entry("runs-code", Effect.RUNS_CODE.bit()),
                    Map.entry("hidden-code", Effect.HIDDEN_CODE.bit()),
                    Map.entry("sequence", Effect.ADVANCES_SEQUENCE.bit()),
                    Map.entry("writes", Effect.WRITES.bit()),
                    Map.entry("primary", Effect.NEEDS_PRIMARY.bit()),
                    Map.entry("session", Effect.DEPENDS_ON_SESSION.bit()),
                    Map.entry("settings", Effect.READS_SETTINGS.bit()),
                    Map.entry("clock", Effect.READS_CLOCK.bit()));

    private static final Judged FUNCTIONS = Judged.read("functions.txt");
    private static final Judged RELATIONS = Judged.read("relations.txt");
    private static final Set<String> PLAIN = plain();
    private static final Map<String, Trust> EXTENSIONS = extensions();

    private Judgements() {}

    /** The functions that the list names, forms of the grammar included, with their effects. */
    static Map<String, Integer> functions() {
        return FUNCTIONS.exact();
    }

    /**
     * The effects of one of PostgreSQL's own functions.
     *
     * @param volatilities of all functions of that name
     */
    static int function(String name, String volatilities) {
        Integer judged = FUNCTIONS.find(name);
        if (judged != null) {
            return judged;
        }
        return volatilities.equals("i") || PLAIN.contains(name) ? 0 : Effect.HIDDEN_CODE.bit();
    }

    /** What reading one of PostgreSQL's own relations depends on; null for one not known. */
    static @Nullable Integer relation(@Nullable String schema, String name) {
        if ("information_schema".equals(schema)) {
            return Effect.READS_SETTINGS.bit();
        }
        return schema == null || schema.equals("pg_catalog") ? RELATIONS.find(name) : null;
    }

    /** The effects of a function of an extension that cannot be read; null if nobody knows. */
    static @Nullable Integer extension(@Nullable String extension, String volatility) {
        Trust trust = extension == null ? null : EXTENSIONS.get(extension);
        return trust == null || (trust.stableOnly() && volatility.equals("v"))
                ? null
                : trust.effects();
    }

    private static Set<String> plain() {
        Set<String> names = new HashSet<>();
        for (String line : ListFile.lines("plain-functions.txt")) {
            Collections.addAll(names, line.split(" ", -1));
        }
        return Set.copyOf(names);
    }

    private static Map<String, Trust> extensions() {
        Map<String, Trust> extensions = new HashMap<>();
        for (String line : ListFile.lines("extensions.txt")) {
            String[] fields = line.split(": ", -1);
            String[] words = fields[1].split(" ", 2);
            extensions.put(fields[0], new Trust(words[0].equals("stable"), Judged.mask(words[1])));
        }
        return Map.copyOf(extensions);
    }

    /** What functions of an extension do, all of them or those that are not volatile. */
    private record Trust(boolean stableOnly, int effects) {}

    /** A list of names with effects; a name that ends in {@code *} stands for many. */
    private record Judged(Map<String, Integer> exact, TreeMap<String, Integer> beginnings) {
        static Judged read(String file) {
            Map<String, Integer> exact = new HashMap<>();
            TreeMap<String, Integer> beginnings = new TreeMap<>();
            for (String line : ListFile.lines(file)) {
                String[] fields = line.split(": ", -1);
                int mask = mask(fields[1]);
                if (fields[0].endsWith("*")) {
                    beginnings.put(fields[0].substring(0, fields[0].length() - 1), mask);
                } else {
                    exact.put(fields[0], mask);
                }
            }
            return new Judged(Map.copyOf(exact), beginnings);
        }

        @Nullable Integer find(String name) {
            Integer effects = exact.get(name);
            if (effects != null) {
                return effects;
            }
            // The longest beginning sorts last among those that fit.
            for (var entry : beginnings.headMap(name, true).descendingMap().entrySet()) {
                if (name.startsWith(entry.getKey())) {
                    return entry.getValue();
                }
            }
            return null;
        }

        private static int mask(String words) {
            int mask = 0;
            for (String word : words.split(" ", -1)) {
                Integer bit = WORDS.get(word);
                if (bit == null) {
                    throw new IllegalStateException("no effect is called " + word);
                }
                mask |= bit;
            }
            return mask;
        }
    }
}
