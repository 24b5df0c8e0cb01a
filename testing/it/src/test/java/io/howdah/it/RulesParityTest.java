package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.config.InvalidConfiguration;
import io.howdah.gateway.control.AccessRule;
import io.howdah.gateway.internal.access.Access;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** One file of rules, read by PostgreSQL and by Howdah: both see the same, and let the same in. */
final class RulesParityTest {
    private static final String VIEW =
            "SELECT line_number, type, array_to_string(database, ','),"
                    + " array_to_string(user_name, ','), coalesce(address, ''),"
                    + " coalesce(netmask, ''), auth_method,"
                    + " coalesce(array_to_string(options, ','), '')"
                    + " FROM pg_hba_file_rules WHERE error IS NULL";

    private static final String RIGHT =
            """
            # TYPE  DATABASE        USER            ADDRESS                 METHOD
            local   all             all                                     trust
            host    all             all             127.0.0.1/32            trust
            host    all             all             127.0.0.1       255.255.255.255     trust
            host    all             all             ::1/128                 trust
            host    all             all             localhost               trust
            host    postgres        all             192.168.93.0/24         reject
            host    postgres        all             192.168.12.10/32        scram-sha-256
            host    all             mike            .example.com            md5
            host    all             all             192.168.54.1/32         reject
            host    all             all             0.0.0.0/0               password
            local   sameuser        all                                     md5
            local   all             "quoted all",+support,"a""b"            md5
            local   db1,db2, \\
                    db3   all                                       md5  # goes on
            host    samerole,samegroup,replication "+x",all samehost        reject
            hostnossl all all samenet trust
            hostnogssenc "all" ",a b," ffff::/17 scram-sha-256
            local all all peer map=local
            """;

    private static final String WRONG =
            """
            remote all all all trust
            local
            local all
            local all all
            host all all
            host all all 10.0.0.0/33 trust
            host all all localhost/8 trust
            host all all 10.0.0.0
            host all all 10.0.0.0 ffff:: trust
            local all all magic
            host all all all peer
            host all all all cert
            local all all peer oops
            local all all peer color=red
            local all all trust clientcert=verify-ca
            host all all 10.0.0.1,10.0.0.2 trust
            local all all md5,trust
            local,host all all trust
            """;

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void readsWhatPostgresqlReads(int version) throws Exception {
        try (RuledServer server = RuledServer.start(version)) {
            server.write(RuledServer.SUPERUSER_FIRST + RIGHT);
            assertEquals(server.rows(VIEW), rows(server.file()));
            List<String> errors =
                    server.rows("SELECT error FROM pg_hba_file_rules WHERE error IS NOT NULL");
            assertEquals(List.of(), errors);
            server.write(RuledServer.SUPERUSER_FIRST + WRONG);
            assertEquals(
                    server.rows(
                            "SELECT line_number, error FROM pg_hba_file_rules"
                                    + " WHERE error IS NOT NULL"),
                    problems(server.file()));
            if (version == 18) {
                readsIncludesAndPatterns(server);
            }
        }
    }

    private static void readsIncludesAndPatterns(RuledServer server) throws Exception {
        Path file = server.file();
        write(file.resolveSibling("one.conf"), "local @names /^a{2}$ trust\n\n");
        write(file.resolveSibling("names"), "x y,z # no more\n\"q\"\n");
        server.write(
                RuledServer.SUPERUSER_FIRST
                        + "include one.conf\ninclude_if_exists none.conf\n"
                        + "local \"/^(a|b),c\" all trust\n");
        assertEquals(server.rows(VIEW + " ORDER BY rule_number"), rows(file));
    }

    /** The server runs as somebody else. */
    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static List<String> rows(Path file) throws InvalidConfiguration {
        Access access = new Access(RuledServer.auth(Optional.of(file), Optional.empty()));
        List<String> rows = new ArrayList<>();
        for (AccessRule row : access.rows()) {
            rows.add(
                    String.join(
                            " | ",
                            Integer.toString(row.line()),
                            row.type(),
                            String.join(",", row.databases()),
                            String.join(",", row.users()),
                            row.address(),
                            row.netmask(),
                            row.method(),
                            String.join(",", row.options())));
        }
        return rows;
    }

    private static List<String> problems(Path file) {
        InvalidConfiguration invalid =
                assertThrows(
                        InvalidConfiguration.class,
                        () -> new Access(RuledServer.auth(Optional.of(file), Optional.empty())));
        return invalid.problems().stream()
                .map(problem -> problem.position().line() + " | " + problem.message())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void letsInWhomPostgresqlLetsIn(int version) throws Exception {
        try (RuledServer server = RuledServer.start(version)) {
            for (String sql :
                    List.of(
                            "CREATE DATABASE \"db one\"",
                            "CREATE DATABASE db1",
                            "CREATE DATABASE db2",
                            "CREATE DATABASE all_",
                            "CREATE ROLE staff",
                            "CREATE ROLE deep IN ROLE staff",
                            "CREATE ROLE db2 LOGIN",
                            "CREATE ROLE app_1 LOGIN PASSWORD 'p'",
                            "CREATE ROLE app_x LOGIN",
                            "CREATE ROLE alice LOGIN PASSWORD 'p' IN ROLE deep",
                            "CREATE ROLE member LOGIN IN ROLE db2",
                            "CREATE ROLE rejected LOGIN",
                            "CREATE ROLE tls_only LOGIN",
                            "CREATE ROLE boss SUPERUSER LOGIN PASSWORD 'p'",
                            "CREATE ROLE \"all\" LOGIN")) {
                server.direct().run(sql);
            }
            String app = version == 15 ? "app_1,app_2" : "\"/^app_\\d+$\"";
            server.rules(
                    """
                    host all        rejected all reject
                    host "db one"   app_x all trust
                    host db1,db2    %s 127.0.0.0/8 trust
                    host sameuser   all samehost trust
                    host all        +staff all scram-sha-256
                    host samerole   member 127.0.0.1 255.255.255.255 trust
                    hostssl all     tls_only all trust
                    host db1        "all" localhost trust
                    host "all_","all" all samenet trust
                    host all        all 10.0.0.0/8 trust
                    """
                            .formatted(app));
            try (Front front =
                    Front.of(
                            RuledServer.auth(Optional.of(server.file()), Optional.empty()),
                            server.address())) {
                compare(server, front);
                front.awaitQuiet();
            }
        }
    }

    private static void compare(RuledServer server, Front front) throws Exception {
        int in = 0;
        for (String user :
                List.of(
                        "db2",
                        "app_1",
                        "app_x",
                        "alice",
                        "member",
                        "rejected",
                        "tls_only",
                        "boss",
                        "all",
                        "nobody")) {
            for (String database : List.of("db one", "db1", "db2", "all_")) {
                for (String password : List.of("p", "wrong")) {
                    String direct = attempt(server.direct(), database, user, password);
                    String howdah = attempt(front.endpoint(), database, user, password);
                    assertEquals(direct, howdah, user + " at " + database);
                    in += direct.startsWith("in ") ? 1 : 0;
                }
            }
        }
        assertTrue(in > 15, "few got in: " + in);
    }

    private static String attempt(
            Endpoint endpoint, String database, String user, String password) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("sslmode", "disable");
        String url = "jdbc:postgresql://" + endpoint.address() + "/" + database.replace(" ", "%20");
        try (Connection connection = DriverManager.getConnection(url, properties);
                ResultSet result =
                        connection.createStatement().executeQuery("SELECT current_user")) {
            result.next();
            return "in as " + result.getString(1);
        } catch (PSQLException e) {
            ServerErrorMessage told = e.getServerErrorMessage();
            return e.getSQLState() + " " + (told == null ? e.getMessage() : told.getMessage());
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
