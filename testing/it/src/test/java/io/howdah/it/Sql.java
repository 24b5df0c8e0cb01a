package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** One statement, start to end, as tests say it in one line. */
final class Sql {
    private Sql() {}

    /** Runs {@code sql}, without parameters, and drops what it answers. */
    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first value of the first row; SQL NULL as {@code "null"}. */
    static String value(Connection connection, String sql, Object... parameters)
            throws SQLException {
        return rows(connection, sql, parameters).getFirst();
    }

    /** Every row, its values as text with bars between them. */
    static List<String> rows(Connection connection, String sql, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows(rows);
            }
        }
    }

    /** Every row that is left, its values as text with bars between them. */
    static List<String> rows(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        List<String> lines = new ArrayList<>();
        while (rows.next()) {
            StringBuilder line = new StringBuilder().append(rows.getString(1));
            for (int column = 2; column <= columns; column++) {
                line.append('|').append(rows.getString(column));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** The SQLSTATE that {@code statement} fails with. */
    static String state(Executable statement) {
        return assertThrows(SQLException.class, statement).getSQLState();
    }
}
