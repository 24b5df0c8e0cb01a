package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Batches, which pgjdbc sends as long pipelines with one Sync. */
@EachRig
final class BatchTest {
    private static final String INSERT = "INSERT INTO batch (note) VALUES (?)";

    private final Rig rig;

    BatchTest(Rig rig) {
        this.rig = rig;
    }

    @BeforeEach
    void makeTable() throws Exception {
        rig.direct()
                .run(
                        "DROP TABLE IF EXISTS batch;"
                                + " CREATE TABLE batch (id int GENERATED ALWAYS AS IDENTITY, note"
                                + " text NOT NULL CHECK (note <> 'bad'))");
    }

    @ParameterizedTest
    @CsvSource({
        "simple, 5, false",
        "extended, 5, false",
        "extended, 1, false",
        "extended, 1, true"
    })
    void insertsABatch(String mode, String threshold, String rewritten) throws Exception {
        int size = 3_000; // more than pgjdbc sends without reading answers between
        try (Connection connection = connect(mode, threshold, rewritten);
                PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (int i = 0; i < size; i++) {
                statement.setString(1, "note " + i);
                statement.addBatch();
            }
            assertEquals(size, statement.executeBatch().length);
            assertEquals(
                    Integer.toString(size),
                    Sql.value(connection, "SELECT count(DISTINCT note) FROM batch"));
        }
    }

    @Test
    void returnsGeneratedKeys() throws Exception {
        try (Connection connection = connect("extended", "1", "false");
                PreparedStatement statement =
                        connection.prepareStatement(INSERT, Statement.RETURN_GENERATED_KEYS)) {
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 50; i++) {
                    statement.setString(1, "x");
                    statement.addBatch();
                }
                statement.executeBatch();
                int first = 1 + 50 * round;
                assertEquals(
                        IntStream.range(first, first + 50).mapToObj(id -> id + "|x").toList(),
                        Sql.rows(statement.getGeneratedKeys()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"simple, 5", "extended, 5", "extended, 1"})
    void losesAWholeBatchToOneErrorInATransaction(String mode, String threshold) throws Exception {
        try (Connection connection = connect(mode, threshold, "false")) {
            connection.setAutoCommit(false);
            for (int round = 0; round < 3; round++) {
                BatchUpdateException failure =
                        assertThrows(
                                BatchUpdateException.class,
                                () -> insert(connection, "a", "bad", "b"));
                assertEquals("23514", failure.getSQLState());
                assertArrayEquals(
                        new int[] {
                            Statement.EXECUTE_FAILED,
                            Statement.EXECUTE_FAILED,
                            Statement.EXECUTE_FAILED
                        },
                        failure.getUpdateCounts());
                assertEquals("25P02", Sql.state(() -> Sql.value(connection, "SELECT 1")));
                connection.rollback();
                assertEquals("0", Sql.value(connection, "SELECT count(*) FROM batch"));
                connection.commit();
            }
        }
    }

    @Test
    void goesOnAfterAnErrorInABatchOfDifferentStatements() throws Exception {
        try (Connection connection = connect("extended", "1", "false");
                Statement statement = connection.createStatement()) {
            for (int round = 0; round < 3; round++) {
                statement.addBatch("INSERT INTO batch (note) VALUES ('one')");
                statement.addBatch("INSERT INTO nowhere VALUES (1)");
                statement.addBatch("INSERT INTO batch (note) VALUES ('two')");
                SQLException failure =
                        assertThrows(BatchUpdateException.class, statement::executeBatch);
                assertEquals("42P01", failure.getSQLState());
                assertEquals(3, insert(connection, "x", "y", "z"));
            }
            assertEquals("9", Sql.value(connection, "SELECT count(*) FROM batch WHERE note > 'w'"));
        }
    }

    private Connection connect(String mode, String threshold, String rewritten) throws Exception {
        return rig.howdah()
                .connect(
                        "preferQueryMode",
                        mode,
                        "prepareThreshold",
                        threshold,
                        "reWriteBatchedInserts",
                        rewritten);
    }

    private static int insert(Connection connection, String... notes) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (String note : notes) {
                statement.setString(1, note);
                statement.addBatch();
            }
            return Arrays.stream(statement.executeBatch()).sum();
        }
    }
}
