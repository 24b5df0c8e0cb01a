package io.howdah.bench.server;

import io.howdah.bench.machine.Machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * A Howdah with settings of its own, measured beside the others.
 *
 * @param name as in tables and on the command line
 * @param settings what differs from the defaults, by the key's path: {@code pool.mode}; in values,
 *     {@value #NODE} stands for PostgreSQL's address and {@value #SOCKETS} for the directory of its
 *     Unix socket
 * @param jvm options of the JVM, after those of {@code ./howdah}
 */
public record Variant(String name, SequencedMap<String, String> settings, List<String> jvm) {
    /** Howdah as it comes. */
    public static final String DEFAULT = "howdah";

    /** The name that the figures owed look for: Howdah without multiplexing. */
    public static final String RELAYED = "relayed";

    static final String NODE = "${NODE}";
    static final String SOCKETS = "${SOCKETS}";

    /** Every step of which we want to know what it buys, on or off: a line each. */
    public static final List<Variant> KNOWN =
            List.of(
                    of(DEFAULT),
                    of(RELAYED, "multiplexing.enabled=false"),
                    of("texts-as-they-come", "multiplexing.prepare=false"),
                    of("literals-stay", "multiplexing.literals=false"),
                    of("shared-sync", "multiplexing.shared-sync=true"),
                    of("not-adapted", "multiplexing.adapt=false"),
                    of("begin-at-once", "pool.begin-delay=0s"),
                    of("spin", "spin=50us"),
                    of(
                            "unix-socket",
                            "nodes=[{address: \""
                                    + NODE
                                    + "\", unix-socket: \""
                                    + SOCKETS
                                    + "\"}]"),
                    of("loop-a-core", "threads=" + Machine.processors()),
                    of("untracked", "clients.track-sessions=false"),
                    of("cold", "-XX:AOTMode=off"));

    public Variant {
        settings = new LinkedHashMap<>(settings);
        jvm = List.copyOf(jvm);
    }

    /**
     * A variant by what differs.
     *
     * @param changes each {@code key.of.setting=value}, or an option of the JVM, which has a dash
     * @throws IllegalArgumentException when one is neither
     */
    public static Variant of(String name, String... changes) {
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        List<String> jvm = new ArrayList<>();
        for (String change : changes) {
            int equals = change.indexOf('=');
            if (change.startsWith("-")) {
                jvm.add(change);
            } else if (equals > 0) {
                settings.put(change.substring(0, equals), change.substring(equals + 1));
            } else {
                throw new IllegalArgumentException("'" + change + "' is not KEY=VALUE");
            }
        }
        return new Variant(name, settings, jvm);
    }

    /**
     * A variant as written on the command line, {@code NAME:KEY=VALUE,KEY=VALUE}.
     *
     * @throws IllegalArgumentException with what was expected
     */
    public static Variant parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new IllegalArgumentException("'" + text + "' is not NAME:KEY=VALUE[,KEY=VALUE…]");
        }
        return of(text.substring(0, colon), text.substring(colon + 1).split(",", -1));
    }

    /** A {@code howdah.yaml} of {@code common} settings and these, which override them. */
    String yaml(SequencedMap<String, String> common) {
        SequencedMap<String, String> all = new TreeMap<>(common);
        all.putAll(settings);
        StringBuilder yaml = new StringBuilder();
        List<String> open = List.of();
        for (var setting : all.entrySet()) {
            List<String> path = List.of(setting.getKey().split("\\.", -1));
            List<String> sections = path.subList(0, path.size() - 1);
            for (int depth = 0; depth < sections.size(); depth++) {
                if (open.size() <= depth
                        || !open.subList(0, depth + 1).equals(sections.subList(0, depth + 1))) {
                    line(yaml, depth, sections.get(depth), "");
                }
            }
            line(yaml, sections.size(), path.getLast(), " " + setting.getValue());
            open = sections;
        }
        return yaml.toString();
    }

    private static void line(StringBuilder yaml, int depth, String key, String value) {
        yaml.append("  ".repeat(depth)).append(key).append(':').append(value).append('\n');
    }
}
