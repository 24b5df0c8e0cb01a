package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.gateway.fake.FakePostgres;
import io.howdah.gateway.fake.WireClient;
import io.howdah.wire.FrontendMessage.Bind;
import io.howdah.wire.FrontendMessage.Execute;
import io.howdah.wire.FrontendMessage.Parse;
import io.howdah.wire.FrontendMessage.Query;
import io.howdah.wire.FrontendMessage.Sync;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What may go wrong with a BEGIN that the client believes to be done. */
class HeldBeginTest {
    private static final List<String> BEGUN = List.of("BEGIN", "ready T");
    private static final List<String> REFUSED = List.of("ERROR 57014", "ready E");
    private static final List<String> FAILED = List.of("ERROR 25P02", "ready E");
    private static final List<String> ROLLED_BACK = List.of("ROLLBACK", "ready I");
    private static final String INSERT = "INSERT INTO log VALUES ('a:1')";

    private FakePostgres server;
    private GatewayRig.Plan plan;

    @BeforeEach
    void start() {
        server = FakePostgres.start();
        plan = new GatewayRig.Plan(server.address());
        plan.beginDelay = Duration.ofSeconds(1);
        plan.size = 1;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static void unit(WireClient client, String sql) throws IOException {
        client.send(
                new Parse("", sql, List.of()),
                new Bind("", "", List.of(), List.of(), List.of()),
                new Execute("", 0),
                new Sync());
    }

    @Test
    void tellsPostgresNothingOfAnEmptyTransaction() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            assertEquals(BEGUN, client.query("BEGIN"));
            assertEquals(List.of("COMMIT", "ready I"), client.query("COMMIT"));
            assertEquals(1, rig.figure("begins_held_total"));
            assertEquals(1, rig.figure("transactions_unsent_total"));
            assertEquals(0, rig.figure("exchanges_total"));
        }
    }

    // ---- PostgreSQL refuses it

    @Test
    void runsNothingBehindABeginThatIsRefused() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            client.query("SELECT 'a:0'");
            server.refuseBegins(1);
            assertEquals(BEGUN, client.query("BEGIN"));
            assertEquals(REFUSED, client.query(INSERT));
            assertEquals(FAILED, client.query(INSERT));
            assertEquals(ROLLED_BACK, client.query("COMMIT"));
            assertTrue(client.query("SELECT 'a:2'").contains("row a:2"));
            assertEquals(List.of(), server.committed());
            client.terminate();
            rig.awaitQuiet();
        }
    }

    @Test
    void runsNoPipelineBehindABeginThatIsRefused() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            client.query("SELECT 'a:0'");
            server.refuseBegins(1);
            client.send(new Query("BEGIN"));
            unit(client, INSERT);
            unit(client, INSERT);
            client.send(new Query(INSERT), new Query("ROLLBACK"), new Query("SELECT 'a:2'"));
            assertEquals(BEGUN, client.untilReady());
            assertEquals(REFUSED, client.untilReady());
            assertEquals(FAILED, client.untilReady());
            assertEquals(FAILED, client.untilReady());
            assertEquals(ROLLED_BACK, client.untilReady());
            assertTrue(client.untilReady().contains("row a:2"));
            assertEquals(List.of(), server.committed());
            client.terminate();
            rig.awaitQuiet();
        }
    }

    @Test
    void failsTheTransactionWhoseBeginIsRefusedByItself() throws IOException {
        plan.beginDelay = Duration.ofMillis(1);
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            client.query("SELECT 'a:0'");
            server.refuseBegins(1);
            assertEquals(BEGUN, client.query("BEGIN"));
            GatewayRig.awaitStill("BEGIN is refused", server::bytesSent);
            assertEquals(REFUSED, client.query(INSERT));
            assertEquals(ROLLED_BACK, client.query("ROLLBACK"));
            assertTrue(client.query("SELECT 'a:2'").contains("row a:2"));
            assertEquals(List.of(), server.committed());
            client.terminate();
            rig.awaitQuiet();
        }
    }

    @Test
    void endsTheSessionWhereNoTransactionBegins() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            client.query("SELECT 'a:0'");
            server.refuseBegins(2);
            client.send(new Query("BEGIN"), new Query(INSERT), new Query(INSERT));
            assertEquals(BEGUN, client.untilReady());
            assertEquals(REFUSED, client.untilReady());
            assertEquals(List.of("FATAL 57014"), client.untilEnd());
            assertEquals(List.of(), server.committed());
            client.abort(false);
            rig.awaitQuiet();
        }
    }

    // ---- it does not get there

    @Test
    void failsTheTransactionWhoseBackendIsLostWithItsBegin() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            client.query("BEGIN");
            client.send(new Query("SELECT 'a:1' FROM pg_sleep(9)"));
            GatewayRig.await("it runs", () -> server.sleeping() == 1);
            server.terminateAll();
            assertEquals(List.of("RowDescription", "ERROR 57P01", "ready E"), client.untilReady());
            assertEquals(ROLLED_BACK, client.query("ROLLBACK"));
            assertTrue(client.query("SELECT 'a:2'").contains("row a:2"));
        }
    }

    @Test
    void failsTheTransactionThatGetsNoBackend() throws IOException {
        plan.queryWaitTimeout = Duration.ofMillis(100);
        try (GatewayRig rig = plan.start();
                WireClient holder = rig.login("a");
                WireClient client = rig.login("a")) {
            hold(holder);
            assertEquals(BEGUN, client.query("BEGIN"));
            assertEquals(REFUSED, client.query(INSERT));
            assertEquals(ROLLED_BACK, client.query("COMMIT"));
            holder.query("COMMIT");
            assertTrue(client.query("SELECT 'a:2'").contains("row a:2"));
            assertEquals(List.of(), server.committed());
        }
    }

    @Test
    void endsWhatHasWaitedInVainAndAskedForNothing() throws IOException {
        plan.beginDelay = Duration.ofMillis(1);
        plan.queryWaitTimeout = Duration.ofMillis(100);
        try (GatewayRig rig = plan.start();
                WireClient holder = rig.login("a");
                WireClient client = rig.login("a");
                WireClient other = rig.login("a")) {
            hold(holder);
            client.query("BEGIN");
            other.query("BEGIN");
            GatewayRig.await("both are refused", () -> rig.figure("wait_timeouts_total") == 2);
            assertEquals(List.of("COMMIT", "ready I"), client.query("COMMIT"));
            assertEquals(REFUSED, other.query(INSERT));
            assertEquals(ROLLED_BACK, other.query("ROLLBACK"));
            holder.query("COMMIT");
            assertTrue(client.query("SELECT 'a:2'").contains("row a:2"));
            assertTrue(other.query("SELECT 'a:2'").contains("row a:2"));
        }
    }

    private static void hold(WireClient client) throws IOException {
        client.query("BEGIN");
        assertEquals("ready T", client.query("SELECT 'a:1'").getLast());
    }

    // ---- what others do meanwhile

    @Test
    void isNotHitByACancelRequestBeforeItsFirstStatement() throws Exception {
        plan.beginDelay = Duration.ofMillis(1);
        try (GatewayRig rig = plan.start();
                WireClient holder = rig.login("a");
                WireClient client = rig.login("a")) {
            hold(holder);
            client.query("BEGIN");
            GatewayRig.await("BEGIN waits", () -> rig.figure("clients_waiting") == 1);
            client.cancel();
            holder.query("COMMIT");
            assertEquals(List.of("INSERT 0 1", "ready T"), client.query(INSERT));
            assertEquals(List.of("COMMIT", "ready I"), client.query("COMMIT"));
        }
    }

    @Test
    void cancelsTheStatementThatWaitsWithIt() throws Exception {
        try (GatewayRig rig = plan.start();
                WireClient holder = rig.login("a");
                WireClient client = rig.login("a")) {
            hold(holder);
            client.send(new Query("BEGIN"), new Query(INSERT));
            assertEquals(BEGUN, client.untilReady());
            GatewayRig.await("it waits", () -> rig.figure("clients_waiting") == 1);
            client.cancel();
            assertEquals(REFUSED, client.untilReady());
            assertEquals(ROLLED_BACK, client.query("ROLLBACK"));
        }
    }

    @Test
    void isNotDrainedBeforeItsEnd() throws Exception {
        try (GatewayRig rig = plan.start();
                WireClient empty = rig.login("a");
                WireClient busy = rig.login("a")) {
            empty.query("BEGIN");
            busy.query("BEGIN");
            Thread drain = rig.startDrain();
            assertEquals(List.of("INSERT 0 1", "ready T"), busy.query(INSERT));
            busy.send(new Query("COMMIT"));
            assertEquals(List.of("COMMIT", "ready I", "FATAL 57P01"), busy.untilEnd());
            empty.send(new Query("COMMIT"));
            assertEquals(List.of("COMMIT", "ready I", "FATAL 57P01"), empty.untilEnd());
            busy.abort(false);
            empty.abort(false);
            drain.join();
        }
    }

    @Test
    void takesABackendInTime() throws IOException {
        plan.beginDelay = Duration.ofMillis(20);
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            client.query("BEGIN");
            GatewayRig.await("it has begun", () -> server.openTransactions() == 1);
            client.terminate();
            rig.awaitQuiet();
            assertEquals(0, server.openTransactions());
        }
    }

    @Test
    void leavesNothingBehindWhenItsClientGoes() throws IOException {
        try (GatewayRig rig = plan.start()) {
            WireClient said = rig.login("a");
            WireClient gone = rig.login("a");
            said.query("BEGIN");
            gone.query("BEGIN");
            said.terminate();
            gone.abort(true);
            rig.awaitQuiet();
            assertEquals(0, server.openTransactions());
        }
    }
}
