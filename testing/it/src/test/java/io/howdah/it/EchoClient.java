package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.howdah.base.Randomness;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A client that marks each of its requests, and looks for the mark in every row of the answer. When
 * its session or transaction is lost it begins anew.
 */
final class EchoClient {
    private final Endpoint endpoint;
    private final EchoRecord record;
    private final String name;
    private final Randomness random;
    private final Thread thread;
    private int requests;
    private volatile String current = "connecting";

    /**
     * Starts a client whose choices follow from {@code seed}; it asks until {@code record} stops.
     */
    EchoClient(Endpoint endpoint, EchoRecord record, int number, long seed) {
        this.endpoint = endpoint;
        this.record = record;
        this.name = "client " + number;
        this.random = Randomness.seeded(seed + number);
        this.thread = Thread.startVirtualThread(this::run);
    }

    /** Waits for its end; false when it still runs then. */
    boolean join(Duration limit) throws InterruptedException {
        return thread.join(limit);
    }

    private void run() {
        while (record.isRunning()) {
            try (Connection connection =
                    endpoint.connect("prepareThreshold", Integer.toString(random.nextInt(3)))) {
                converse(connection);
            } catch (SQLException e) {
                record.failure(name + " connecting or leaving", e);
            } catch (RuntimeException | AssertionError e) {
                record.wrong(e);
                return;
            }
        }
    }

    private void converse(Connection connection) throws SQLException {
        while (record.isRunning() && !connection.isClosed()) {
            String mark = name + " request " + requests++;
            try {
                ask(connection, mark);
                record.answered();
            } catch (SQLException e) {
                record.failure(current, e);
                if (!connection.isClosed()) {
                    connection.setAutoCommit(true); // ends what is left of a transaction
                }
            }
        }
    }

    private void ask(Connection connection, String mark) throws SQLException {
        Request request = Request.values()[random.nextInt(Request.values().length)];
        current = mark + " (" + request + ")";
        switch (request) {
            case PREPARED -> askPrepared(connection, mark);
            case SIMPLE -> askSimple(connection, mark);
            case BATCH -> askInBatch(connection, mark);
            case INSERT -> insert(connection, mark);
            case TRANSACTION -> askInTransaction(connection, mark);
        }
    }

    private void askPrepared(Connection connection, String mark) throws SQLException {
        int count = 1 + random.nextInt(30);
        List<String> rows =
                Sql.rows(connection, "SELECT ?::text FROM generate_series(1, ?)", mark, count);
        assertEquals(Collections.nCopies(count, mark), rows);
    }

    private static void askSimple(Connection connection, String mark) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT '" + mark + "' UNION ALL SELECT 'end'")) {
            assertEquals(List.of(mark, "end"), Sql.rows(rows));
        }
    }

    private void askInBatch(Connection connection, String mark) throws SQLException {
        int count = 2 + random.nextInt(20);
        List<String> marks = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "INSERT INTO echoes VALUES (?)", Statement.RETURN_GENERATED_KEYS)) {
            for (int i = 0; i < count; i++) {
                marks.add(mark + " part " + i);
                statement.setString(1, marks.getLast());
                statement.addBatch();
            }
            assertEquals(count, statement.executeBatch().length);
            assertEquals(marks, Sql.rows(statement.getGeneratedKeys()));
        }
        marks.forEach(record::kept);
    }

    private void insert(Connection connection, String mark) throws SQLException {
        String sql = "INSERT INTO echoes VALUES (?) RETURNING mark";
        assertEquals(List.of(mark), Sql.rows(connection, sql, mark));
        record.kept(mark);
    }

    private void askInTransaction(Connection connection, String mark) throws SQLException {
        connection.setAutoCommit(false);
        String backend = Sql.value(connection, "SELECT pg_backend_pid()");
        Sql.rows(connection, "INSERT INTO echoes VALUES (?) RETURNING mark", mark);
        assertEquals(
                backend + "|" + mark, Sql.value(connection, "SELECT pg_backend_pid(), ?", mark));
        connection.commit();
        record.kept(mark);
        connection.setAutoCommit(true);
    }

    /** What it waits for, or did last. */
    @Override
    public String toString() {
        return current;
    }

    private enum Request {
        PREPARED,
        SIMPLE,
        BATCH,
        INSERT,
        TRANSACTION
    }
}
