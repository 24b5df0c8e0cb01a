package io.howdah.gateway.internal.backend;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a session wants set beyond the server's, database's and role's own values, as one immutable
 * value with a difference. Names are lower case, as PostgreSQL compares them.
 */
public record SessionSettings(SortedMap<String, String> values) {
    /** Nothing of its own: a freshly started backend. */
    public static final SessionSettings NONE = new SessionSettings(new TreeMap<>());

    /** Copies {@code values}. */
    public SessionSettings {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** The value wanted, or null. */
    public @Nullable String value(String name) {
        return values.get(name);
    }

    /** These settings without {@code name}. */
    public SessionSettings without(String name) {
        if (!values.containsKey(name)) {
            return this;
        }
        TreeMap<String, String> fewer = new TreeMap<>(values);
        fewer.remove(name);
        return new SessionSettings(fewer);
    }

    /**
     * Whether a server that has accepted these settings once may refuse them later: a role can be
     * dropped or taken away, and a library can begin to check a parameter that it defines.
     */
    public boolean mayBeRefused() {
        for (String name : values.keySet()) {
            if (name.equals("role")
                    || name.equals("session_authorization")
                    || name.indexOf('.') >= 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * The statement that takes a session from these settings to {@code wanted}, or null when there
     * is nothing to do.
     *
     * <p>{@code set_config} and not SET: it takes a list such as {@code search_path}'s the way a
     * start-up packet does, and a null resets.
     */
    public @Nullable String statementTowards(SessionSettings wanted) {
        if (this == wanted || values.equals(wanted.values)) {
            return null;
        }
        StringBuilder sql = new StringBuilder("SELECT ");
        for (String name : values.keySet()) {
            if (!wanted.values.containsKey(name)) {
                append(sql, name, null);
            }
        }
        for (Map.Entry<String, String> entry : wanted.values.entrySet()) {
            if (!entry.getValue().equals(values.get(entry.getKey()))) {
                append(sql, entry.getKey(), entry.getValue());
            }
        }
        return sql.toString();
    }

    private static void append(StringBuilder sql, String name, @Nullable String value) {
        if (sql.length() > "SELECT ".length()) {
            sql.append(',');
        }
        sql.append("pg_catalog.set_config(").append(literal(name)).append(',');
        sql.append(value == null ? "NULL" : literal(value)).append(",false)");
    }

    /** An escape string constant, which reads the same whatever standard_conforming_strings is. */
    private static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
