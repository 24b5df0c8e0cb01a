package io.howdah.app;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;
import io.howdah.embedded.EmbeddedCluster;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Clients that keep a gateway busy in every way that drivers talk to PostgreSQL. */
final class Traffic {
    private static final int CLIENTS = 16;

    /** How pgjdbc is told to send statements: as text, unnamed, or named from the first use on. */
    private static final List<String> MODES =
            List.of("preferQueryMode=simple", "prepareThreshold=0", "prepareThreshold=1");

    private final HostPort gateway;
    private final Clock clock;

    Traffic(HostPort gateway, Clock clock) {
        this.gateway = gateway;
        this.clock = clock;
    }

    /** Returns after {@code duration}; a client that fails just stops, as nothing hangs on it. */
    void run(Duration duration) {
        long end = clock.nanos() + duration.toNanos();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                String mode = MODES.get(i % MODES.size());
                var _ = clients.submit(() -> client(mode, end));
            }
        }
    }

    private Void client(String mode, long end) throws SQLException {
        String url = "jdbc:postgresql://" + gateway + "/" + EmbeddedCluster.DATABASE + "?" + mode;
        while (clock.nanos() - end < 0) {
            try (Connection connection =
                    DriverManager.getConnection(
                            url, EmbeddedCluster.USER, EmbeddedCluster.PASSWORD)) {
                for (int round = 0; round < 2_000 && clock.nanos() - end < 0; round++) {
                    statement(connection, round);
                    if (round % 10 == 0) {
                        transaction(connection, round);
                    }
                }
            }
        }
        return null;
    }

    private static void transaction(Connection connection, int round) throws SQLException {
        connection.setAutoCommit(false);
        statement(connection, round);
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static void statement(Connection connection, int round) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT oid, relname FROM pg_class WHERE oid = ?")) {
            statement.setInt(1, round);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    var _ = rows.getString(2);
                }
            }
        }
    }
}
