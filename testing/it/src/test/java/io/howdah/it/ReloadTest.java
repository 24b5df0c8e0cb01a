package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.util.PSQLException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** The program takes a changed file while clients are at work, or leaves everything as it is. */
final class ReloadTest {
    private static final String FILE =
            """
            listen: 127.0.0.1:0
            auth:
              hba: |
                host all all all scram-sha-256
            nodes: [{address: "NODE"}]
            users: [{name: USER, password: PASSWORD}]
            admin: {users: [USER]}
            pool:
              size: 1
              query-wait-timeout: 4s
            catalog: {refresh-period: 0s, max-age: 0s}
            """;

    private static final String CANNOT_WAIT = "57014";

    private static Servers servers;

    private final Path file;
    private HowdahProcess howdah;

    ReloadTest(@TempDir Path folder) {
        file = folder.resolve("howdah.yaml");
    }

    @BeforeAll
    static void startServer() {
        servers = new Servers();
    }

    @AfterAll
    static void stopServer() throws IOException {
        servers.close();
    }

    @BeforeEach
    void start() throws Exception {
        Files.writeString(
                file,
                FILE.replace("NODE", servers.postgres18().toString())
                        .replace("USER", Endpoint.USER)
                        .replace("PASSWORD", Endpoint.PASSWORD));
        howdah = HowdahProcess.start(file);
    }

    @AfterEach
    void stop() throws IOException {
        howdah.close();
    }

    // ---- what is good

    @Test
    void takesAChangeByTheConsole() throws Exception {
        takesAChange(this::reload);
    }

    @Test
    void takesAChangeBySignal() throws Exception {
        takesAChange(
                () -> {
                    int before = howdah.logged();
                    howdah.hangUp();
                    awaitLogged("configuration read again: 1 setting has changed", before);
                });
    }

    private void takesAChange(Reload reload) throws Exception {
        try (Connection first = client();
                Connection second = client()) {
            String backend = begin(first);
            assertEquals(CANNOT_WAIT, Sql.state(() -> Sql.value(second, "SELECT 1")));
            replace("size: 1", "size: 2");
            reload.run();
            awaitLogged("configuration: pool.size: 1 -> 2", 0);
            begin(second);
            assertEquals(backend, commit(first));
            commit(second);
        }
    }

    @Test
    void takesARuleForWhoComesNext() throws Exception {
        try (Connection inside = client();
                Connection operator = console()) {
            String backend = begin(inside);
            replace("host all all all", "host howdah all all reject\n    host all all all");
            Sql.run(operator, "RELOAD");
            assertEquals("28000", Sql.state(() -> client().close()));
            assertEquals(backend, commit(inside));
            replace("host howdah all all reject", "host nowhere all all reject");
            howdah.hangUp();
            Await.until("clients are let in again", this::isOpen);
        }
    }

    private boolean isOpen() throws Exception {
        try (Connection _ = client()) {
            return true;
        } catch (SQLException e) {
            assertEquals("28000", e.getSQLState());
            return false;
        }
    }

    // ---- what is broken

    @Test
    void leavesEverythingWhenTheFileIsBroken() throws Exception {
        try (Connection client = client()) {
            String backend = begin(client);
            replace("  size: 1", "  size: 2\n  sice: 3");
            Pattern complaint =
                    Pattern.compile(
                            "howdah.yaml:10: pool.sice: is not a known key; did you mean size");
            PSQLException refusal = assertThrows(PSQLException.class, this::reload);
            assertEquals("F0000", refusal.getSQLState());
            String detail = String.valueOf(refusal.getServerErrorMessage());
            assertTrue(complaint.matcher(detail).find(), detail);
            howdah.hangUp();
            howdah.awaitLine(complaint, 0);
            awaitLogged("configuration refused, nothing has changed", 0);
            try (Connection other = client()) {
                assertEquals(CANNOT_WAIT, Sql.state(() -> Sql.value(other, "SELECT 1")));
                assertEquals(backend, commit(client));
                assertEquals("1", Sql.value(other, "SELECT 1"));
            }
        }
    }

    // ---- clients and operators

    private Connection client() throws Exception {
        return howdah.endpoint().connect();
    }

    private Connection console() throws Exception {
        return new Endpoint(howdah.endpoint().address(), "howdah_admin").connect();
    }

    private void reload() throws Exception {
        try (Connection operator = console()) {
            Sql.run(operator, "RELOAD");
        }
    }

    /** Begins a transaction; answers its backend. */
    private static String begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        return Sql.value(connection, "SELECT pg_backend_pid()");
    }

    /** Ends a transaction; answers its backend. */
    private static String commit(Connection connection) throws SQLException {
        String backend = Sql.value(connection, "SELECT pg_backend_pid()");
        connection.commit();
        connection.setAutoCommit(true);
        return backend;
    }

    private void replace(String before, String after) throws IOException {
        String text = Files.readString(file);
        assertTrue(text.contains(before), before);
        Files.writeString(file, text.replace(before, after));
    }

    private void awaitLogged(String text, int from) throws Exception {
        howdah.awaitLine(Pattern.compile(Pattern.quote(text)), from);
    }

    private interface Reload {
        void run() throws Exception;
    }
}
