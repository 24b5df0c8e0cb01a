package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.gateway.config.BackendTlsSettings;
import io.howdah.gateway.config.PoolMode;
import io.howdah.gateway.config.TlsMode;
import io.howdah.gateway.config.TlsVersion;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** PostgreSQL on this machine, by its Unix socket. */
class LocalServerTest {
    private static final String WAY =
            "SELECT coalesce(host(client_addr), 'socket') FROM pg_stat_activity"
                    + " WHERE pid = pg_backend_pid()";
    private static final String BY_TCP =
            "SELECT count(*) FROM pg_stat_activity WHERE client_addr IS NOT NULL";
    private static final String MISSED = "howdah_unix_sockets_missed_total";

    private static DebianPostgres server;

    @BeforeAll
    static void start() throws Exception {
        server = DebianPostgres.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private static FrontPlan plan(Path directory) {
        FrontPlan plan = new FrontPlan(server.address()).pooled(PoolMode.TRANSACTION, 4);
        plan.unixSocket = Optional.of(directory);
        return plan;
    }

    @Test
    void connectsEverythingByTheSocket() throws Exception {
        FrontPlan plan = plan(server.sockets());
        plan.catalogPeriod = Duration.ofSeconds(1);
        plan.backendTls = encrypted();
        try (Front front = Front.of(plan);
                Connection client = front.endpoint().connect();
                Connection listener = front.endpoint().connect();
                Connection replication =
                        front.endpoint()
                                .connect("replication", "database", "preferQueryMode", "simple")) {
            Sql.run(listener, "LISTEN news");
            Await.until("a catalogue", () -> front.figure("howdah_catalogs") > 0);
            Await.until("a hub", () -> front.figure("howdah_listen_channels") > 0);
            assertEquals("socket", Sql.value(client, WAY));
            assertEquals("socket", Sql.value(replication, WAY));
            assertEquals("0", Sql.value(client, BY_TCP));
            assertEquals(0, front.figure(MISSED));
        }
    }

    /** There is no TLS on Unix sockets, whatever is asked for. */
    private static BackendTlsSettings encrypted() {
        return new BackendTlsSettings(
                TlsMode.REQUIRE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new TlsVersion(2),
                List.of());
    }

    @Test
    void cancels() throws Exception {
        try (Front front = Front.of(plan(server.sockets()));
                Connection client = front.endpoint().connect();
                Statement statement = client.createStatement()) {
            statement.setQueryTimeout(1);
            SQLException refusal =
                    assertThrows(
                            SQLException.class, () -> statement.execute("SELECT pg_sleep(60)"));
            assertEquals("57014", refusal.getSQLState());
            assertEquals("socket", Sql.value(client, WAY));
        }
    }

    @Test
    void connectsByTcpWhereThereIsNoSocket() throws Exception {
        try (Front front = Front.of(plan(Path.of("/nowhere")));
                Connection client = front.endpoint().connect()) {
            assertEquals("127.0.0.1", Sql.value(client, WAY));
            assertTrue(front.figure(MISSED) > 0, front.toString());
        }
    }
}
