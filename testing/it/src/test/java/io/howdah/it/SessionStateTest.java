package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.Connection;
import java.sql.SQLException;

/** What a client sets is there whenever it looks, and no other client ever sees it. */
@EachRig
final class SessionStateTest {
    /** More rounds than a pool has backends, so that each is met. */
    private static final int ROUNDS = 20;

    private final Rig rig;

    SessionStateTest(Rig rig) {
        this.rig = rig;
    }

    @BeforeEach
    void makeSchemas() throws Exception {
        rig.direct()
                .run(
                        "DROP SCHEMA IF EXISTS red, blue CASCADE; CREATE SCHEMA red; CREATE SCHEMA"
                                + " blue; CREATE TABLE red.paint AS SELECT 'red' AS colour; CREATE"
                                + " TABLE blue.paint AS SELECT 'blue' AS colour, 7 AS tone");
    }

    @ParameterizedTest
    @CsvSource({
        "SET work_mem = '7MB', SHOW work_mem, 7MB",
        "SET SESSION statement_timeout = 77777, SHOW statement_timeout, 77777ms",
        "SET TIME ZONE 'Asia/Tokyo', SHOW TimeZone, Asia/Tokyo",
        "SET application_name TO 'somebody', SHOW application_name, somebody",
        "SET my.own = 'value', 'SELECT current_setting(''my.own'', true)', value",
        "SELECT set_config('work_mem'%2C '9MB'%2C false), SHOW work_mem, 9MB",
        "SET ROLE pg_monitor, SELECT current_user, pg_monitor",
        "SET search_path = blue, SELECT colour FROM paint, blue",
        "PREPARE mine AS SELECT 'prepared', EXECUTE mine, prepared",
        "CREATE TEMP TABLE private AS SELECT 'temporary' AS t, TABLE private, temporary",
        "SELECT 'locked' FROM pg_advisory_lock(4711), "
                + "SELECT 'locked' FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711"
                + " AND pid = pg_backend_pid(), locked"
    })
    void keepsStateWithItsClient(String change, String look, String changed) throws Exception {
        try (Connection owner = rig.howdah().connect();
                Connection other = rig.howdah().connect()) {
            String before = outcome(other, look);
            Sql.run(owner, change.replace("%2C", ","));
            for (int i = 0; i < ROUNDS; i++) {
                assertEquals(changed, outcome(owner, look));
                assertEquals(before, outcome(other, look));
            }
        }
        try (Connection next = rig.howdah().connect()) {
            for (int i = 0; i < ROUNDS; i++) {
                assertNotEquals(changed, outcome(next, look));
            }
        }
    }

    @Test
    void forgetsASettingWithItsTransaction() throws Exception {
        try (Connection connection = rig.howdah().connect()) {
            connection.setAutoCommit(false);
            Sql.run(connection, "SET LOCAL work_mem = '7MB'");
            assertEquals("7MB", Sql.value(connection, "SHOW work_mem"));
            connection.commit();
            assertNotEquals("7MB", Sql.value(connection, "SHOW work_mem"));
            Sql.run(connection, "SET work_mem = '8MB'");
            connection.rollback();
            assertNotEquals("8MB", Sql.value(connection, "SHOW work_mem"));
            connection.rollback();
        }
    }

    @Test
    void preparesOneTextForEachSearchPath() throws Exception {
        String sql = "SELECT * FROM paint";
        try (Connection red = connectTo("red");
                Connection blue = connectTo("blue")) {
            for (int i = 0; i < ROUNDS; i++) {
                assertEquals("red", Sql.value(red, sql));
                assertEquals("blue|7", Sql.value(blue, sql));
            }
            Sql.run(red, "SET search_path = blue");
            for (int i = 0; i < ROUNDS; i++) {
                assertEquals("blue|7", Sql.value(red, "SELECT colour, tone FROM paint"));
            }
        }
    }

    /** What the minus reaches is decided by IntervalStyle, and at Parse. */
    @Test
    void readsLiteralsByTheClientsOwnSettings() throws Exception {
        String sql = "SELECT extract(epoch FROM interval '-1 2:03:04')::int";
        try (Connection usual = connectWith("-c IntervalStyle=postgres");
                Connection standard = connectWith("-c IntervalStyle=sql_standard")) {
            for (int i = 0; i < ROUNDS; i++) {
                assertEquals("-79016", Sql.value(usual, sql));
                assertEquals("-93784", Sql.value(standard, sql));
            }
        }
    }

    @Test
    void appliesSettingsOfTheStart() throws Exception {
        try (Connection one =
                        rig.howdah()
                                .connect(
                                        "ApplicationName",
                                        "the one",
                                        "currentSchema",
                                        "blue,public",
                                        "options",
                                        "-c work_mem=7MB -c my.note=a\\ b --random_page_cost=3");
                Connection other = rig.howdah().connect("ApplicationName", "the other")) {
            for (int i = 0; i < ROUNDS; i++) {
                assertEquals("the one", Sql.value(one, "SHOW application_name"));
                assertEquals("blue,public", Sql.value(one, "SHOW search_path").replace(" ", ""));
                assertEquals("7MB", Sql.value(one, "SHOW work_mem"));
                assertEquals("a b", Sql.value(one, "SHOW my.note"));
                assertEquals("3", Sql.value(one, "SHOW random_page_cost"));
                assertEquals("the other", Sql.value(other, "SHOW application_name"));
                assertEquals("\"$user\", public", Sql.value(other, "SHOW search_path"));
                assertEquals("4MB", Sql.value(other, "SHOW work_mem"));
                assertEquals("4", Sql.value(other, "SHOW random_page_cost"));
            }
        }
    }

    @Test
    void resetsToTheSettingsOfTheStart() throws Exception {
        try (Connection connection =
                rig.howdah().connect("ApplicationName", "the one", "options", "-c work_mem=7MB")) {
            Sql.run(connection, "SET work_mem = '9MB'");
            Sql.run(connection, "SET application_name = 'changed'");
            Sql.run(connection, "RESET ALL");
            assertEquals("the one", Sql.value(connection, "SHOW application_name"));
            assertEquals("7MB", Sql.value(connection, "SHOW work_mem"));
            Sql.run(connection, "DISCARD ALL");
            for (int i = 0; i < ROUNDS; i++) {
                assertEquals("7MB", Sql.value(connection, "SHOW work_mem"));
                assertEquals("the one", Sql.value(connection, "SHOW application_name"));
            }
        }
    }

    /** From the next message on, which is as early as anything can be said to PostgreSQL. */
    @Test
    void resetsWithinATransactionToTheSettingsOfTheStart() throws Exception {
        String[] options = {"options", "-c work_mem=7MB", "preferQueryMode", "simple"};
        try (Connection connection = rig.howdah().connect(options)) {
            connection.setAutoCommit(false);
            Sql.run(connection, "SET work_mem = '9MB'");
            Sql.run(connection, "SAVEPOINT before");
            Sql.run(connection, "RESET work_mem");
            assertEquals("7MB", Sql.value(connection, "SHOW work_mem"));
            Sql.run(connection, "ROLLBACK TO before");
            assertEquals("9MB", Sql.value(connection, "SHOW work_mem"));
            Sql.run(connection, "RESET ALL");
            assertEquals("7MB", Sql.value(connection, "SHOW work_mem"));
            connection.rollback();
            assertEquals("7MB", Sql.value(connection, "SHOW work_mem"));
        }
    }

    /** As pgjdbc does when it does not know the server's version. */
    @Test
    void servesADriverThatSetsItsSession() throws Exception {
        String[] options = {"assumeMinServerVersion", "", "ApplicationName", "setter"};
        try (Connection setter = rig.howdah().connect(options);
                Connection other = rig.howdah().connect("ApplicationName", "other")) {
            for (int i = 0; i < ROUNDS; i++) {
                assertEquals("setter", Sql.value(setter, "SHOW application_name"));
                assertEquals("other", Sql.value(other, "SHOW application_name"));
            }
        }
    }

    @Test
    void refusesASettingOfTheStartAsPostgresDoes() throws Exception {
        String[] options = {"options", "-c work_mem=plenty"};
        assertEquals(
                Sql.state(() -> rig.direct().connect(options).close()),
                Sql.state(
                        () -> {
                            try (Connection connection = rig.howdah().connect(options)) {
                                Sql.value(connection, "SELECT 1");
                            }
                        }));
    }

    @Test
    void refusesAnUnknownUserAndAWrongPassword() throws Exception {
        assertEquals("28P01", Sql.state(() -> rig.howdah().connect("user", "nobody").close()));
        assertEquals("28P01", Sql.state(() -> rig.howdah().connect("password", "no").close()));
    }

    @Test
    void refusesAnUnknownDatabaseAsPostgresDoes() throws Exception {
        Endpoint unknown = new Endpoint(rig.howdah().address(), "unknown");
        assertEquals("3D000", Sql.state(() -> unknown.connect().close()));
    }

    private Connection connectWith(String options) throws Exception {
        return rig.howdah().connect("options", options, "prepareThreshold", "1");
    }

    private Connection connectTo(String schema) throws Exception {
        return rig.howdah().connect("currentSchema", schema, "prepareThreshold", "1");
    }

    /** A value, or the SQLSTATE of the error that comes instead of it, or nothing. */
    private static String outcome(Connection connection, String look) {
        try {
            return String.join("\n", Sql.rows(connection, look));
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }
}
