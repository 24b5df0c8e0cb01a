package io.howdah.it;

import io.howdah.catalog.Catalog;
import io.howdah.catalog.CatalogQueries;
import io.howdah.catalog.CatalogRows;
import io.howdah.catalog.CatalogVerdict;
import io.howdah.catalog.SearchPath;
import io.howdah.sql.SqlStatement;
import io.howdah.sql.SqlText;
import io.howdah.sql.StatementKind;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A database's catalogue as read over a connection in simple query mode. */
record CatalogRead(Catalog catalog) {
    static Endpoint database(Rig rig, String name) throws Exception {
        try (Connection connection = rig.direct().connect()) {
            Sql.run(connection, "DROP DATABASE IF EXISTS " + name);
            Sql.run(connection, "CREATE DATABASE " + name);
        }
        return new Endpoint(rig.direct().address(), name);
    }

    static CatalogRead of(Endpoint endpoint) throws SQLException {
        try (Connection connection = endpoint.connect("preferQueryMode", "simple")) {
            CatalogRows rows = CatalogRows.of(rows(connection, CatalogQueries.READ));
            return new CatalogRead(Catalog.of(rows, Set.of()));
        }
    }

    static String fingerprint(Connection connection) throws SQLException {
        return String.valueOf(rows(connection, CatalogQueries.FINGERPRINT).getFirst().getFirst());
    }

    CatalogVerdict verdict(String sql, String... path) {
        byte[] text = sql.getBytes(StandardCharsets.UTF_8);
        SqlStatement statement = SqlText.parse(text, 0, text.length, true).statements().getFirst();
        return catalog.verdict(
                statement.references(),
                SearchPath.of(List.of(path)),
                statement.kind() == StatementKind.DDL);
    }

    private static List<List<@Nullable String>> rows(Connection connection, String sql)
            throws SQLException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            boolean result = statement.execute(sql);
            while (result || statement.getUpdateCount() != -1) {
                if (result) {
                    add(statement.getResultSet(), rows);
                }
                result = statement.getMoreResults();
            }
        }
        return rows;
    }

    private static void add(ResultSet result, List<List<@Nullable String>> rows)
            throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
            List<@Nullable String> row = new ArrayList<>(columns);
            for (int column = 1; column <= columns; column++) {
                row.add(result.getString(column));
            }
            rows.add(row);
        }
    }
}
