package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The console with psql, psycopg2 and pgjdbc, and beside PgBouncer's own. */
final class AdminConsoleTest {
    private static final List<String> PGBOUNCERS =
            List.of(
                    "STATS",
                    "STATS_TOTALS",
                    "STATS_AVERAGES",
                    "TOTALS",
                    "SERVERS",
                    "CLIENTS",
                    "POOLS",
                    "PEERS",
                    "PEER_POOLS",
                    "LISTS",
                    "USERS",
                    "DATABASES",
                    "FDS",
                    "SOCKETS",
                    "ACTIVE_SOCKETS",
                    "CONFIG",
                    "MEM",
                    "DNS_HOSTS",
                    "DNS_ZONES",
                    "STATE",
                    "VERSION");

    /** What later versions of PgBouncer call otherwise than 1.18, which Debian has. */
    private static final Map<String, String> RENAMED = Map.of("reserve_pool", "reserve_pool_size");

    private static Servers servers;
    private static Front front;
    private static Endpoint console;

    @BeforeAll
    static void start() throws Exception {
        servers = new Servers();
        front = Front.withConsole(servers.postgres18());
        console = new Endpoint(front.endpoint().address(), PgBouncer.CONSOLE);
        front.endpoint().run("SELECT 1");
    }

    @AfterAll
    static void stop() throws Exception {
        front.close();
        servers.close();
    }

    // ---- psql

    @Test
    void servesPsql() throws Exception {
        Tool psql = Tool.postgres15("psql");
        String pools = psql.run(console, "-c", "show pools");
        assertTrue(pools.contains("| cl_active |") && pools.contains("transaction"), pools);
        String clients = psql.run(console, "-c", "\\x", "-c", "show clients;");
        assertTrue(clients.contains("-[ RECORD 1 ]"), clients);
        assertTrue(clients.contains("application_name    | psql"), clients);
        for (String name : PGBOUNCERS) {
            psql.run(console, "-At", "-c", "SHOW " + name);
        }
        Tool.Result wrong = psql.tryRun(console, "-c", "show pool");
        assertEquals(1, wrong.exitCode());
        assertTrue(wrong.errors().contains("Did you mean pools?"), wrong.errors());
        assertTrue(psql.tryRun(console, "-c", "show help").errors().contains("SHUTDOWN"));
    }

    // ---- psycopg2

    @Test
    void servesPsycopg() throws Exception {
        String script =
                """
                import psycopg2
                connection = psycopg2.connect("")
                connection.autocommit = True
                cursor = connection.cursor()
                cursor.execute("SHOW LISTS")
                print(dict(cursor.fetchall())["databases"])
                cursor.execute("SHOW STATS")
                print(cursor.description[1].name, type(cursor.fetchall()[0][1]).__name__)
                try:
                    cursor.execute("SHOW NONSENSE")
                except psycopg2.Error as e:
                    print(e.pgcode)
                connection.autocommit = False
                cursor.execute("SHOW VERSION")
                print(cursor.fetchone()[0].split()[0])
                connection.commit()
                """;
        assertEquals(
                List.of("2", "total_server_assignment_count Decimal", "42601", "PgBouncer"),
                python().run(console, "-c", script).lines().toList());
    }

    // ---- pgjdbc

    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended", "extendedForPrepared", "extendedCacheEverything"})
    void servesPgjdbc(String mode) throws Exception {
        try (Connection connection =
                        console.connect("preferQueryMode", mode, "prepareThreshold", "1");
                Statement statement = connection.createStatement()) {
            for (String name : PGBOUNCERS) {
                // Several times, so that pgjdbc prepares it and asks for binary.
                for (int i = 0; i < 4; i++) {
                    read(statement, "SHOW " + name);
                }
            }
            assertEquals("42601", refused(statement, "SHOW NONSENSE"));
            assertEquals("42704", refused(statement, "KILL_CLIENT 1"));
            connection.setAutoCommit(false);
            assertTrue(connection.isValid(5));
            statement.execute("SHOW STATE");
            connection.commit();
        }
    }

    @ParameterizedTest
    @CsvSource({"simple, 5", "extended, 1"})
    void servesPgjdbcThatSetsItsSettings(String mode, String threshold) throws Exception {
        try (Connection connection =
                        console.connect(
                                "preferQueryMode",
                                mode,
                                "prepareThreshold",
                                threshold,
                                "assumeMinServerVersion",
                                "8.0");
                Statement statement = connection.createStatement()) {
            assertEquals(3, read(statement, "SHOW STATE").size());
        }
    }

    private static String refused(Statement statement, String sql) {
        return assertThrows(SQLException.class, () -> statement.execute(sql)).getSQLState();
    }

    /** Every value as text and, where it is a number, as a number too. */
    private static List<List<String>> read(Statement statement, String sql) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            ResultSetMetaData columns = result.getMetaData();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    String text = String.valueOf(result.getString(i));
                    row.add(text);
                    if (result.getObject(i) instanceof Number number) {
                        assertEquals(text, Long.toString(number.longValue()));
                    }
                }
                rows.add(row);
            }
        }
        return rows;
    }

    // ---- beside PgBouncer

    /** With psycopg2, for PgBouncer's console takes no SET of pgjdbc's. */
    @Test
    void hasTheColumnsOfPgbouncer() throws Exception {
        try (PgBouncer pgbouncer = PgBouncer.start(servers.postgres18())) {
            Map<String, List<String>> theirs = columns(pgbouncer.console());
            Map<String, List<String>> ours = columns(console);
            assertTrue(theirs.size() >= 18, "compared only " + theirs.keySet());
            theirs.forEach(
                    (name, expected) -> {
                        List<String> common = new ArrayList<>(ours.get(name));
                        common.retainAll(expected);
                        assertEquals(expected, common, name);
                    });
        }
    }

    /** The columns of every table there is, with the oids of their types. */
    private static Map<String, List<String>> columns(Endpoint endpoint) throws Exception {
        String script =
                """
                import psycopg2, sys
                connection = psycopg2.connect("")
                connection.autocommit = True
                for name in sys.argv[1:]:
                    cursor = connection.cursor()
                    try:
                        cursor.execute("SHOW " + name)
                        for column in cursor.description:
                            print(name, column.name, column.type_code)
                    except psycopg2.Error:
                        pass
                """;
        List<String> arguments = new ArrayList<>(List.of("-c", script));
        arguments.addAll(PGBOUNCERS);
        Map<String, List<String>> columns = new LinkedHashMap<>();
        python().run(endpoint, arguments.toArray(String[]::new))
                .lines()
                .map(line -> line.split(" ", -1))
                .forEach(
                        words ->
                                columns.computeIfAbsent(words[0], _ -> new ArrayList<>())
                                        .add(
                                                RENAMED.getOrDefault(words[1], words[1])
                                                        + " "
                                                        + words[2]));
        return columns;
    }

    private static Tool python() {
        Peer.require(Path.of("/usr/lib/python3/dist-packages/psycopg2"), "python3-psycopg2");
        return new Tool(Path.of("/usr/bin/python3"), Map.of("PYTHONDONTWRITEBYTECODE", "1"));
    }

    // ---- what it shows and does

    @Test
    void showsAPinnedClientAndEndsIt() throws Exception {
        try (Connection pinned = front.endpoint().connect("ApplicationName", "pinned");
                Statement work = pinned.createStatement();
                Connection operator = console.connect("preferQueryMode", "simple");
                Statement statement = operator.createStatement()) {
            work.execute("CREATE TEMPORARY TABLE something (a int)");
            List<String> pin =
                    read(statement, "SHOW PINS").stream()
                            .filter(row -> row.contains("pinned"))
                            .findFirst()
                            .orElseThrow();
            assertEquals("temporary", pin.get(4));
            statement.execute("KILL_CLIENT " + pin.getFirst());
            String state =
                    assertThrows(SQLException.class, () -> work.execute("SELECT 1")).getSQLState();
            assertTrue(state.equals("57P01") || state.startsWith("08"), state);
        }
    }

    @Test
    void countsWhatPassesThrough() throws Exception {
        try (Connection operator = console.connect("preferQueryMode", "simple");
                Statement statement = operator.createStatement();
                Connection client = front.endpoint().connect();
                Statement work = client.createStatement()) {
            long before = queries(statement);
            for (int i = 0; i < 10; i++) {
                work.execute("SELECT pg_sleep(0.001)");
            }
            assertEquals(before + 10, queries(statement));
        }
    }

    private static long queries(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("SHOW STATS")) {
            while (result.next()) {
                if (result.getString("database").equals(Endpoint.DATABASE)) {
                    return result.getLong("total_query_count");
                }
            }
        }
        throw new AssertionError("no row of " + Endpoint.DATABASE);
    }

    @Test
    void letsOnlyOperatorsIn() {
        SQLException refused =
                assertThrows(
                        SQLException.class, () -> console.connect("user", Front.STRANGER).close());
        assertEquals("28000", refused.getSQLState());
    }
}
