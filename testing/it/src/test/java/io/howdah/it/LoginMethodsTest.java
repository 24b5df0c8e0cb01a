package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Real clients log in with secrets that only PostgreSQL has: Howdah knows no password but the one
 * of the user that asks for them.
 */
final class LoginMethodsTest {
    private static final String RULES =
            """
            host all md5_rider all md5
            host all trusty all trust
            host all all all scram-sha-256
            """;
    private static final String PYTHON =
            """
            import psycopg2, sys
            c = psycopg2.connect(user=sys.argv[1])
            k = c.cursor()
            k.execute('select current_user')
            print(k.fetchone()[0])
            """;

    private static void makeUsers(RuledServer server) throws Exception {
        String password = " LOGIN PASSWORD '" + Endpoint.PASSWORD + "'";
        server.direct().run("CREATE ROLE scram_rider" + password);
        server.direct().run("CREATE ROLE late" + password + " VALID UNTIL '2001-01-01'");
        server.direct().run("CREATE ROLE secretless LOGIN");
        server.direct().run("CREATE ROLE trusty LOGIN");
        server.direct().run("SET password_encryption = 'md5'; CREATE ROLE md5_rider" + password);
        server.rules(RULES);
    }

    private static Front front(RuledServer server) throws Exception {
        return Front.of(
                RuledServer.auth(
                        Optional.empty(), Optional.of(RuledServer.SUPERUSER_FIRST + RULES)),
                server.address());
    }

    private static String who(Endpoint endpoint, String user, String password) throws SQLException {
        try (Connection connection = endpoint.connect("user", user, "password", password);
                ResultSet result =
                        connection.createStatement().executeQuery("SELECT current_user")) {
            result.next();
            return result.getString(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void passesOnWhatClientsProve(int version) throws Exception {
        try (RuledServer server = RuledServer.start(version)) {
            makeUsers(server);
            try (Front front = front(server)) {
                Endpoint howdah = new Endpoint(front.endpoint().address(), "postgres");
                Tool psql = Tool.postgres15("psql");
                Peer.require(
                        Path.of("/usr/lib/python3/dist-packages/psycopg2"), "python3-psycopg2");
                Tool python = new Tool(Path.of("/usr/bin/python3"), Map.of());
                for (String user : List.of("scram_rider", "md5_rider", "trusty")) {
                    assertEquals(user, who(howdah, user, Endpoint.PASSWORD));
                    String shown = psql.run(howdah, "-U", user, "-Atc", "SELECT current_user");
                    assertEquals(user, shown.strip());
                    assertEquals(user, python.run(howdah, "-c", PYTHON, user).strip());
                }
                for (String user :
                        List.of("late", "secretless", "nobody", "x' OR 'a'='a", "中\\'", "$1")) {
                    Tool.Result direct = psql.tryRun(server.direct(), "-U", user, "-c", "");
                    Tool.Result through = psql.tryRun(howdah, "-U", user, "-c", "");
                    assertEquals(withoutPort(direct), withoutPort(through));
                    assertTrue(through.errors().contains("password authentication failed"));
                }
                assertThrows(SQLException.class, () -> who(howdah, "scram_rider", "wrong"));
                front.awaitQuiet();
            }
        }
    }

    private static String withoutPort(Tool.Result result) {
        return result.errors().replaceAll("port \\d+", "port N");
    }

    @Test
    void escapesNamesSoThatTheyAreFound() throws Exception {
        try (RuledServer server = RuledServer.start(18);
                Front front = front(server)) {
            Endpoint howdah = new Endpoint(front.endpoint().address(), "postgres");
            for (String name : List.of("o'neill", "back\\slash", "中文", "🐘", "two words", "$1")) {
                server.direct()
                        .run(
                                "CREATE ROLE \""
                                        + name
                                        + "\" LOGIN PASSWORD '"
                                        + Endpoint.PASSWORD
                                        + "'");
                assertEquals(name, who(howdah, name, Endpoint.PASSWORD));
            }
            front.awaitQuiet();
        }
    }

    @Test
    void seesANewPasswordSoonAfterTheOldOneFails() throws Exception {
        try (RuledServer server = RuledServer.start(18)) {
            makeUsers(server);
            try (Front front = front(server)) {
                Endpoint howdah = new Endpoint(front.endpoint().address(), "postgres");
                assertEquals("scram_rider", who(howdah, "scram_rider", Endpoint.PASSWORD));
                server.direct().run("ALTER ROLE scram_rider PASSWORD 'new'");
                server.direct()
                        .run(
                                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                        + " WHERE usename = 'scram_rider'");
                Await.until("the new password opens", () -> opens(howdah, "new"));
                assertThrows(
                        SQLException.class, () -> who(howdah, "scram_rider", Endpoint.PASSWORD));
                front.awaitQuiet();
            }
        }
    }

    private static boolean opens(Endpoint howdah, String password) {
        try {
            return who(howdah, "scram_rider", password).equals("scram_rider");
        } catch (SQLException _) {
            return false;
        }
    }
}
