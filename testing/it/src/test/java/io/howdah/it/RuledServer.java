package io.howdah.it;

import io.howdah.base.HostPort;
import io.howdah.embedded.EmbeddedCluster;
import io.howdah.gateway.config.AuthMethod;
import io.howdah.gateway.config.AuthSettings;
import io.howdah.gateway.config.FailureSettings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server of a test's own, whose {@code pg_hba.conf} the test writes. */
record RuledServer(int version, HostPort address, Closing closing) implements AutoCloseable {
    /** Rules under which the superuser can always log in. */
    static final String SUPERUSER_FIRST = "host all " + Endpoint.USER + " all scram-sha-256\n";

    /** Stops the server. */
    interface Closing {
        void close() throws IOException;
    }

    static RuledServer start(int version) throws Exception {
        if (version == 15) {
            DebianPostgres server = DebianPostgres.start();
            return new RuledServer(version, server.address(), server::close);
        }
        EmbeddedCluster cluster = Servers.cluster(0);
        return new RuledServer(version, cluster.primary(), () -> Servers.stop(cluster));
    }

    /** The server, as the superuser sees it. */
    Endpoint direct() {
        return new Endpoint(address, "postgres");
    }

    /** Puts rules in force. */
    void rules(String rules) throws Exception {
        write(SUPERUSER_FIRST + rules);
        direct().run("SELECT pg_reload_conf()");
        // Sessions are told one after the other: until a new one has read the file, ask again.
        Await.until("the rules are read", () -> rows("SHOW hba_file").size() == 1);
    }

    /** Writes the file, which the view of rules reads at once. */
    void write(String rules) throws Exception {
        Files.writeString(file(), rules);
    }

    /** Where the rules are. */
    Path file() throws SQLException {
        return Path.of(rows("SHOW hba_file").getFirst());
    }

    /** Rows of a query, each as a text. */
    List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = direct().connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> fields = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    fields.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join(" | ", fields));
            }
        }
        return rows;
    }

    /** How a gateway's clients log in that has these rules, and asks this server for secrets. */
    static AuthSettings auth(Optional<Path> file, Optional<String> rules) {
        return new AuthSettings(
                AuthMethod.SCRAM,
                Optional.empty(),
                Duration.ofSeconds(15),
                file,
                rules,
                Optional.empty(),
                Optional.of(Endpoint.USER),
                "SELECT rolname, CASE WHEN rolvaliduntil < now() THEN NULL ELSE rolpassword END"
                        + " FROM pg_authid WHERE rolname=$1 AND rolcanlogin",
                "postgres",
                Duration.ofMinutes(1),
                1_000,
                FailureSettings.DEFAULT);
    }

    @Override
    public void close() throws IOException {
        closing.close();
    }
}
