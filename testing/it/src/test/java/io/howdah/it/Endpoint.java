package io.howdah.it;

import io.howdah.base.HostPort;
import io.howdah.embedded.EmbeddedCluster;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;

/**
 * Where a client connects: PostgreSQL itself, or Howdah in front of it. Both know the same user and
 * database, so that whatever a test does at one it can do at the other and compare.
 */
record Endpoint(HostPort address, String database) {
    static final String USER = EmbeddedCluster.USER;
    static final String PASSWORD = EmbeddedCluster.PASSWORD;
    static final String DATABASE = EmbeddedCluster.DATABASE;

    /** A lost answer shows as this time-out, never as a test that hangs. */
    private static final String SOCKET_TIMEOUT_SECONDS = "60";

    Endpoint(HostPort address) {
        this(address, DATABASE);
    }

    /**
     * Connects with pgjdbc; {@code options} are its properties, a name and a value in turn.
     *
     * <p>What it says about the server's version makes pgjdbc send its settings at start-up. By
     * default it sends SET, for which Howdah keeps the backend with the client.
     */
    Connection connect(String... options) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", PASSWORD);
        properties.setProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
        properties.setProperty("assumeMinServerVersion", "15");
        for (int i = 0; i < options.length; i += 2) {
            properties.setProperty(options[i], options[i + 1]);
        }
        return DriverManager.getConnection(jdbcUrl(), properties);
    }

    /** What pgjdbc calls this place. */
    String jdbcUrl() {
        return "jdbc:postgresql://" + address + "/" + database;
    }

    /** Runs statements as one simple query in a connection of their own. */
    void run(String sql) throws SQLException {
        try (Connection connection = connect("preferQueryMode", "simple");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What libpq and its like read to find this place. */
    Map<String, String> environment() {
        return Map.of(
                "PGHOST",
                address.host(),
                "PGPORT",
                Integer.toString(address.port()),
                "PGUSER",
                USER,
                "PGPASSWORD",
                PASSWORD,
                "PGDATABASE",
                database,
                "PGCONNECT_TIMEOUT",
                "20");
    }
}
