package io.howdah.it;

import io.howdah.base.Randomness;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One client of a {@link SettingsHunt}: changes its settings at random, in all ways there are, and
 * compares what it sees with its model after each statement. One thread.
 */
final class SettingsHunter {
    private static final Map<String, List<String>> VALUES =
            Map.of(
                    "work_mem", List.of("1MB", "2MB", "3MB", "5MB"),
                    "lock_timeout", List.of("0", "11s", "12s", "1234ms"),
                    "search_path", List.of("\"$user\", public", "red, blue", "blue", "\"\""),
                    "timezone", List.of("UTC", "Asia/Tokyo", "Europe/Berlin"),
                    "datestyle", List.of("ISO, MDY", "ISO, DMY", "ISO, YMD"),
                    "application_name", List.of("", "one", "another one", "it's \\ \"me\""),
                    "random_page_cost", List.of("4", "3", "1.5"),
                    "role", List.of("none", "pg_monitor", "pg_read_all_stats"),
                    "app.tenant", List.of("", "t1", "t2", "it''s"),
                    "app.client", List.of("", "u1", "u2"));
    private static final List<String> NAMES = VALUES.keySet().stream().sorted().toList();
    private static final String LOOK =
            NAMES.stream()
                    .map(name -> "coalesce(current_setting('" + name + "', true), '')")
                    .collect(Collectors.joining(",", "SELECT ARRAY[", "]"));
    private static final List<String> SAVEPOINTS = List.of("a", "b");

    private final Endpoint endpoint;
    private final Randomness random;
    private final Deque<String> history = new ArrayDeque<>();
    private SettingsModel model = new SettingsModel(Map.of());
    private @Nullable Connection connection;

    SettingsHunter(Endpoint endpoint, Randomness random) {
        this.endpoint = endpoint;
        this.random = random;
    }

    /** What it did last, for whoever has to find out why. */
    String history() {
        return String.join("\n", history);
    }

    /** Does one thing, and looks. */
    void step() throws Exception {
        if (connection == null || random.nextInt(60) == 0) {
            close();
            connection = connect();
        }
        try {
            if (model.values().isEmpty()) {
                model = new SettingsModel(values(connection));
            }
            act(connection);
            look(connection);
        } catch (SQLException e) {
            recover(connection, e);
        }
    }

    private Connection connect() throws Exception {
        model = new SettingsModel(Map.of());
        boolean own = random.nextInt(2) == 0;
        String name = own ? "hunter " + random.nextInt(3) : "hunter";
        String memory = own ? "5MB" : "";
        history.add("-- connects as " + name + " with work_mem " + memory);
        return endpoint.connect(
                "ApplicationName",
                name,
                "options",
                own ? "-c work_mem=5MB -c app.tenant=t1" : "",
                "preferQueryMode",
                random.nextInt(2) == 0 ? "simple" : "extended");
    }

    private static Map<String, String> values(Connection connection) throws SQLException {
        Map<String, String> values = new TreeMap<>();
        String[] seen = look(connection, LOOK);
        for (int i = 0; i < seen.length; i++) {
            values.put(NAMES.get(i), seen[i]);
        }
        return values;
    }

    private static String[] look(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return (String[]) rows.getArray(1).getArray();
        }
    }

    private void look(Connection open) throws SQLException {
        Map<String, String> seen = values(open);
        if (!seen.equals(model.values())) {
            throw new AssertionError(
                    "sees " + seen + "\nshould see " + model.values() + "\nafter\n" + history());
        }
    }

    private void run(Connection open, String sql) throws SQLException {
        history.add(sql);
        if (history.size() > 40) {
            history.removeFirst();
        }
        Sql.run(open, sql);
    }

    private void act(Connection open) throws SQLException {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        List<String> choices = VALUES.getOrDefault(name, List.of());
        String value = choices.get(random.nextInt(choices.size()));
        switch (random.nextInt(16)) {
            case 0, 1 -> set(open, name, value);
            case 2 -> configure(open, name, value, false);
            case 3 -> configure(open, name, value, true);
            case 4 -> {
                run(open, "SET LOCAL " + assignment(name, value));
                model.setLocal(name, value);
            }
            case 5 -> {
                run(open, random.nextInt(2) == 0 ? "RESET " + name : defaulting(name));
                model.reset(name);
            }
            case 6 -> resetAll(open);
            case 7, 8, 9, 10 -> transaction(open);
            case 11 -> fail(open, "SELECT 1/0");
            case 12 -> fail(open, "SET " + assignment(name, value) + "; SELECT 1/0");
            case 13 -> {
                run(open, "SET work_mem = '3MB'; SET " + assignment(name, value));
                model.set("work_mem", "3MB");
                model.set(name, value);
            }
            default -> run(open, "SELECT 1");
        }
    }

    private static String defaulting(String name) {
        return name.equals("role") ? "RESET ROLE" : "SET " + name + " TO DEFAULT";
    }

    private void set(Connection open, String name, String value) throws SQLException {
        run(open, (random.nextInt(2) == 0 ? "SET " : "set session ") + assignment(name, value));
        model.set(name, value);
    }

    private static String assignment(String name, String value) {
        return name.equals("search_path")
                ? "search_path TO " + value.replace("\"\"", "''")
                : name + " = '" + value.replace("'", "''") + "'";
    }

    private void configure(Connection open, String name, String value, boolean local)
            throws SQLException {
        String text = value.replace("'", "''");
        run(open, "SELECT set_config('" + name + "', '" + text + "', " + local + ")");
        if (local) {
            model.setLocal(name, value);
        } else {
            model.set(name, value);
        }
    }

    private void resetAll(Connection open) throws SQLException {
        if (random.nextInt(4) > 0) {
            run(open, "RESET ALL");
            model.resetAll();
        } else if (!model.isInTransaction()) {
            run(open, "DISCARD ALL");
            model.discardAll();
        }
    }

    private void transaction(Connection open) throws SQLException {
        String savepoint = SAVEPOINTS.get(random.nextInt(SAVEPOINTS.size()));
        if (!model.isInTransaction()) {
            run(open, "BEGIN");
            model.begin();
            return;
        }
        switch (random.nextInt(6)) {
            case 0 -> {
                run(open, "COMMIT");
                model.commit();
            }
            case 1 -> {
                run(open, "ROLLBACK");
                model.rollback();
            }
            case 2, 3 -> {
                run(open, "SAVEPOINT " + savepoint);
                model.savepoint(savepoint);
            }
            case 4 -> {
                if (model.has(savepoint)) {
                    run(open, "ROLLBACK TO " + savepoint);
                    model.rollbackTo(savepoint);
                }
            }
            default -> {
                if (model.has(savepoint)) {
                    run(open, "RELEASE " + savepoint);
                    model.release(savepoint);
                }
            }
        }
    }

    private void fail(Connection open, String sql) throws SQLException {
        try {
            run(open, sql);
            throw new AssertionError(sql + " succeeded");
        } catch (SQLException e) {
            if (!"22012".equals(e.getSQLState())) {
                throw e;
            }
            if (e.getNextException() != null) {
                throw e.getNextException(); // killed before it could say that it was done
            }
        }
        if (!model.isInTransaction()) {
            return;
        }
        String savepoint = SAVEPOINTS.get(random.nextInt(SAVEPOINTS.size()));
        if (model.has(savepoint)) {
            run(open, "ROLLBACK TO " + savepoint);
            model.rollbackTo(savepoint);
        } else {
            run(open, random.nextInt(2) == 0 ? "ROLLBACK" : "COMMIT");
            model.rollback();
        }
    }

    /** Its backend was killed: the transaction is lost, or nobody knows what the statement did. */
    private void recover(Connection open, SQLException e) throws SQLException {
        String state = String.valueOf(e.getSQLState());
        if (!state.equals("57P01") && !state.startsWith("08") && !state.equals("25P02")) {
            throw new AssertionError(state + " after\n" + history(), e);
        }
        history.add("-- " + e.getMessage());
        boolean go = false;
        if (model.isInTransaction() && !open.isClosed()) {
            try {
                run(open, "ROLLBACK");
                model.rollback();
                look(open);
                go = true;
            } catch (SQLException again) {
                history.add("-- " + again.getMessage());
            }
        }
        if (!go) {
            close();
        }
    }

    void close() throws SQLException {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
