package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Clock;
import io.howdah.gateway.config.PoolMode;
import io.howdah.gateway.fake.FakePostgres;
import io.howdah.gateway.fake.WireClient;
import io.howdah.gateway.internal.backend.PoolFilter;
import io.howdah.wire.FrontendMessage.Query;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** PAUSE, DISABLE, RECONNECT, KILL, and what takes them back. */
class PoolControlTest {
    private static final PoolFilter TEST = PoolFilter.ofDatabase("test");

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

    private static CompletableFuture<Void> future(CompletionStage<Void> one) {
        return one.toCompletableFuture();
    }

    // ---- PAUSE

    @Test
    void pausesWhenTransactionsAreOverAndLetsClientsWait() throws IOException {
        plan.queryWaitTimeout = Duration.ofMillis(100);
        try (GatewayRig rig = plan.start();
                WireClient inTransaction = rig.login("a");
                WireClient other = rig.login("a")) {
            inTransaction.query("BEGIN");
            var paused = future(rig.control().pause(TEST));
            assertTrue(inTransaction.query("SELECT 'a:1'").contains("row a:1"));
            other.send(new Query("SELECT 'b:1'"));
            GatewayRig.await("it waits", () -> rig.figure("clients_waiting") == 1);
            assertFalse(paused.isDone(), "a transaction is open");
            inTransaction.query("COMMIT");
            paused.join();
            assertEquals(0, server.sessions());
            long until = Clock.system().nanos() + 400_000_000;
            GatewayRig.await("time passes", () -> Clock.system().nanos() > until);
            assertEquals(1, rig.figure("clients_waiting"), "a pause is no waiting time");
            assertTrue(rig.control().resume(TEST));
            assertTrue(other.untilReady().contains("row b:1"));
            assertFalse(rig.control().resume(TEST), "nothing is paused any more");
        }
    }

    @Test
    void pausesPoolsThatDoNotExistYet() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient late = WireClient.open(rig.address())) {
            future(rig.control().pause(PoolFilter.ALL)).join();
            late.start(Map.of("user", "a", "database", "test"));
            GatewayRig.await("it waits", () -> rig.figure("clients_waiting") == 1);
            assertEquals(0, server.logins());
            rig.control().resume(PoolFilter.ALL);
            assertEquals("ready I", late.untilReady().getLast());
        }
    }

    @Test
    void pausesOnlyWhatIsMeant() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient a = rig.login("a");
                WireClient b = rig.login("b")) {
            future(rig.control().pause(PoolFilter.ofUser("a"))).join();
            assertTrue(b.query("SELECT 'b:1'").contains("row b:1"));
            a.send(new Query("SELECT 'a:1'"));
            GatewayRig.await("it waits", () -> rig.figure("clients_waiting") == 1);
            assertFalse(rig.control().resume(PoolFilter.ofUser("b")));
            assertTrue(rig.control().resume(PoolFilter.ALL));
            assertTrue(a.untilReady().contains("row a:1"));
        }
    }

    @Test
    void callsAPauseOffThatIsNotOverYet() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            client.query("BEGIN");
            var paused = future(rig.control().pause(TEST));
            rig.control().resume(PoolFilter.ALL);
            assertTrue(paused.isCancelled());
            assertTrue(client.query("COMMIT").contains("COMMIT"));
            assertTrue(client.query("SELECT 'a:1'").contains("row a:1"));
            assertEquals(1, server.logins());
        }
    }

    @Test
    void waitsForTheClientsOfASessionPool() throws IOException {
        plan.mode = PoolMode.SESSION;
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            client.query("SELECT 'a:1'");
            var paused = future(rig.control().pause(TEST));
            assertTrue(client.query("SELECT 'a:2'").contains("row a:2"));
            assertFalse(paused.isDone());
            client.terminate();
            paused.join();
        }
    }

    // ---- DISABLE

    @Test
    void refusesNewClientsOfWhatIsDisabled() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient old = rig.login("a");
                WireClient late = WireClient.open(rig.address())) {
            rig.control().disable(TEST);
            late.start(Map.of("user", "a", "database", "test"));
            assertEquals(List.of("Ok", "FATAL 57P03"), late.untilEnd());
            assertTrue(old.query("SELECT 'a:1'").contains("row a:1"));
            WireClient.login(rig.address(), Map.of("user", "a", "database", "other")).close();
            assertTrue(rig.control().enable(TEST));
            rig.login("a").close();
        }
    }

    // ---- RECONNECT

    @Test
    void replacesBackendsWhenTheyComeBack() throws IOException {
        plan.size = 2;
        try (GatewayRig rig = plan.start();
                WireClient a = rig.login("same");
                WireClient b = rig.login("same")) {
            a.query("BEGIN");
            b.query("SELECT 'b:1'");
            assertEquals(2, server.logins());
            rig.control().reconnect(TEST);
            var closed = future(rig.control().waitClose(TEST));
            assertTrue(b.query("SELECT 'b:2'").contains("row b:2"));
            assertEquals(3, server.logins(), "a new one at once");
            assertFalse(closed.isDone(), "one is in a transaction");
            assertTrue(a.query("SELECT 'a:1'").contains("row a:1"));
            a.query("COMMIT");
            closed.join();
            assertTrue(a.query("SELECT 'a:2'").contains("row a:2"));
        }
    }

    @Test
    void forgetsWhatClientsAreToldAtLogIn() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            client.query("SELECT 'a:1'");
            rig.pools().recycle(PoolFilter.ofUser("a"));
            GatewayRig.await("it is closed", () -> server.sessions() == 0);
            rig.login("a").close();
            assertEquals(2, server.logins(), "the next one asks anew");
        }
    }

    // ---- KILL

    @Test
    void endsClientsAndBackendsAtOnceAndPauses() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient busy = rig.login("a");
                WireClient idle = rig.login("a");
                WireClient waiting = WireClient.open(rig.address())) {
            busy.send(new Query("SELECT 'a:1' FROM pg_sleep(9)"));
            GatewayRig.await("it runs", () -> rig.figure("backends_lent") == 1);
            rig.control().kill(TEST);
            assertEquals(List.of("FATAL 57P01"), idle.untilEnd());
            assertEquals("FATAL 57P01", busy.untilEnd().getLast());
            GatewayRig.await("all are gone", () -> rig.figure("backends") == 0);
            assertEquals(0, rig.figure("backends_lent"));
            waiting.start(Map.of("user", "a", "database", "test"));
            GatewayRig.await("it waits", () -> rig.figure("clients_waiting") == 1);
            rig.control().resume(TEST);
            assertEquals("ready I", waiting.untilReady().getLast());
        }
    }
}
