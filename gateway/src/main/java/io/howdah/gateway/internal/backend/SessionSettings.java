package io.howdah.gateway.internal.backend;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What a session wants set beyond the server's, database's and role's own values, as one immutable
 * value with a difference. Names are lower case, as PostgreSQL compares them.
 */
public record SessionSettings(SortedMap<String, String> values) {
    /** Nothing of its own: a freshly started backend. */
    public static final SessionSettings NONE = new SessionSettings(new TreeMap<>());

    /** A setting that changes no answer, and differs between clients that are else the same. */
    public static final String APPLICATION_NAME = "application_name";

    /** What the names of Howdah's own begin with: PostgreSQL keeps them, and reads none. */
    public static final String OWN = "howdah.";

    private static final String AUTHORIZATION = "session_authorization";
    private static final String ROLE = "role";

    /**
     * Settings that decide who one is, in the order in which they are set: the first resets the
     * second.
     */
    public static final List<String> IDENTITY = List.of(AUTHORIZATION, ROLE);

    /** A setting of two parts, of which a value may name one: the other is then as it was. */
    private static final String PARTIAL = "datestyle";

    /** Copies {@code values}. */
    public SessionSettings {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** The value wanted, or null. */
    public @Nullable String value(String name) {
        return values.get(name);
    }

    /** How many there are. */
    public int size() {
        return values.size();
    }

    /** Those that an answer may depend on, which sessions on one backend have in common. */
    public SessionSettings decisive() {
        SessionSettings decisive = without(APPLICATION_NAME);
        for (String name : values.tailMap(OWN).keySet()) {
            if (!name.startsWith(OWN)) {
                break;
            }
            decisive = decisive.without(name);
        }
        return decisive;
    }

    /** These settings without {@code name}. */
    public SessionSettings without(String name) {
        return with(name, null);
    }

    /**
     * These settings with one changed.
     *
     * @param value null: as the server has it
     */
    public SessionSettings with(String name, @Nullable String value) {
        String present = values.get(name);
        if (value == null ? present == null : value.equals(present)) {
            return this;
        }
        TreeMap<String, String> changed = new TreeMap<>(values);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return changed.isEmpty() ? NONE : new SessionSettings(changed);
    }

    /**
     * Whether a server that has accepted both once may refuse to lead from these settings to {@code
     * wanted}: a role can be dropped, a privilege taken back, and a library can begin to check a
     * parameter that it defines. To give up being somebody else always counts, as nothing may be
     * sent before that is certain.
     */
    public boolean mayBeRefused(SessionSettings wanted) {
        return mayBeRefusedBeside(wanted) || wanted.mayBeRefusedBeside(this);
    }

    private boolean mayBeRefusedBeside(SessionSettings other) {
        for (Map.Entry<String, String> entry : values.entrySet()) {
            String name = entry.getKey();
            boolean changes =
                    IDENTITY.contains(name) || !entry.getValue().equals(other.values.get(name));
            if (changes && !FreeSettings.has(name)) {
                return true;
            }
        }
        return false;
    }

    /** What can stay on the way to {@code wanted}: who one is is given up first. */
    SessionSettings keptIn(SessionSettings wanted) {
        TreeMap<String, String> kept = new TreeMap<>(values);
        kept.entrySet().retainAll(wanted.values.entrySet());
        kept.keySet().removeAll(IDENTITY);
        return new SessionSettings(kept);
    }

    /** Whether PostgreSQL takes any value for {@code name}, unless a library defines it. */
    public static boolean isCustom(String name) {
        return name.indexOf('.') >= 0;
    }

    /**
     * The statement that takes a session from these settings to {@code wanted}, or null when there
     * is nothing to do.
     *
     * <p>{@code set_config} and not SET: it takes a list such as {@code search_path}'s the way a
     * start-up packet does, and a null resets. Whoever has become somebody else becomes itself
     * again first, or might not be allowed the rest.
     *
     * @param literal makes a constant of a text, see {@link io.howdah.sql.SqlLiteral}
     */
    public @Nullable String statementTowards(
            SessionSettings wanted, UnaryOperator<String> literal) {
        if (values.equals(wanted.values)) {
            return null;
        }
        StringBuilder sql = new StringBuilder("SELECT ");
        for (String name : IDENTITY) {
            if (values.containsKey(name)) {
                append(sql, name, null, literal);
            }
        }
        for (String name : values.keySet()) {
            if (!wanted.values.containsKey(name) && !IDENTITY.contains(name)) {
                append(sql, name, null, literal);
            }
        }
        for (Map.Entry<String, String> entry : wanted.values.entrySet()) {
            String name = entry.getKey();
            if (!IDENTITY.contains(name) && !entry.getValue().equals(values.get(name))) {
                if (name.equals(PARTIAL) && values.containsKey(name)) {
                    append(sql, name, null, literal);
                }
                append(sql, name, entry.getValue(), literal);
            }
        }
        for (String name : IDENTITY) {
            if (wanted.values.containsKey(name)) {
                append(sql, name, wanted.values.get(name), literal);
            }
        }
        return sql.toString();
    }

    private static void append(
            StringBuilder sql, String name, @Nullable String value, UnaryOperator<String> literal) {
        if (sql.length() > "SELECT ".length()) {
            sql.append(',');
        }
        sql.append("pg_catalog.set_config(").append(literal.apply(name)).append(',');
        sql.append(value == null ? "NULL" : literal.apply(value)).append(",false)");
    }
}
