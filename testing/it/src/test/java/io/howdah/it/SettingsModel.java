package io.howdah.it;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the settings of one PostgreSQL session are, by what was done to them: the reference that
 * {@link SettingsHunt} compares with.
 */
final class SettingsModel {
    private final Map<String, String> start;
    private State now;
    private final Deque<Map.Entry<String, State>> savepoints = new ArrayDeque<>();
    private boolean inTransaction;

    /** Values for the session, and those that mask them until the transaction ends. */
    private record State(Map<String, String> session, Map<String, String> local) {
        State copy() {
            return new State(new HashMap<>(session), new HashMap<>(local));
        }
    }

    /** A session that begins with these values of all settings there are. */
    SettingsModel(Map<String, String> start) {
        this.start = Map.copyOf(start);
        this.now = new State(new HashMap<>(start), new HashMap<>());
    }

    boolean isInTransaction() {
        return inTransaction;
    }

    void set(String name, String value) {
        now.session().put(name, value);
        now.local().remove(name);
    }

    void setLocal(String name, String value) {
        if (inTransaction) {
            now.local().put(name, value);
        }
    }

    void reset(String name) {
        set(name, start.getOrDefault(name, ""));
    }

    /** All but the role, which RESET ALL leaves alone. */
    void resetAll() {
        start.keySet().stream().filter(name -> !name.equals("role")).forEach(this::reset);
    }

    void discardAll() {
        start.keySet().forEach(this::reset);
    }

    void begin() {
        inTransaction = true;
        savepoint("");
    }

    void commit() {
        now.local().clear();
        end();
    }

    void rollback() {
        if (inTransaction) {
            now = savepoints.getLast().getValue();
            end();
        }
    }

    private void end() {
        savepoints.clear();
        inTransaction = false;
    }

    void savepoint(String name) {
        savepoints.push(Map.entry(name, now.copy()));
    }

    boolean has(String savepoint) {
        return savepoints.stream().anyMatch(entry -> entry.getKey().equals(savepoint));
    }

    void release(String name) {
        while (!savepoints.pop().getKey().equals(name)) {}
    }

    void rollbackTo(String name) {
        while (!savepoints.element().getKey().equals(name)) {
            savepoints.pop();
        }
        now = savepoints.element().getValue().copy();
    }

    /** Every setting's value as a statement sees it now. */
    Map<String, String> values() {
        Map<String, String> values = new TreeMap<>(now.session());
        values.putAll(now.local());
        return values;
    }
}
