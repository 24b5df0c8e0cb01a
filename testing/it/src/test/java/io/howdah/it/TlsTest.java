package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.gateway.config.BackendTlsSettings;
import io.howdah.gateway.config.ClientTlsSettings;
import io.howdah.gateway.config.SocketSettings;
import io.howdah.gateway.config.TlsMode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** TLS with libpq and pgjdbc in front, and PostgreSQL 15 behind. */
class TlsTest {
    private static final String ADDRESS = "IP:127.0.0.1";

    private static DebianPostgres server;
    private static Path folder;
    private static Path data;
    private static Certificates ours;
    private static Certificates theirs;
    private static Certificates.Pair gateway;

    @BeforeAll
    static void start() throws Exception {
        server = DebianPostgres.start();
        folder = ServerUser.folder("tls");
        ours = Certificates.make(folder, "ours");
        theirs = Certificates.make(folder, "theirs");
        gateway = ours.issue("gateway", ADDRESS);
        Certificates.Pair database = ours.issue("database", ADDRESS);
        ServerUser.own(database.key());
        try (Connection connection = new Endpoint(server.address()).connect();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET ssl_cert_file = '" + database.certificate() + "'");
            statement.execute("ALTER SYSTEM SET ssl_key_file = '" + database.key() + "'");
            statement.execute("ALTER SYSTEM SET ssl_ca_file = '" + ours.root() + "'");
            statement.execute("ALTER SYSTEM SET ssl = on");
            data = Path.of(Sql.value(connection, "SHOW data_directory"));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
            Scratch.delete(folder);
        }
    }

    /** Lets in only who comes by {@code line} of pg_hba.conf, and tests as the superuser. */
    private static void let(String line) throws Exception {
        Files.writeString(data.resolve("pg_hba.conf"), line + "\n");
        Path pid = data.resolve("postmaster.pid");
        String postmaster = Files.readAllLines(pid).getFirst();
        new ProcessBuilder("kill", "-HUP", postmaster).start().waitFor();
    }

    private static SecureFront front(TlsMode mode, boolean authority) throws Exception {
        return front(mode, gateway, authority);
    }

    private static SecureFront front(TlsMode mode, Certificates.Pair pair, boolean authority)
            throws Exception {
        let("host all all 127.0.0.1/32 scram-sha-256");
        return SecureFront.start(
                SecureFront.clients(
                        mode, pair, authority ? Optional.of(ours.root()) : Optional.empty()),
                BackendTlsSettings.DEFAULT,
                SocketSettings.DEFAULT,
                server.address());
    }

    private static Tool psql(String mode, String... more) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PGSSLMODE", mode);
        environment.put("PGSSLROOTCERT", ours.root().toString());
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return new Tool(Tool.postgres15("psql").program(), environment);
    }

    private static String[] jdbc(String mode, String... more) {
        List<String> options =
                new ArrayList<>(List.of("sslmode", mode, "sslrootcert", ours.root().toString()));
        options.addAll(List.of(more));
        return options.toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"disable", "allow", "prefer", "require", "verify-ca", "verify-full"})
    void servesEverySslMode(String mode) throws Exception {
        boolean encrypted = !mode.equals("disable") && !mode.equals("allow");
        try (SecureFront front = front(TlsMode.PREFER, false)) {
            String shown = psql(mode).run(front.endpoint(), "-c", "\\conninfo");
            assertEquals(encrypted, shown.contains("SSL connection (protocol: TLSv1.3"), shown);
            try (Connection connection = front.endpoint().connect(jdbc(mode))) {
                assertEquals("1", Sql.value(connection, "SELECT 1"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"require", "verify-full"})
    void servesDirectTls(String mode) throws Exception {
        try (SecureFront front = front(TlsMode.REQUIRE, false);
                Connection connection =
                        front.endpoint().connect(jdbc(mode, "sslNegotiation", "direct"))) {
            assertEquals("1", Sql.value(connection, "SELECT 1"));
        }
    }

    @Test
    void tellsWhoDoesNotEncryptToDoSo() throws Exception {
        try (SecureFront front = front(TlsMode.REQUIRE, false)) {
            String errors = psql("disable").tryRun(front.endpoint(), "-c", "").errors();
            assertTrue(errors.contains("FATAL:  the connection must be encrypted"), errors);
            assertEquals("", psql("allow").run(front.endpoint(), "-c", ""));
        }
    }

    @Test
    void isRefusedByClientsThatVerifyWhenItsCertificateIsWrong() throws Exception {
        Certificates.Pair expired = ours.issueExpired("expired", ADDRESS);
        Certificates.Pair misnamed = ours.issue("misnamed", "DNS:elsewhere.example.org");
        Certificates.Pair strange = theirs.issue("strange", ADDRESS);
        refused(expired, "certificate verify failed");
        refused(strange, "certificate verify failed");
        refused(misnamed, "does not match host name");
    }

    private static void refused(Certificates.Pair pair, String error) throws Exception {
        try (SecureFront front = front(TlsMode.PREFER, pair, false)) {
            String errors = psql("verify-full").tryRun(front.endpoint(), "-c", "").errors();
            assertTrue(errors.contains(error), errors);
            assertThrows(
                    SQLException.class,
                    () -> front.endpoint().connect(jdbc("verify-full")).close());
            assertEquals("", psql("require", "PGSSLROOTCERT", "").run(front.endpoint(), "-c", ""));
        }
    }

    @Test
    void asksForClientCertificates() throws Exception {
        Certificates.Pair good = ours.issue("up", ADDRESS);
        Certificates.Pair strange = theirs.issue("stranger", ADDRESS);
        Certificates.Pair expired = ours.issueExpired("late", ADDRESS);
        try (SecureFront front = front(TlsMode.VERIFY_CA, true)) {
            assertEquals("", with(good).run(front.endpoint(), "-c", ""));
            for (Certificates.Pair bad : List.of(strange, expired)) {
                assertTrue(with(bad).tryRun(front.endpoint(), "-c", "").errors().contains("alert"));
            }
            assertEquals(2, psql("require").tryRun(front.endpoint(), "-c", "").exitCode());
        }
        try (SecureFront front = front(TlsMode.ALLOW, true)) {
            assertEquals("", psql("require").run(front.endpoint(), "-c", ""));
            assertTrue(with(strange).tryRun(front.endpoint(), "-c", "").errors().contains("alert"));
        }
    }

    private static Tool with(Certificates.Pair pair) {
        return psql(
                "require",
                "PGSSLCERT",
                pair.certificate().toString(),
                "PGSSLKEY",
                pair.key().toString());
    }

    @Test
    void cancelsThroughTls() throws Exception {
        try (SecureFront front = front(TlsMode.REQUIRE, false);
                Connection connection = front.endpoint().connect(jdbc("require"));
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            SQLException refusal =
                    assertThrows(
                            SQLException.class, () -> statement.execute("SELECT pg_sleep(60)"));
            assertEquals("57014", refusal.getSQLState());
        }
    }

    @Test
    void changesItsCertificateWhileAHundredClientsStay() throws Exception {
        Certificates.Pair first = ours.issue("reloaded", ADDRESS);
        Certificates.Pair second = theirs.issue("next", ADDRESS);
        List<Connection> clients = new ArrayList<>();
        try (SecureFront front = front(TlsMode.REQUIRE, first, false)) {
            for (int i = 0; i < 100; i++) {
                clients.add(front.endpoint().connect(jdbc("verify-full")));
            }
            Files.copy(
                    second.certificate(), first.certificate(), StandardCopyOption.REPLACE_EXISTING);
            Files.copy(second.key(), first.key(), StandardCopyOption.REPLACE_EXISTING);
            front.gateway().prepareTls(front.settings()).run();
            for (Connection client : clients) {
                assertEquals("1", Sql.value(client, "SELECT 1"));
            }
            assertThrows(
                    SQLException.class,
                    () -> front.endpoint().connect(jdbc("verify-full")).close());
            String root = theirs.root().toString();
            assertEquals(
                    "", psql("verify-full", "PGSSLROOTCERT", root).run(front.endpoint(), "-c", ""));
            for (Connection client : clients) {
                client.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TlsMode.class)
    void encryptsBackendsAsTheModeSays(TlsMode mode) throws Exception {
        String expected = mode.compareTo(TlsMode.PREFER) >= 0 ? "t" : "f";
        assertEquals(expected, backendIsEncrypted("host", mode));
    }

    @Test
    void triesOtherwiseWhenTheServerIsParticular() throws Exception {
        assertEquals("t", backendIsEncrypted("hostssl", TlsMode.ALLOW));
        assertEquals("f", backendIsEncrypted("hostnossl", TlsMode.PREFER));
        SQLException refusal =
                assertThrows(
                        SQLException.class, () -> backendIsEncrypted("hostssl", TlsMode.DISABLE));
        assertTrue(String.valueOf(refusal.getMessage()).contains("no encryption"));
    }

    private static String backendIsEncrypted(String kind, TlsMode mode) throws Exception {
        let(kind + " all all 127.0.0.1/32 scram-sha-256");
        Optional<Path> authority = mode.isVerified() ? Optional.of(ours.root()) : Optional.empty();
        return askBehind(SecureFront.backends(mode, authority, Optional.empty()));
    }

    @Test
    void logsInToPostgresWithACertificate() throws Exception {
        let("hostssl all all 127.0.0.1/32 scram-sha-256 clientcert=verify-full");
        Certificates.Pair own = ours.issue(Endpoint.USER, ADDRESS);
        Optional<Path> authority = Optional.of(ours.root());
        assertEquals(
                "t",
                askBehind(SecureFront.backends(TlsMode.VERIFY_FULL, authority, Optional.of(own))));
    }

    private static String askBehind(BackendTlsSettings backends) throws Exception {
        try (SecureFront front =
                        SecureFront.start(
                                ClientTlsSettings.NONE,
                                backends,
                                SocketSettings.DEFAULT,
                                server.address());
                Connection connection = front.endpoint().connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
            assertTrue(row.next());
            return row.getString(1).toLowerCase(Locale.ROOT);
        }
    }
}
