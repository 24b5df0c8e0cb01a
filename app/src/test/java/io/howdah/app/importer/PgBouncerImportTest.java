package io.howdah.app.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.admin.pgbouncer.PgBouncerSetting;
import io.howdah.app.config.Configuration;
import io.howdah.base.HostPort;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.gateway.config.AuthMethod;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.config.ListenAddresses;
import io.howdah.gateway.config.PoolMode;
import io.howdah.gateway.config.UserSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class PgBouncerImportTest {
    private final Path directory;
    private List<String> notes = List.of();

    PgBouncerImportTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        Files.writeString(
                directory.resolve("userlist.txt"), "\"app\" \"it's ${secret}\"\n\"old\" \"\"\n");
    }

    /** What Howdah makes of the yaml that is made of {@code ini}. */
    private GatewaySettings settings(String ini) throws IOException, InvalidConfiguration {
        Files.writeString(directory.resolve("pgbouncer.ini"), ini);
        PgBouncerImport.Imported imported = PgBouncerImport.of(directory.resolve("pgbouncer.ini"));
        notes = imported.notes();
        Path yaml = Files.writeString(directory.resolve("howdah.yaml"), imported.yaml());
        return new Configuration(directory, Map.of()).load(yaml);
    }

    private void assertNoted(String part) {
        assertTrue(notes.stream().anyMatch(note -> note.contains(part)), part + " in " + notes);
    }

    @Test
    void takesOverWhatIsOnlyCalledDifferently() throws Exception {
        GatewaySettings settings =
                settings(
                        """
                        ; a comment
                        [databases]
                        * = host=db1 port=5433
                        [pgbouncer]
                        listen_addr = *
                        listen_port = 7432
                        auth_type = scram-sha-256
                        auth_file = userlist.txt
                        admin_users = root, boss
                        stats_users = grafana
                        pool_mode = transaction
                        default_pool_size = 33
                        min_pool_size=2
                        query_wait_timeout = 0.5
                        idle_transaction_timeout = 60
                        max_client_conn = 500
                        """);
        assertEquals(ListenAddresses.parse("0.0.0.0:7432"), settings.listen());
        assertEquals(AuthMethod.SCRAM, settings.auth().method());
        assertEquals(List.of("root", "boss"), settings.admin().users());
        assertEquals(List.of("grafana"), settings.admin().statsUsers());
        assertEquals(new HostPort("db1", 5_433), settings.nodes().getFirst().address());
        assertEquals(PoolMode.TRANSACTION, settings.pool().mode());
        assertEquals(33, settings.pool().size());
        assertEquals(2, settings.pool().minimum());
        assertEquals(Duration.ofMillis(500), settings.pool().queryWaitTimeout());
        assertEquals(Duration.ofMinutes(1), settings.pool().idleInTransactionTimeout());
        assertEquals(500, settings.clients().max());
        assertEquals(
                "it's ${secret}", settings.users().getFirst().password().orElseThrow().reveal());
        assertEquals(List.of(), notes);
    }

    @Test
    void writesDownDefaultsThatDiffer() throws Exception {
        GatewaySettings settings =
                settings(
                        """
                        [databases]
                        * = host=db1
                        [pgbouncer]
                        listen_addr = 127.0.0.1
                        auth_type = trust
                        """);
        assertEquals(AuthMethod.TRUST, settings.auth().method());
        assertEquals(PoolMode.SESSION, settings.pool().mode());
        assertEquals(100, settings.clients().max());
        assertEquals(Duration.ofSeconds(15), settings.pool().connectTimeout());
        assertEquals(Duration.ofSeconds(60), settings.auth().timeout());
        assertEquals(200, settings.maxPreparedStatements());
    }

    @Test
    void takesOverDatabases() throws Exception {
        GatewaySettings settings =
                settings(
                        """
                        [databases]
                        shop = host=db1,db2 port=5433 pool_size=7 pool_mode=session
                        alias = host=db1,db2 port=5433 dbname=shop connect_query='set x to ''y'''
                        "far away" = host=other pool_size=3
                        * = host=db1,db2 port=5433 pool_size=5
                        [pgbouncer]
                        listen_addr = 127.0.0.1
                        auth_type = trust
                        """);
        assertEquals(
                List.of(new HostPort("db1", 5_433), new HostPort("db2", 5_433)),
                settings.nodes().stream().map(node -> node.address()).toList());
        assertEquals(5, settings.pool().size());
        assertEquals("shop", settings.databases().get(0).name());
        assertEquals(Optional.of(7), settings.databases().get(0).pool().size());
        assertEquals(Optional.of(PoolMode.SESSION), settings.databases().get(0).pool().mode());
        assertEquals(Optional.of(20), settings.databases().get(1).pool().size());
        assertEquals("far away", settings.databases().get(2).name());
        assertNoted("alias: is another name of shop");
        assertNoted("connect_query = set x to 'y' has no counterpart");
        assertNoted("far away: leads to other servers");
    }

    @Test
    void takesOverUsersWithTheirPasswords() throws Exception {
        GatewaySettings settings =
                settings(
                        """
                        [databases]
                        * = host=db1
                        [pgbouncer]
                        listen_addr = 127.0.0.1
                        auth_type = scram-sha-256
                        auth_file = userlist.txt
                        [users]
                        app = pool_mode=session max_user_client_connections=9
                        """);
        UserSettings app = settings.users().getFirst();
        assertEquals("app", app.name());
        assertEquals("it's ${secret}", app.password().orElseThrow().reveal());
        assertEquals(Optional.of(9), app.maxClients());
        assertEquals(Optional.of(PoolMode.SESSION), app.pool().mode());
        assertEquals("old", settings.users().get(1).name());
        assertEquals(Optional.empty(), settings.auth().usersFile());
    }

    @Test
    void readsIncludes() throws Exception {
        Files.writeString(directory.resolve("more.ini"), "[pgbouncer]\ndefault_pool_size = 44\n");
        GatewaySettings settings =
                settings(
                        """
                        [databases]
                        * = host=db1
                        %include more.ini
                        auth_type = trust
                        """);
        assertEquals(44, settings.pool().size());
        Files.writeString(directory.resolve("more.ini"), "%include gone.ini\n");
        assertThrows(NoSuchFileException.class, () -> settings("%include more.ini\n"));
    }

    @Test
    void saysWhatHasNoCounterpart() throws Exception {
        settings(
                """
                [databases]
                shop =
                [pgbouncer]
                auth_type = any
                pidfile = /run/pgbouncer.pid
                max_user_client_connections = 5
                default_pool_sise = 3
                this is nothing
                server_reset_query = DISCARD ALL
                [peers]
                1 = host=a
                [nonsense]
                x = y
                """);
        assertNoted("listen_addr is empty");
        assertNoted("pidfile = /run/pgbouncer.pid: there is no pid file");
        assertNoted("max_user_client_connections = 5: set users[].max-clients");
        assertNoted("default_pool_sise; did you mean default_pool_size?");
        assertNoted("cannot be read: this is nothing");
        assertNoted("has no *");
        assertNoted("a Unix socket leads to its server");
        assertNoted("peers are not needed");
        assertNoted("section [nonsense] is unknown");
        assertTrue(notes.stream().noneMatch(note -> note.contains("server_reset_query")));
        String yaml = Files.readString(directory.resolve("howdah.yaml"));
        assertTrue(notes.stream().allMatch(note -> yaml.contains("# - " + note)));
    }

    @Test
    void knowsEverySettingOnceInAlphabeticalOrder() {
        List<String> names = PgBouncerSetting.all().stream().map(PgBouncerSetting::name).toList();
        assertEquals(names.stream().distinct().sorted().toList(), names);
        assertTrue(names.size() > 85, "there are " + names.size());
    }
}
