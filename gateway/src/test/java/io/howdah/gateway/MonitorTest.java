package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.gateway.control.BackendSnapshot;
import io.howdah.gateway.control.ClientSnapshot;
import io.howdah.gateway.control.ControlRefused;
import io.howdah.gateway.control.Overview;
import io.howdah.gateway.control.PoolSnapshot;
import io.howdah.gateway.control.Target;
import io.howdah.gateway.control.TrafficSnapshot;
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

import java.util.List;
import java.util.Map;

/** What the gateway says of itself, and the controls that it has. */
class MonitorTest {
    private FakePostgres server;
    private GatewayRig.Plan plan;

    @BeforeEach
    void start() {
        server = FakePostgres.start();
        plan = new GatewayRig.Plan(server.address());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void showsWhoHoldsAndWhoWaits() throws Exception {
        plan.size = 1;
        try (GatewayRig rig = plan.start();
                WireClient holder = rig.login("a");
                WireClient waiter = rig.login("a")) {
            holder.query("BEGIN");
            waiter.send(new Query("SELECT 'b:1'"));
            GatewayRig.await("somebody waits", () -> rig.figure("clients_waiting") == 1);
            Overview overview = rig.gateway().monitor().overview();
            ClientSnapshot holding = client(overview, holder);
            assertEquals(ClientSnapshot.State.ACTIVE, holding.state());
            assertEquals(ClientSnapshot.State.WAITING, client(overview, waiter).state());
            BackendSnapshot backend = overview.backends().getFirst();
            assertEquals(BackendSnapshot.State.ACTIVE, backend.state());
            assertEquals(backend.id(), holding.backend());
            PoolSnapshot pool = overview.pools().getFirst();
            assertEquals(List.of(1, 0, 1), List.of(pool.active(), pool.idle(), pool.waiting()));
            assertTrue(pool.longestWait().isPositive());
            assertTrue(overview.nodes().getFirst().primary());
            assertEquals(0, overview.silentLoops());
            holder.query("COMMIT");
            waiter.untilReady();
        }
    }

    private static ClientSnapshot client(Overview overview, WireClient client) {
        return overview.clients().stream()
                .filter(each -> each.id() == client.key().processId())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void saysWhyAClientIsPinned() throws Exception {
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            client.query("SELECT pg_advisory_lock(1)");
            ClientSnapshot snapshot = client(rig.gateway().monitor().overview(), client);
            assertTrue(
                    snapshot.pins().contains(new ClientSnapshot.Reason("session-lock", "")),
                    () -> "pins: " + snapshot.pins());
            assertTrue(snapshot.pinned().isPositive());
        }
    }

    @Test
    void countsTraffic() throws Exception {
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            client.query("BEGIN");
            client.query("SELECT 'a:1'");
            client.query("COMMIT");
            client.send(
                    new Parse("s", "SELECT 'a:2'", List.of()),
                    new Bind("", "s", List.of(), List.of(), List.of()),
                    new Execute("", 0),
                    new Sync());
            client.untilReady();
            TrafficSnapshot total = rig.gateway().monitor().traffic().getFirst().total();
            assertEquals(4, total.queries());
            assertEquals(2, total.transactions());
            assertEquals(2, total.assignments());
            assertEquals(1, total.clientParses());
            assertEquals(1, total.serverParses());
            assertEquals(1, total.binds());
            assertTrue(total.received() > 50, "received " + total.received());
            assertTrue(total.sent() > 50, "sent " + total.sent());
            assertTrue(total.queryNanos() > 0 && total.transactionNanos() >= total.queryNanos());
            assertEquals("SELECT 'a:2'", rig.gateway().monitor().statements().getFirst().text());
        }
    }

    @Test
    void keepsCountingWhenAPoolIsGone() throws Exception {
        try (GatewayRig rig = plan.start()) {
            for (int i = 0; i < 2; i++) {
                try (WireClient client = rig.login("a")) {
                    client.query("SELECT 'a:" + i + "'");
                }
                rig.awaitQuiet();
            }
            assertEquals(2, rig.gateway().monitor().traffic().getFirst().total().queries());
        }
    }

    @Test
    void killsOneClient() throws Exception {
        try (GatewayRig rig = plan.start();
                WireClient victim = rig.login("a");
                WireClient other = rig.login("a")) {
            rig.gateway().controls().killClient(victim.key().processId());
            assertEquals(List.of("FATAL 57P01"), victim.untilEnd());
            victim.abort(false);
            assertTrue(other.query("SELECT 'b:1'").contains("row b:1"));
            assertThrows(ControlRefused.class, () -> rig.gateway().controls().killClient(-1));
        }
    }

    @Test
    void suspendsAndResumes() throws Exception {
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            client.query("SELECT 'a:1'");
            rig.gateway().controls().suspend();
            assertTrue(rig.gateway().monitor().isSuspended());
            client.send(new Query("SELECT 'a:2'"));
            try (WireClient late = WireClient.open(rig.address())) {
                late.start(Map.of("user", "a", "database", "test"));
                assertEquals(1, rig.gateway().monitor().overview().clients().size());
                assertEquals(1, rig.gateway().monitor().traffic().getFirst().total().queries());
                rig.gateway().controls().resume(new Target.All());
                assertTrue(client.untilReady().contains("row a:2"));
                assertEquals("ready I", late.untilReady().getLast());
            }
            assertFalse(rig.gateway().monitor().isSuspended());
        }
    }
}
