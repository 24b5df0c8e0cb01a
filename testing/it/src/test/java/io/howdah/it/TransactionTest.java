package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.howdah.gateway.config.PoolMode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Transactions: their ends, errors within, savepoints, kinds. */
@EachRig
final class TransactionTest {
    private final Rig rig;

    TransactionTest(Rig rig) {
        this.rig = rig;
    }

    @BeforeEach
    void makeTable() throws Exception {
        rig.direct().run("DROP TABLE IF EXISTS ledger; CREATE TABLE ledger (amount int)");
    }

    @Test
    void commitsAndRollsBack() throws Exception {
        try (Connection writer = rig.howdah().connect();
                Connection reader = rig.howdah().connect()) {
            writer.setAutoCommit(false);
            for (int i = 1; i <= 10; i++) {
                pay(writer, i);
                assertEquals(i, count(writer));
                assertEquals(i - 1, count(reader));
                writer.commit();
                assertEquals(i, count(reader));
                pay(writer, -1);
                writer.rollback();
                assertEquals(i, count(reader));
            }
        }
    }

    @Test
    void keepsATransactionOnItsBackend() throws Exception {
        try (Connection one = rig.howdah().connect();
                Connection other = rig.howdah().connect()) {
            one.setAutoCommit(false);
            String backend = Sql.value(one, "SELECT pg_backend_pid()");
            for (int i = 0; i < 20; i++) {
                assertTrue(!backend.equals(Sql.value(other, "SELECT pg_backend_pid()")));
                assertEquals(backend, Sql.value(one, "SELECT pg_backend_pid()"));
            }
            one.commit();
        }
    }

    @Test
    void sharesFewBackendsBetweenManyClients() throws Exception {
        assumeTrue(rig.mode() == PoolMode.TRANSACTION);
        Set<String> backends = new TreeSet<>();
        List<Connection> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 3 * Rig.TRANSACTION_POOL; i++) {
                clients.add(rig.howdah().connect("prepareThreshold", "1"));
                for (Connection client : clients) {
                    backends.add(Sql.value(client, "SELECT pg_backend_pid()"));
                }
            }
        } finally {
            for (Connection client : clients) {
                client.close();
            }
        }
        assertTrue(backends.size() <= Rig.TRANSACTION_POOL, "backends: " + backends);
    }

    @Test
    void refusesStatementsAfterAnErrorUntilTheEnd() throws Exception {
        try (Connection connection = rig.howdah().connect("prepareThreshold", "1")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 5; i++) {
                assertEquals("1", Sql.value(connection, "SELECT 1"));
                assertEquals("22012", Sql.state(() -> Sql.value(connection, "SELECT 1 / 0")));
                assertEquals("25P02", Sql.state(() -> Sql.value(connection, "SELECT 1")));
                assertEquals("25P02", Sql.state(() -> Sql.value(connection, "SELECT 2")));
                connection.rollback();
            }
            assertEquals("1", Sql.value(connection, "SELECT 1"));
            connection.commit();
        }
    }

    @Test
    void rollsBackToSavepoints() throws Exception {
        try (Connection connection = rig.howdah().connect()) {
            connection.setAutoCommit(false);
            pay(connection, 1);
            Savepoint outer = connection.setSavepoint("outer");
            pay(connection, 2);
            Savepoint inner = connection.setSavepoint();
            assertEquals("22012", Sql.state(() -> Sql.value(connection, "SELECT 1 / 0")));
            connection.rollback(inner);
            assertEquals(2, count(connection));
            connection.releaseSavepoint(inner);
            connection.rollback(outer);
            connection.commit();
            assertEquals(1, count(connection));
            connection.commit();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"always", "conservative"})
    void survivesErrorsByAutosave(String autosave) throws Exception {
        try (Connection connection =
                rig.howdah().connect("autosave", autosave, "prepareThreshold", "1")) {
            connection.setAutoCommit(false);
            for (int i = 1; i <= 4; i++) {
                pay(connection, i);
                assertEquals(i, count(connection));
                if (autosave.equals("always")) {
                    assertEquals("22012", Sql.state(() -> Sql.value(connection, "SELECT 1 / 0")));
                }
            }
            connection.commit();
            assertEquals(4, count(connection));
            connection.commit();
        }
    }

    /** The schema changes under a named statement; autosave is how pgjdbc lives with it. */
    @Test
    void outlivesASchemaChangeByAutosave() throws Exception {
        try (Connection connection =
                rig.howdah().connect("autosave", "conservative", "prepareThreshold", "1")) {
            connection.setAutoCommit(false);
            pay(connection, 5);
            for (int i = 0; i < 5; i++) {
                assertEquals(List.of("5"), Sql.rows(connection, "SELECT * FROM ledger"));
            }
            Sql.run(connection, "ALTER TABLE ledger ADD note text DEFAULT 'n'");
            assertEquals(List.of("5|n"), Sql.rows(connection, "SELECT * FROM ledger"));
            connection.commit();
        }
    }

    @Test
    void keepsIsolationAndReadOnlyToItself() throws Exception {
        try (Connection one = rig.howdah().connect();
                Connection other = rig.howdah().connect()) {
            one.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            one.setReadOnly(true);
            one.setAutoCommit(false);
            for (int i = 0; i < 10; i++) {
                assertEquals("serializable", Sql.value(one, "SHOW transaction_isolation"));
                assertEquals("25006", Sql.state(() -> pay(one, 1)));
                one.rollback();
                assertEquals("read committed", Sql.value(other, "SHOW transaction_isolation"));
                pay(other, 1);
            }
        }
    }

    @Test
    void knowsTransactionsThatTextsBeginAndEnd() throws Exception {
        try (Connection one = rig.howdah().connect("preferQueryMode", "simple");
                Connection other = rig.howdah().connect()) {
            Sql.run(one, "/* a */ begin; INSERT INTO ledger VALUES (1); SAVEPOINT s");
            Sql.run(one, "INSERT INTO ledger VALUES (2)");
            assertEquals(0, count(other));
            Sql.run(one, "ROLLBACK TO s; COMMIT AND CHAIN; INSERT INTO ledger VALUES (3)");
            assertEquals(1, count(other));
            Sql.run(one, "rollback; begin; end; INSERT INTO ledger VALUES (4)");
            assertEquals(2, count(other));
        }
    }

    @Test
    void undoesAMultiStatementQueryThatFails() throws Exception {
        try (Connection connection = rig.howdah().connect("preferQueryMode", "simple")) {
            for (int i = 0; i < 3; i++) {
                assertEquals(
                        "22012",
                        Sql.state(
                                () ->
                                        Sql.run(
                                                connection,
                                                "INSERT INTO ledger VALUES (1); SELECT 1/0;"
                                                        + " INSERT INTO ledger VALUES (2)")));
                assertEquals(0, count(connection));
            }
        }
    }

    @Test
    void rollsBackWhatALostClientBegan() throws Exception {
        for (int i = 0; i < 5; i++) {
            Connection lost = rig.howdah().connect();
            lost.setAutoCommit(false);
            pay(lost, 1);
            Sql.run(lost, "LOCK TABLE ledger IN ACCESS EXCLUSIVE MODE");
            lost.abort(Runnable::run);
            try (Connection next = rig.howdah().connect()) {
                assertEquals(0, count(next));
            }
        }
    }

    @Test
    void rollsBackWhatAClosedClientBegan() throws Exception {
        for (int i = 0; i < 5; i++) {
            try (Connection closed = rig.howdah().connect()) {
                closed.setAutoCommit(false);
                pay(closed, 1);
            }
            try (Connection next = rig.howdah().connect()) {
                assertEquals(0, count(next));
            }
        }
    }

    private static void pay(Connection connection, int amount) throws SQLException {
        Sql.run(connection, "INSERT INTO ledger VALUES (" + amount + ")");
    }

    private static int count(Connection connection) throws SQLException {
        return Integer.parseInt(Sql.value(connection, "SELECT count(*) FROM ledger"));
    }
}
