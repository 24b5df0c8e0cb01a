package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.howdah.gateway.config.BackendSettings;
import io.howdah.gateway.config.PoolMode;
import io.howdah.gateway.config.PoolOverrides;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What pools do when a real server sets the bounds, or Howdah does. */
@EachRig({15, 18})
final class PoolBehaviourTest {
    private static final String LIMITED = "limited";
    private static final String PASSWORD = "limited-secret";

    private final Rig rig;

    PoolBehaviourTest(Rig rig) {
        this.rig = rig;
    }

    private Front front(PoolMode mode, PoolOverrides changes, BackendSettings backends)
            throws Exception {
        assumeTrue(rig.mode() == PoolMode.TRANSACTION, "the mode is the test's own");
        FrontPlan plan = new FrontPlan(rig.direct().address());
        plan.pool = changes.over(FrontPlan.pool(mode, 8));
        plan.backends = backends;
        plan.users =
                List.of(
                        FrontPlan.user(Endpoint.USER, Endpoint.PASSWORD),
                        FrontPlan.user(LIMITED, PASSWORD));
        return Front.of(plan);
    }

    private static Connection limited(Front front) throws SQLException {
        return front.endpoint().connect("user", LIMITED, "password", PASSWORD);
    }

    private void createLimited(int connections) throws Exception {
        rig.direct()
                .run(
                        "DROP ROLE IF EXISTS limited; CREATE ROLE limited LOGIN PASSWORD '"
                                + PASSWORD
                                + "' CONNECTION LIMIT "
                                + connections);
    }

    @Test
    void runsStatementsButNoBlocksInStatementMode() throws Exception {
        try (Front front = front(PoolMode.STATEMENT, PoolOverrides.NONE, BackendSettings.DEFAULT);
                Connection first = front.endpoint().connect();
                Connection second = front.endpoint().connect()) {
            for (int i = 0; i < 10; i++) {
                assertEquals("" + i, Sql.value(first, "SELECT ?::int", i));
                assertEquals("" + i, Sql.value(second, "SELECT ?::int", i));
            }
            first.setAutoCommit(false);
            assertEquals("0A000", Sql.state(() -> Sql.value(first, "SELECT 1")));
            assertEquals("2", Sql.value(second, "SELECT 2"));
        }
    }

    @Test
    void makesDoWithTheConnectionsThatARoleMayHave() throws Exception {
        assumeTrue(rig.mode() == PoolMode.TRANSACTION);
        createLimited(2);
        try (Front front =
                        front(PoolMode.TRANSACTION, PoolOverrides.NONE, BackendSettings.DEFAULT);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(threads.submit(() -> someTransactions(front)));
            }
            for (Future<?> each : all) {
                each.get();
            }
            front.awaitQuiet();
        }
    }

    private static boolean someTransactions(Front front) throws SQLException {
        try (Connection connection = limited(front)) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 5; i++) {
                Sql.value(connection, "SELECT pg_sleep(0.01)");
                connection.commit();
            }
        }
        return true;
    }

    @Test
    void keepsTheLimitOfADatabaseOverTheUsersOfIt() throws Exception {
        assumeTrue(rig.mode() == PoolMode.TRANSACTION);
        createLimited(-1);
        BackendSettings two =
                new BackendSettings(2, 0, Duration.ofSeconds(15), Duration.ofSeconds(15));
        try (Front front = front(PoolMode.TRANSACTION, PoolOverrides.NONE, two);
                Connection a = front.endpoint().connect();
                Connection b = front.endpoint().connect();
                Connection c = limited(front)) {
            for (Connection each : List.of(a, b, c)) {
                each.setAutoCommit(false);
                assertEquals("1", Sql.value(each, "SELECT 1"));
                each.commit();
                assertTrue(front.figure("howdah_backends") <= 2, front.toString());
            }
        }
    }

    @Test
    void checksBackendsThatWereIdleAndKeepsThem() throws Exception {
        PoolOverrides impatient =
                new PoolOverrides(
                        Optional.empty(),
                        Optional.of(1),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Duration.ofNanos(1)),
                        Optional.of("SELECT 1"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        try (Front front = front(PoolMode.TRANSACTION, impatient, BackendSettings.DEFAULT);
                Connection connection = front.endpoint().connect()) {
            String process = Sql.value(connection, "SELECT pg_backend_pid()");
            for (int i = 0; i < 20; i++) {
                assertEquals(process, Sql.value(connection, "SELECT pg_backend_pid()"));
            }
            assertEquals(0, front.figure("howdah_backend_checks_failed_total"));
        }
    }
}
