package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;

/** pgjdbc's ways to send a statement. */
@EachRig
final class QueryModeTest {
    private final Rig rig;

    QueryModeTest(Rig rig) {
        this.rig = rig;
    }

    /** Enough rounds for pgjdbc to name its statement, and for backends to change hands. */
    @ParameterizedTest
    @CsvSource({
        "simple, 5",
        "extended, 0",
        "extended, 1",
        "extended, 5",
        "extendedForPrepared, 1",
        "extendedCacheEverything, 1"
    })
    void answersTheSameStatementAgainAndAgain(String mode, String threshold) throws Exception {
        String[] options = {"preferQueryMode", mode, "prepareThreshold", threshold};
        try (Connection one = rig.howdah().connect(options);
                Connection other = rig.howdah().connect(options)) {
            for (int i = 0; i < 12; i++) {
                for (Connection connection : List.of(one, other)) {
                    assertEquals(
                            List.of(i + "|x" + i),
                            Sql.rows(connection, "SELECT ?::int4, 'x' || ?::text", i, i));
                }
            }
        }
    }

    @Test
    void keepsManyPreparedStatementsApart() throws Exception {
        try (Connection connection =
                rig.howdah()
                        .connect("prepareThreshold", "1", "preparedStatementCacheQueries", "0")) {
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 40; i++) {
                    assertEquals(
                            Integer.toString(2 * i + i),
                            Sql.value(connection, "SELECT ?::int4 + " + i, 2 * i));
                }
            }
        }
    }

    @Test
    void preparesOneTextForEachOfItsParameterTypes() throws Exception {
        String sql = "SELECT pg_typeof(?)::text";
        try (Connection connection = rig.howdah().connect("prepareThreshold", "1")) {
            for (int round = 0; round < 3; round++) {
                assertEquals("integer", Sql.value(connection, sql, 1));
                assertEquals("bigint", Sql.value(connection, sql, 1L));
                assertEquals("double precision", Sql.value(connection, sql, 1.0));
                assertEquals("character varying", Sql.value(connection, sql, "1"));
            }
        }
    }

    @Test
    void answersEachStatementOfASimpleQuery() throws Exception {
        try (Connection connection = rig.howdah().connect("preferQueryMode", "simple");
                Statement statement = connection.createStatement()) {
            assertTrue(statement.execute("SELECT 1; SELECT 2 WHERE false; ; VALUES (3), (4)"));
            assertEquals(List.of("1"), Sql.rows(statement.getResultSet()));
            assertTrue(statement.getMoreResults());
            assertEquals(List.of(), Sql.rows(statement.getResultSet()));
            assertTrue(statement.getMoreResults());
            assertEquals(List.of("3", "4"), Sql.rows(statement.getResultSet()));
            assertFalse(statement.getMoreResults());
        }
    }

    @Test
    void answersAnEmptyQuery() throws Exception {
        for (String mode : List.of("simple", "extended")) {
            try (Connection connection = rig.howdah().connect("preferQueryMode", mode);
                    Statement statement = connection.createStatement()) {
                assertFalse(statement.execute(""));
                assertFalse(statement.execute(" -- nothing"));
                assertEquals("1", Sql.value(connection, "SELECT 1"));
            }
        }
    }

    @Test
    void describesAStatementThatHasNotRun() throws Exception {
        try (Connection connection = rig.howdah().connect();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT ?::int8 AS id, now() AS at")) {
            assertEquals("int8", statement.getParameterMetaData().getParameterTypeName(1));
            assertEquals("id", statement.getMetaData().getColumnName(1));
            assertEquals("timestamptz", statement.getMetaData().getColumnTypeName(2));
        }
    }

    @Test
    void reportsAnErrorAndGoesOn() throws Exception {
        for (String mode : List.of("simple", "extended")) {
            try (Connection connection =
                    rig.howdah().connect("preferQueryMode", mode, "prepareThreshold", "1")) {
                for (int i = 0; i < 3; i++) {
                    assertEquals("42601", Sql.state(() -> Sql.run(connection, "SELEC 1")));
                    assertEquals("42P01", Sql.state(() -> Sql.run(connection, "TABLE nowhere")));
                    assertEquals(
                            "22012", Sql.state(() -> Sql.value(connection, "SELECT 1 / ?", 0)));
                    assertEquals("7", Sql.value(connection, "SELECT ?::int4", 7));
                }
            }
        }
    }

    @Test
    void passesStatementsAndValuesOfAnySize() throws Exception {
        String big = "Ärmel ".repeat(500_000);
        try (Connection connection = rig.howdah().connect()) {
            assertEquals(big, Sql.value(connection, "SELECT ?::text", big));
            assertEquals(big, Sql.value(connection, "SELECT '" + big + "'"));
            assertEquals("1", Sql.value(connection, "SELECT 1"));
        }
    }

    /** A pooled backend remembers a plan that the table has outgrown; a direct client would not. */
    @Test
    void seesATableThatWasMadeAnew() throws Exception {
        String sql = "SELECT * FROM remade";
        rig.direct().run("DROP TABLE IF EXISTS remade; CREATE TABLE remade AS SELECT 1 AS a");
        try (Connection connection = rig.howdah().connect("prepareThreshold", "1")) {
            for (int i = 0; i < 10; i++) {
                assertEquals("1", Sql.value(connection, sql));
            }
        }
        rig.direct().run("DROP TABLE remade; CREATE TABLE remade AS SELECT 'x' AS b, 2 AS c");
        try (Connection connection = rig.howdah().connect("prepareThreshold", "1")) {
            for (int i = 0; i < 10; i++) {
                assertEquals("x|2", Sql.value(connection, sql));
            }
        }
    }

    @Test
    void closesStatementsWhileOthersAreOpen() throws Exception {
        try (Connection connection = rig.howdah().connect("prepareThreshold", "1");
                PreparedStatement kept = connection.prepareStatement("SELECT ?::text || 'kept'")) {
            for (int i = 0; i < 20; i++) {
                kept.setString(1, Integer.toString(i));
                try (ResultSet rows = kept.executeQuery()) {
                    assertEquals(List.of(i + "kept"), Sql.rows(rows));
                }
                assertEquals("1", Sql.value(connection, "SELECT 1 AS closed_" + i));
            }
        }
    }
}
