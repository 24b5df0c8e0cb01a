package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.gateway.config.BackendSettings;
import io.howdah.gateway.config.DatabaseSettings;
import io.howdah.gateway.config.PoolOverrides;
import io.howdah.gateway.control.PoolSnapshot;
import io.howdah.gateway.fake.FakePostgres;
import io.howdah.gateway.fake.WireClient;
import io.howdah.wire.FrontendMessage.Query;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Bounds on backends across pools. */
class BackendLimitsTest {
    private FakePostgres server;
    private GatewayRig.Plan plan;

    @BeforeEach
    void start() {
        server = FakePostgres.start();
        plan = new GatewayRig.Plan(server.address());
        plan.threads = 1;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static WireClient login(GatewayRig rig, String user, String database)
            throws IOException {
        return WireClient.login(rig.address(), Map.of("user", user, "database", database));
    }

    @Test
    void closesAnIdleBackendOfAnotherPoolOfTheDatabase() throws IOException {
        plan.databases =
                List.of(
                        new DatabaseSettings(
                                "small", Optional.empty(), Optional.of(2), PoolOverrides.NONE));
        try (GatewayRig rig = plan.start();
                WireClient a = login(rig, "a", "small");
                WireClient b = login(rig, "b", "small");
                WireClient c = login(rig, "c", "small");
                WireClient free = login(rig, "a", "large")) {
            for (WireClient each : List.of(a, b, c, free)) {
                assertTrue(each.query("SELECT 'x:1'").contains("row x:1"));
            }
            assertTrue(rig.figure("backends") <= 3, "two of the small one, one of the large");
            a.query("BEGIN");
            b.query("BEGIN");
            c.send(new Query("SELECT 'c:2'"));
            GatewayRig.await("it waits", () -> rig.figure("clients_waiting") == 1);
            assertEquals(2, openOf(rig, "small"));
            b.query("COMMIT");
            assertTrue(c.untilReady().contains("row c:2"));
            assertEquals(2, openOf(rig, "small"));
        }
    }

    private static int openOf(GatewayRig rig, String database) {
        return rig.census().pools().stream()
                .filter(pool -> pool.database().equals(database))
                .mapToInt(PoolSnapshot::backends)
                .sum();
    }

    @Test
    void limitsTheBackendsOfAUserAndOfANode() throws IOException {
        plan.backends = new BackendSettings(0, 1, Duration.ofSeconds(15), Duration.ofSeconds(15));
        plan.nodes = List.of(GatewayRig.Plan.node(server.address(), Optional.of(2)));
        plan.queryWaitTimeout = Duration.ofSeconds(1);
        try (GatewayRig rig = plan.start();
                WireClient a = login(rig, "a", "one");
                WireClient alsoA = login(rig, "a", "two");
                WireClient b = login(rig, "b", "one");
                WireClient c = login(rig, "c", "one")) {
            a.query("BEGIN");
            assertEquals("ERROR 08006", alsoA.query("SELECT 'a:1'").getFirst());
            b.query("BEGIN");
            assertEquals(2, server.sessions());
            assertEquals("ERROR 08006", c.query("SELECT 'c:1'").getFirst());
            a.query("COMMIT");
            assertTrue(c.query("SELECT 'c:2'").contains("row c:2"));
            assertEquals(2, server.peakSessions());
        }
    }

    @Test
    void letsNoBusyPoolKeepAllOfALimit() throws Exception {
        plan.databases =
                List.of(
                        new DatabaseSettings(
                                "test", Optional.empty(), Optional.of(1), PoolOverrides.NONE));
        try (GatewayRig rig = plan.start();
                WireClient quiet = rig.login("quiet");
                Busy busy = new Busy(rig)) {
            assertTrue(quiet.query("SELECT 'q:1'").contains("row q:1"));
            assertTrue(quiet.query("SELECT 'q:2'").contains("row q:2"));
            assertTrue(busy.isRunning());
        }
        assertEquals(1, server.peakSessions());
        assertEquals(List.of(), server.violations());
    }

    /** Two clients that always have a statement under way. */
    private static final class Busy implements AutoCloseable {
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private volatile boolean stopped;
        private volatile boolean failed;

        Busy(GatewayRig rig) {
            for (int i = 0; i < 2; i++) {
                threads.execute(() -> run(rig));
            }
        }

        private void run(GatewayRig rig) {
            try (WireClient client = rig.login("busy")) {
                while (!stopped) {
                    failed |= !client.query("SELECT 'busy:1'").contains("row busy:1");
                }
                client.terminate();
            } catch (IOException e) {
                failed = true;
            }
        }

        boolean isRunning() {
            return !failed;
        }

        @Override
        public void close() {
            stopped = true;
            threads.close();
        }
    }

    @Test
    void neverOpensMoreThanTheLimitUnderACrowd() throws Exception {
        plan.threads = 3;
        plan.size = 9;
        plan.databases =
                List.of(
                        new DatabaseSettings(
                                "test", Optional.empty(), Optional.of(4), PoolOverrides.NONE));
        try (GatewayRig rig = plan.start();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                String user = "u" + i % 6;
                all.add(threads.submit(() -> twenty(rig, user)));
            }
            for (var each : all) {
                each.get();
            }
            rig.awaitQuiet();
        }
        assertTrue(server.peakSessions() <= 4, "peak " + server.peakSessions());
        assertEquals(List.of(), server.violations());
    }

    private static boolean twenty(GatewayRig rig, String user) throws IOException {
        try (WireClient client = rig.login(user)) {
            for (int i = 0; i < 20; i++) {
                assertTrue(client.query("SELECT 'x:" + i + "'").contains("row x:" + i));
            }
            client.terminate();
            return true;
        }
    }
}
