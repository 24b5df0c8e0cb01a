package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Results that are fetched a piece at a time. */
@EachRig
final class CursorTest {
    private final Rig rig;

    CursorTest(Rig rig) {
        this.rig = rig;
    }

    @Test
    void fetchesAPortalInPieces() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(100);
            for (int round = 0; round < 3; round++) {
                try (ResultSet rows = series(statement, 1_050)) {
                    for (int i = 1; i <= 1_050; i++) {
                        assertTrue(rows.next());
                        assertEquals(i, rows.getInt(1));
                    }
                }
                connection.commit();
            }
        }
    }

    @Test
    void readsTwoPortalsInTurns() throws Exception {
        try (Connection connection = connect();
                Statement one = connection.createStatement();
                Statement other = connection.createStatement()) {
            one.setFetchSize(7);
            other.setFetchSize(11);
            try (ResultSet odd = series(one, 200);
                    ResultSet even = series(other, 200)) {
                for (int i = 1; i <= 200; i++) {
                    assertTrue(odd.next() && even.next());
                    assertEquals(odd.getInt(1), even.getInt(1));
                    assertEquals("" + i, Sql.value(connection, "SELECT ?::int4", i));
                }
            }
            connection.commit();
        }
    }

    @Test
    void leavesAPortalUnfinished() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(10);
            try (ResultSet rows = series(statement, 1_000_000)) {
                assertTrue(rows.next());
            }
            connection.rollback();
            assertEquals("1", Sql.value(connection, "SELECT 1"));
            connection.commit();
        }
    }

    @Test
    void losesAPortalWithItsTransaction() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(10);
            ResultSet rows = series(statement, 100);
            Sql.run(connection, "ROLLBACK"); // unseen by pgjdbc, which goes on fetching
            assertEquals("34000", Sql.state(() -> readAll(rows)));
        }
    }

    @Test
    void scrollsASqlCursor() throws Exception {
        try (Connection connection = connect()) {
            Sql.run(connection, "DECLARE c SCROLL CURSOR FOR SELECT generate_series(1, 100)");
            assertEquals("100", Sql.value(connection, "FETCH LAST FROM c"));
            assertEquals("50", Sql.value(connection, "FETCH ABSOLUTE 50 FROM c"));
            assertEquals("49", Sql.value(connection, "FETCH PRIOR FROM c"));
            connection.commit();
            assertEquals("34000", Sql.state(() -> Sql.value(connection, "FETCH PRIOR FROM c")));
            connection.rollback();
        }
    }

    @Test
    void keepsACursorThatOutlivesItsTransaction() throws Exception {
        try (Connection connection = rig.howdah().connect();
                Connection other = rig.howdah().connect()) {
            Sql.run(connection, "DECLARE held CURSOR WITH HOLD FOR SELECT generate_series(1, 30)");
            for (int i = 1; i <= 30; i++) {
                assertEquals("" + i, Sql.value(connection, "FETCH NEXT FROM held"));
                assertEquals("34000", Sql.state(() -> Sql.value(other, "FETCH NEXT FROM held")));
            }
        }
    }

    private Connection connect() throws Exception {
        Connection connection = rig.howdah().connect("prepareThreshold", "1");
        connection.setAutoCommit(false);
        return connection;
    }

    private static ResultSet series(Statement statement, int rows) throws SQLException {
        return statement.executeQuery("SELECT generate_series(1, " + rows + ")");
    }

    private static void readAll(ResultSet rows) throws SQLException {
        while (rows.next()) {
            assertTrue(rows.getInt(1) <= 10);
        }
    }
}
