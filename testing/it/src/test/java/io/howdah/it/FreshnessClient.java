package io.howdah.it;

import io.howdah.base.Randomness;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that writes numbers which only grow, reads them and those of others in any way, and
 * looks whether any is less than it has written or read before.
 */
final class FreshnessClient {
    static final int CLIENTS = 64;
    static final String TABLES =
            "DROP TABLE IF EXISTS counters, marks; CREATE TABLE counters (id int PRIMARY KEY, n"
                    + " bigint NOT NULL); INSERT INTO counters SELECT id, 0 FROM generate_series(0,"
                    + " 63) id; CREATE TABLE marks (client int, n bigint, PRIMARY KEY (client, n))";

    /** The newest of each client's numbers that one of them knows, and that their writers know. */
    private record Known(long[] values, AtomicLongArray committed) {
        Known(AtomicLongArray committed) {
            this(new long[CLIENTS], committed);
        }

        void wrote(int by, long value) {
            values[by] = value;
            committed.set(by, value);
        }

        long[] acknowledged() {
            long[] now = new long[CLIENTS];
            Arrays.setAll(now, committed::get);
            return now;
        }
    }

    private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(100).toNanos();
    private static final int READS_OF_OTHERS = 8;

    private final Endpoint endpoint;
    private final FreshnessRecord record;
    private final int number;
    private final Randomness random;
    private final Thread thread;
    private final Known counters;
    private final Known marks;
    private long written;

    /**
     * Starts a client whose choices follow from {@code seed}; it asks until {@code record} stops.
     */
    FreshnessClient(Endpoint endpoint, FreshnessRecord record, int number, long seed) {
        this.endpoint = endpoint;
        this.record = record;
        this.number = number;
        this.random = Randomness.seeded(seed + number);
        this.counters = new Known(record.counters());
        this.marks = new Known(record.marks());
        this.thread = Thread.startVirtualThread(this::run);
    }

    /** Waits for its end; false when it still runs then. */
    boolean join(Duration limit) throws InterruptedException {
        return thread.join(limit);
    }

    private void run() {
        String mode = number % 2 == 0 ? "simple" : "extended";
        try (Connection connection = endpoint.connect("preferQueryMode", mode)) {
            if (number % 4 > 1) {
                Sql.run(connection, "SET synchronous_commit = off");
            }
            while (record.isRunning()) {
                write(connection);
                LockSupport.parkNanos(random.nextLong(LONGEST_PAUSE_NANOS));
                readOwn(connection);
                for (int i = 0; i < READS_OF_OTHERS; i++) {
                    LockSupport.parkNanos(random.nextLong(LONGEST_PAUSE_NANOS / READS_OF_OTHERS));
                    readOthers(connection);
                }
                readInTransaction(connection);
            }
        } catch (SQLException | RuntimeException e) {
            record.failed(e);
        }
    }

    // ---- writing

    private void write(Connection connection) throws SQLException {
        written++;
        switch (random.nextInt(3)) {
            case 0 -> {
                update(connection);
                counters.wrote(number, written);
            }
            case 1 -> {
                connection.setAutoCommit(false);
                update(connection);
                connection.commit();
                counters.wrote(number, written); // before that, nobody has been told
                connection.setAutoCommit(true);
            }
            default -> insert(connection);
        }
        record.wrote();
    }

    private void update(Connection connection) throws SQLException {
        run(connection, "UPDATE counters SET n = ? WHERE id = ?", written, number);
    }

    private void insert(Connection connection) throws SQLException {
        run(connection, "INSERT INTO marks (n, client) VALUES (?, ?)", written, number);
        marks.wrote(number, written);
    }

    private static void run(Connection connection, String sql, long value, int client)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, value);
            statement.setInt(2, client);
            statement.executeUpdate();
        }
    }

    // ---- reading

    private void readOwn(Connection connection) throws SQLException {
        readCounter(connection, number);
        readMark(connection, number);
    }

    /** Each read has a snapshot of its own, and none may be older than the one before. */
    private void readInTransaction(Connection connection) throws SQLException {
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        readOwn(connection);
        readOthers(connection);
        connection.commit();
        connection.setAutoCommit(true);
        connection.setReadOnly(false);
    }

    private void readOthers(Connection connection) throws SQLException {
        switch (random.nextInt(4)) {
            case 0 -> readCounter(connection, random.nextInt(CLIENTS));
            case 1 -> readMark(connection, random.nextInt(CLIENTS));
            default -> readAll(connection);
        }
    }

    private void readCounter(Connection connection, int of) throws SQLException {
        read(connection, "SELECT id, n FROM counters WHERE id = ?", counters, of);
    }

    private void readMark(Connection connection, int of) throws SQLException {
        read(connection, "SELECT client, max(n) FROM marks WHERE client = ? GROUP BY 1", marks, of);
    }

    private void readAll(Connection connection) throws SQLException {
        read(connection, "SELECT id, n FROM counters WHERE id >= ?", counters, 0);
    }

    private void read(Connection connection, String sql, Known known, int from)
            throws SQLException {
        long[] acknowledged = known.acknowledged();
        long least = known.values[from];
        boolean found = false;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, from);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    int of = rows.getInt(1);
                    found |= of == from;
                    saw(sql, known, of, rows.getLong(2), acknowledged[of]);
                }
            }
        }
        if (!found && least > 0) {
            saw(sql, known, from, 0, acknowledged[from]);
        }
        record.read();
    }

    private void saw(String sql, Known known, int of, long value, long acknowledged) {
        if (value < known.values[of]) {
            String what =
                    "client %d saw %d of %d after %d: %s"
                            .formatted(number, value, of, known.values[of], sql);
            if (of == number) {
                record.stale(what);
            } else if (acknowledged < known.values[of]) {
                record.ahead();
            } else {
                record.back(what);
            }
        }
        known.values[of] = Math.max(known.values[of], value);
    }
}
