package io.howdah.app;

import io.howdah.base.HostPort;
import io.howdah.embedded.EmbeddedCluster;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** A connection to the console of a running {@code up}. Used by one thread. */
final class ConsoleLink implements AutoCloseable {
    private static final String UNDEFINED_OBJECT = "42704";
    private static final String SYNTAX_ERROR = "42601";
    private static final String NOBODY_THERE = "08001";

    private final Connection connection;

    private ConsoleLink(Connection connection) {
        this.connection = connection;
    }

    /** Logs in as the user that {@code up} lets in. */
    static ConsoleLink to(HostPort address) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", EmbeddedCluster.USER);
        properties.setProperty("password", EmbeddedCluster.PASSWORD);
        properties.setProperty("ApplicationName", "howdah node");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("preferQueryMode", "simple");
        return new ConsoleLink(
                DriverManager.getConnection(
                        "jdbc:postgresql://" + address + "/howdah_admin", properties));
    }

    /** Has {@code NODE words…} done; returns when it is. */
    void run(List<String> words) throws SQLException {
        String operands =
                words.stream()
                        .skip(1)
                        .map(word -> "'" + word.replace("'", "''") + "'")
                        .collect(Collectors.joining(" "));
        try (Statement statement = connection.createStatement()) {
            statement.execute("NODE " + words.getFirst() + " " + operands);
        }
    }

    /** A line for each node: its name, where it is, what it is, how it is. */
    List<String> nodes() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW NODES")) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(
                        "%-10s  %-21s  %-8s  %s"
                                .formatted(
                                        rows.getString("name"),
                                        rows.getString("node"),
                                        rows.getString("role"),
                                        rows.getString("state")));
            }
            return lines;
        }
    }

    /** What somebody is told of {@code failure}. */
    static Refusal refusal(HostPort address, SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        String text = String.valueOf(failure.getMessage()).replaceFirst("^(ERROR|FATAL): ", "");
        if (state.equals(NOBODY_THERE)) {
            return new Refusal(
                    ExitCode.FAILED,
                    "nobody answers on %s: start howdah up, or name its port with --port"
                            .formatted(address));
        }
        if (state.startsWith("28")) {
            return new Refusal(
                    ExitCode.FAILED,
                    "what listens on %s was not started by howdah up: %s".formatted(address, text));
        }
        boolean mistaken = state.equals(UNDEFINED_OBJECT) || state.equals(SYNTAX_ERROR);
        return new Refusal(mistaken ? ExitCode.USAGE : ExitCode.FAILED, text);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
