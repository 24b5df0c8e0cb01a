package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

/** Cancelling one's own statement, by hand and by a time-out. */
@EachRig
final class CancelTest {
    private final Rig rig;

    CancelTest(Rig rig) {
        this.rig = rig;
    }

    @Test
    void cancelsARunningStatement() throws Exception {
        try (Connection connection = rig.howdah().connect();
                Statement statement = connection.createStatement()) {
            for (int round = 0; round < 3; round++) {
                String mark = "cancelled in round " + round;
                CompletableFuture<String> outcome = new CompletableFuture<>();
                Thread.startVirtualThread(
                        () -> outcome.complete(Sql.state(() -> sleep(statement, mark))));
                awaitRunning(mark);
                statement.cancel();
                assertEquals("57014", outcome.get());
                assertEquals("1", Sql.value(connection, "SELECT 1"));
            }
        }
    }

    @Test
    void cancelsInsideATransaction() throws Exception {
        try (Connection connection = rig.howdah().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setQueryTimeout(1);
            assertEquals("57014", Sql.state(() -> sleep(statement, "timed out")));
            assertEquals("25P02", Sql.state(() -> Sql.value(connection, "SELECT 1")));
            connection.rollback();
            assertEquals("1", Sql.value(connection, "SELECT 1"));
            connection.commit();
        }
    }

    @Test
    void ignoresACancelOfNothing() throws Exception {
        try (Connection connection = rig.howdah().connect();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 20; i++) {
                statement.cancel();
                assertEquals("1", Sql.value(connection, "SELECT 1"));
            }
        }
    }

    /** PostgreSQL has sent the signal when it closes the canceller's connection; so must Howdah. */
    @Test
    void ignoresACancelBetweenStatementsOfATransaction() throws Exception {
        try (Connection connection = rig.howdah().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 20; i++) {
                statement.cancel();
                assertEquals("1", Sql.value(connection, "SELECT 1"));
            }
            connection.commit();
        }
    }

    @Test
    void cancelsAWaitForABackend() throws Exception {
        try (Front narrow = Front.of(rig.mode(), 1, rig.direct().address());
                Connection holder = narrow.endpoint().connect();
                Connection waiting = narrow.endpoint().connect();
                Statement statement = waiting.createStatement()) {
            holder.setAutoCommit(false);
            Sql.run(holder, "SELECT 1");
            CompletableFuture<String> outcome = new CompletableFuture<>();
            Thread.startVirtualThread(
                    () -> outcome.complete(Sql.state(() -> sleep(statement, "never starts"))));
            Await.until("one waits", () -> narrow.figure("howdah_clients_waiting") == 1);
            statement.cancel();
            assertEquals("57014", outcome.get());
            holder.commit();
        }
    }

    private void awaitRunning(String mark) throws Exception {
        try (Connection watcher = rig.direct().connect()) {
            Await.until(
                    mark + " runs",
                    () ->
                            Sql.value(
                                            watcher,
                                            "SELECT count(*) FROM pg_stat_activity WHERE state ="
                                                    + " 'active' AND query LIKE ? AND pid <>"
                                                    + " pg_backend_pid()",
                                            "%" + mark + "%")
                                    .equals("1"));
        }
    }

    private static void sleep(Statement statement, String mark) throws SQLException {
        statement.execute("SELECT pg_sleep(30) /* " + mark + " */");
    }
}
