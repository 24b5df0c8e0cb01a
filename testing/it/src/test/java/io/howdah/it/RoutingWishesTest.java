package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.HostPort;
import io.howdah.embedded.EmbeddedCluster;
import io.howdah.gateway.config.Consistency;
import io.howdah.gateway.config.ReadsFrom;
import io.howdah.gateway.config.RoutingRule;
import io.howdah.gateway.config.RoutingSettings;
import io.howdah.sql.Digest;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who may say where reads go, and how a client hands on what it has seen. */
final class RoutingWishesTest {
    private static final String COUNT = "SELECT count(*) FROM wishes";
    private static final String OTHER = "SELECT max(a) FROM wishes";
    private static final String TOKEN = "\\d+:\\d+:[0-9A-F]+/[0-9A-F]+";
    private static final List<String> MODES = List.of("extended", "simple");

    private static EmbeddedCluster cluster;

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = Servers.cluster(2);
        new Endpoint(cluster.primary()).run("CREATE TABLE wishes (a int)");
    }

    @AfterAll
    static void stopCluster() throws Exception {
        Servers.stop(cluster);
    }

    private static Front front(ReadsFrom reads, RoutingRule... rules) throws Exception {
        FrontPlan plan = new FrontPlan(cluster.nodes().toArray(HostPort[]::new));
        plan.catalogPeriod = Duration.ofSeconds(1);
        RoutingSettings usual = RoutingSettings.DEFAULT;
        plan.routing =
                new RoutingSettings(
                        reads,
                        usual.consistency(),
                        usual.maxStaleness(),
                        usual.freshnessWait(),
                        usual.refuseWithoutReplicas(),
                        usual.transactions(),
                        usual.balancing(),
                        List.of(rules));
        return Front.of(plan);
    }

    private static boolean isRouted(Front front, Connection connection, String sql)
            throws SQLException {
        long before = front.figure("howdah_reads_routed_total");
        Sql.run(connection, sql);
        return front.figure("howdah_reads_routed_total") > before;
    }

    /** Waits, too, until roles, positions and the catalogue are known. */
    private static void goesToReplicas(Front front, Connection connection, String sql)
            throws Exception {
        Await.until(() -> "routed: " + sql, () -> isRouted(front, connection, sql));
    }

    private static void staysOnPrimary(Front front, Connection connection, String sql)
            throws Exception {
        for (int i = 0; i < 10; i++) {
            assertFalse(isRouted(front, connection, sql), sql);
        }
    }

    private static void awaitRouting(Front front) throws Exception {
        try (Connection connection = connect(front)) {
            goesToReplicas(front, connection, COUNT);
        }
    }

    private static Connection connect(Front front, String... options) throws Exception {
        return front.endpoint().connect(options);
    }

    @Test
    void followsHints() throws Exception {
        try (Front front = front(ReadsFrom.REPLICAS)) {
            for (String mode : MODES) {
                try (Connection connection = connect(front, "preferQueryMode", mode)) {
                    goesToReplicas(front, connection, COUNT);
                    staysOnPrimary(front, connection, "/* howdah: route=primary */" + COUNT);
                    staysOnPrimary(front, connection, COUNT + " /* howdah: consistency=strong */");
                    staysOnPrimary(front, connection, COUNT + " /*howdah_route='primary',a='b'*/");
                    goesToReplicas(front, connection, COUNT);
                    goesToReplicas(front, connection, COUNT + " /* howdah: route=nowhere */");
                }
            }
            front.awaitQuiet();
        }
    }

    @Test
    void remembersTheHintOfAPreparedStatement() throws Exception {
        try (Front front = front(ReadsFrom.REPLICAS);
                Connection connection = connect(front, "prepareThreshold", "1")) {
            awaitRouting(front);
            String sql = COUNT + " WHERE a > ?";
            String hinted = sql + " /* howdah: route=primary */";
            try (PreparedStatement plain = connection.prepareStatement(sql);
                    PreparedStatement kept = connection.prepareStatement(hinted)) {
                Await.until("routed as prepared", () -> isRouted(front, plain));
                for (int i = 0; i < 10; i++) {
                    assertFalse(isRouted(front, kept));
                }
                Await.until("routed again", () -> isRouted(front, plain));
            }
        }
    }

    private static boolean isRouted(Front front, PreparedStatement statement) throws SQLException {
        long before = front.figure("howdah_reads_routed_total");
        statement.setInt(1, 0);
        statement.executeQuery().close();
        return front.figure("howdah_reads_routed_total") > before;
    }

    @Test
    void followsSettingsOfTheSession() throws Exception {
        try (Front front = front(ReadsFrom.REPLICAS);
                Connection connection = connect(front)) {
            goesToReplicas(front, connection, COUNT);
            for (String setting :
                    List.of("howdah.route = 'primary'", "howdah.consistency=strong")) {
                Sql.run(connection, "SET " + setting);
                staysOnPrimary(front, connection, COUNT);
                Sql.run(connection, "RESET " + setting.replaceAll("\\s*=.*", ""));
                goesToReplicas(front, connection, COUNT);
            }
            Sql.run(connection, "SET howdah.route = 'primary'");
            goesToReplicas(front, connection, COUNT + " /* howdah: route=replicas */");
            try (Connection other = connect(front, "options", "-c howdah.route=primary")) {
                staysOnPrimary(front, other, COUNT);
                assertEquals("primary", Sql.value(other, "SHOW howdah.route"));
            }
        }
    }

    @Test
    void letsReplicasAnswerWhoeverAsksForThem() throws Exception {
        try (Front front = front(ReadsFrom.PRIMARY);
                Connection connection = connect(front)) {
            goesToReplicas(front, connection, COUNT + " /* howdah: route=replicas */");
            staysOnPrimary(front, connection, COUNT);
            Sql.run(connection, "SET howdah.route = replicas");
            goesToReplicas(front, connection, COUNT);
        }
    }

    @Test
    void refusesValuesThatDoNotExist() throws Exception {
        try (Front front = front(ReadsFrom.REPLICAS)) {
            for (String mode : MODES) {
                try (Connection connection = connect(front, "preferQueryMode", mode)) {
                    assertEquals("22023", refused(connection, "SET howdah.route = 'nonsense'"));
                    assertEquals("22023", refused(connection, "SET howdah.token = '0/1'"));
                    assertEquals("42704", refused(connection, "SET howdah.rout = 'primary'"));
                    assertEquals("1", Sql.value(connection, "SELECT 1"));
                    connection.setAutoCommit(false);
                    assertEquals("22023", refused(connection, "SET howdah.consistency = 'x'"));
                    assertEquals("25P02", refused(connection, "SELECT 1"));
                    connection.rollback();
                    Sql.run(connection, "SET howdah.route = 'any'");
                    connection.commit();
                    assertEquals("any", Sql.value(connection, "SHOW howdah.route"));
                }
            }
            assertEquals("22023", Sql.state(() -> connect(front, "options", "-c howdah.route=x")));
            front.awaitQuiet();
        }
    }

    private static String refused(Connection connection, String sql) {
        return Sql.state(() -> Sql.run(connection, sql));
    }

    @Test
    void warnsOfValuesThatItCouldNotRefuse() throws Exception {
        try (Front front = front(ReadsFrom.REPLICAS);
                Connection connection = connect(front)) {
            awaitRouting(front); // before the catalogue is known, the session is not asked for
            Sql.rows(connection, "SELECT set_config('howdah.route', ?, false)", "nonsense");
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT 1");
                assertNotNull(statement.getWarnings());
                assertEquals("22023", statement.getWarnings().getSQLState());
            }
        }
    }

    @Test
    void followsTheRulesOfTheConfiguration() throws Exception {
        byte[] text = COUNT.getBytes(StandardCharsets.UTF_8);
        String digest = Digest.of(text, 0, text.length, true).orElseThrow().toString();
        RoutingRule one =
                new RoutingRule(
                        Optional.of(Endpoint.DATABASE),
                        Optional.of(Endpoint.USER),
                        Optional.of(digest.substring(0, 16)),
                        Optional.empty(),
                        Optional.of(Consistency.STRONG));
        RoutingRule others =
                new RoutingRule(
                        Optional.of("elsewhere"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(ReadsFrom.PRIMARY),
                        Optional.empty());
        try (Front front = front(ReadsFrom.REPLICAS, others, one);
                Connection connection = connect(front)) {
            goesToReplicas(front, connection, OTHER);
            staysOnPrimary(front, connection, COUNT);
            goesToReplicas(front, connection, COUNT + " /* howdah: consistency=session */");
        }
    }

    @Test
    void handsATokenFromOneSessionToAnother() throws Exception {
        try (Front front = front(ReadsFrom.REPLICAS);
                Connection writer = connect(front);
                Connection reader = connect(front);
                Connection stranger = connect(front)) {
            Sql.run(writer, "TRUNCATE wishes");
            goesToReplicas(front, reader, COUNT);
            goesToReplicas(front, stranger, COUNT);
            onReplicas("SELECT pg_wal_replay_pause()");
            try {
                Sql.run(writer, "INSERT INTO wishes VALUES (1)");
                String token = Sql.value(writer, "SHOW howdah.token");
                assertTrue(token.matches(TOKEN), token);
                Sql.run(reader, "SET howdah.token = '" + token + "'");
                staysOnPrimary(front, reader, COUNT);
                assertEquals("1", Sql.value(reader, COUNT));
                goesToReplicas(front, stranger, COUNT);
                goesToReplicas(front, reader, COUNT + " /* howdah: consistency=eventual */");
            } finally {
                onReplicas("SELECT pg_wal_replay_resume()");
            }
            goesToReplicas(front, reader, COUNT);
            assertEquals("1", Sql.value(reader, COUNT));
        }
    }

    private static void onReplicas(String sql) throws SQLException {
        for (HostPort node : cluster.nodes().subList(1, cluster.nodes().size())) {
            new Endpoint(node).run(sql);
        }
    }

    @Test
    void showsTheTokenWhereverItIsAskedFor() throws Exception {
        try (Front front = front(ReadsFrom.REPLICAS)) {
            awaitRouting(front);
            for (String mode : MODES) {
                try (Connection connection =
                        connect(front, "preferQueryMode", mode, "prepareThreshold", "1")) {
                    assertEquals("", Sql.value(connection, "SHOW howdah.token")); // saw nothing
                    for (int i = 0; i < 3; i++) {
                        isToken(Sql.value(connection, "SHOW howdah.token"));
                        isToken(Sql.value(connection, "SELECT current_setting('howdah.token')"));
                    }
                    connection.setAutoCommit(false);
                    isToken(Sql.value(connection, "SHOW howdah.token"));
                    Sql.run(connection, "INSERT INTO wishes VALUES (2)");
                    isToken(Sql.value(connection, "SHOW howdah.token"));
                    connection.commit();
                    isToken(Sql.value(connection, "SELECT current_setting('howdah.token')"));
                    connection.rollback();
                }
            }
            front.awaitQuiet();
        }
        try (Front alone = Front.of(new FrontPlan(cluster.primary()));
                Connection connection = connect(alone)) {
            assertEquals("", Sql.value(connection, "SHOW howdah.token"));
        }
    }

    private static void isToken(String value) {
        assertTrue(value.matches(TOKEN), value);
    }

    @Test
    void speaksOfThePrimaryToWhoeverLooksForIt() throws Exception {
        try (Front front = front(ReadsFrom.REPLICAS);
                Connection connection =
                        connect(
                                front,
                                "targetServerType",
                                "primary",
                                "preferQueryMode",
                                "simple")) {
            goesToReplicas(front, connection, COUNT);
            assertEquals("f", Sql.value(connection, "SELECT pg_is_in_recovery()"));
            assertEquals("off", Sql.value(connection, "SHOW transaction_read_only"));
            assertEquals("off", Sql.value(connection, "SHOW in_hot_standby"));
            goesToReplicas(front, connection, COUNT);
            assertEquals(
                    "off",
                    connection.unwrap(PGConnection.class).getParameterStatus("in_hot_standby"));
        }
    }
}
