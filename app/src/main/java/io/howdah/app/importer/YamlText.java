package io.howdah.app.importer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A howdah.yaml in the making: sections, lists of sections, and scalars by key. */
final class YamlText {
    /** What needs no quotes whatever it may look like: every value is read as text. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_/][A-Za-z0-9_./+-]*");

    private static final List<String> WORDS = List.of("null", "true", "false");

    private final Map<String, Object> root = new LinkedHashMap<>();

    /** Sets {@code key}, such as {@code pool.size}. */
    void set(String key, String value) {
        put(root, key, value);
    }

    /** Sets {@code key} to a list of words. */
    void set(String key, List<String> values) {
        put(root, key, values);
    }

    /** Takes back what was set at {@code section.key}. */
    void remove(String section, String key) {
        if (root.get(section) instanceof Map<?, ?> tree) {
            tree.remove(key);
        }
    }

    /** Sets {@code key} to a list of sections, each with values by key. */
    void sections(String key, List<Map<String, String>> sections) {
        List<Map<String, Object>> all =
                sections.stream()
                        .map(
                                section -> {
                                    Map<String, Object> tree = new LinkedHashMap<>();
                                    section.forEach((name, value) -> put(tree, name, value));
                                    return tree;
                                })
                        .toList();
        root.put(key, all);
    }

    @SuppressWarnings("unchecked") // what is in a tree at a key with a dot is a tree
    private static void put(Map<String, Object> tree, String key, Object value) {
        int dot = key.indexOf('.');
        if (dot < 0) {
            tree.put(key, value);
        } else {
            Object inner =
                    tree.computeIfAbsent(key.substring(0, dot), _ -> new TreeMap<String, Object>());
            put((Map<String, Object>) inner, key.substring(dot + 1), value);
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        write(root, "", text);
        return text.toString();
    }

    private static void write(Map<?, ?> tree, String indent, StringBuilder text) {
        tree.forEach(
                (key, value) -> {
                    text.append(indent).append(key).append(':');
                    if (value instanceof Map<?, ?> section) {
                        text.append('\n');
                        write(section, indent + "  ", text);
                    } else if (value instanceof List<?> list) {
                        write(list, indent + "  ", text);
                    } else {
                        text.append(' ').append(scalar(value.toString())).append('\n');
                    }
                });
    }

    private static void write(List<?> list, String indent, StringBuilder text) {
        if (list.isEmpty()) {
            text.append(" []\n");
            return;
        }
        text.append('\n');
        for (Object item : list) {
            if (item instanceof Map<?, ?> section) {
                StringBuilder inner = new StringBuilder();
                write(section, indent + "  ", inner);
                text.append(indent).append("- ").append(inner.substring(indent.length() + 2));
            } else {
                text.append(indent).append("- ").append(scalar(item.toString())).append('\n');
            }
        }
    }

    /** A dollar sign is doubled where it would begin a variable. */
    static String scalar(String value) {
        String literal = value.replace("${", "$${");
        boolean plain = PLAIN.matcher(literal).matches() && !WORDS.contains(literal);
        return plain ? literal : "'" + literal.replace("'", "''") + "'";
    }
}
