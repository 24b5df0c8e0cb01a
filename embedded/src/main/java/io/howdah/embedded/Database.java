package io.howdah.embedded;

import io.howdah.base.HostPort;

import org.postgresql.Driver;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Connections to the cluster's database, and short work on them. */
final class Database {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private Database() {}

    /** A connection as the cluster's user. */
    static Connection connect(HostPort server) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", EmbeddedCluster.USER);
        properties.setProperty("password", EmbeddedCluster.PASSWORD);
        properties.setProperty("ApplicationName", "howdah embedded");
        properties.setProperty("connectTimeout", Long.toString(CONNECT_LIMIT.toSeconds()));
        String url = "jdbc:postgresql://" + server + "/" + EmbeddedCluster.DATABASE;
        Connection connection = new Driver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("the driver does not know " + url);
        }
        return connection;
    }

    /** Runs {@code sql}, whatever it answers. */
    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the answer, nulls left out. */
    static List<String> column(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> column = new ArrayList<>();
            while (rows.next()) {
                String value = rows.getString(1);
                if (value != null) {
                    column.add(value);
                }
            }
            return column;
        }
    }
}
