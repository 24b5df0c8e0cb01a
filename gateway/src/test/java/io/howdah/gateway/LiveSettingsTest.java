package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.gateway.config.BackendSettings;
import io.howdah.gateway.config.PoolMode;
import io.howdah.gateway.fake.FakePostgres;
import io.howdah.gateway.fake.WireClient;
import io.howdah.wire.FrontendMessage.Query;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Settings, limits and nodes that change while clients are served. */
class LiveSettingsTest {
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

    private void awaitOpen(GatewayRig rig, int count) {
        GatewayRig.await(count + " are open", () -> rig.figure("backends") == count);
    }

    @Test
    void growsAndShrinksAPoolInUse() throws IOException {
        plan.size = 1;
        try (GatewayRig rig = plan.start();
                WireClient a = rig.login("same");
                WireClient b = rig.login("same");
                WireClient c = rig.login("same")) {
            a.query("BEGIN");
            b.send(new Query("BEGIN"));
            GatewayRig.await("it waits", () -> rig.figure("clients_waiting") == 1);
            plan.size = 3;
            rig.pools().apply(plan.settings());
            assertEquals("ready T", b.untilReady().getLast());
            assertEquals("ready T", c.query("BEGIN").getLast());
            plan.size = 1;
            rig.pools().apply(plan.settings());
            a.query("COMMIT");
            awaitOpen(rig, 2);
            b.query("COMMIT");
            awaitOpen(rig, 1);
            c.query("COMMIT");
            assertTrue(a.query("SELECT 'a:1'").contains("row a:1"));
            assertEquals(1, rig.figure("backends"));
        }
    }

    @Test
    void closesIdleBackendsAboveTheNewSize() throws IOException {
        plan.size = 3;
        plan.minimum = 3;
        try (GatewayRig rig = plan.start();
                WireClient a = rig.login("same")) {
            awaitOpen(rig, 3);
            plan.size = 1;
            plan.minimum = 0;
            rig.pools().apply(plan.settings());
            awaitOpen(rig, 1);
            assertTrue(a.query("SELECT 'a:1'").contains("row a:1"));
        }
    }

    @Test
    void servesEveryLoopAfterAPoolHasShrunkBelowTheirNumber() throws Exception {
        plan.threads = 3;
        plan.size = 12;
        try (GatewayRig rig = plan.start()) {
            List<WireClient> clients = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                clients.add(rig.login("same"));
            }
            plan.size = 1;
            rig.pools().apply(plan.settings());
            for (int round = 0; round < 3; round++) {
                for (WireClient client : clients) {
                    client.send(new Query("SELECT 'x:" + round + "'"));
                }
                for (WireClient client : clients) {
                    assertTrue(client.untilReady().contains("row x:" + round));
                }
            }
            GatewayRig.await("one is left", () -> server.sessions() <= 1);
            for (WireClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void changesModeAndLimitsOfOneUser() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient a = rig.login("a")) {
            assertEquals("ready T", a.query("BEGIN").getLast());
            a.query("COMMIT");
            plan.mode = PoolMode.STATEMENT;
            rig.pools().apply(plan.settings());
            assertTrue(a.query("SELECT 'a:1'").contains("row a:1"));
            assertEquals("FATAL 0A000", a.send(new Query("BEGIN")).untilEnd().getLast());
            plan.mode = PoolMode.TRANSACTION;
            plan.backends =
                    new BackendSettings(1, 0, Duration.ofSeconds(15), Duration.ofSeconds(15));
            rig.pools().apply(plan.settings());
            try (WireClient b = rig.login("b");
                    WireClient c = rig.login("c")) {
                b.query("BEGIN");
                c.send(new Query("SELECT 'c:1'"));
                GatewayRig.await("it waits", () -> rig.figure("clients_waiting") == 1);
                plan.backends = BackendSettings.DEFAULT;
                rig.pools().apply(plan.settings());
                assertTrue(c.untilReady().contains("row c:1"));
            }
        }
    }

    @Test
    void movesToAnotherNodeWhenItsOwnIsRemoved() throws IOException {
        try (FakePostgres other = FakePostgres.start();
                GatewayRig rig = plan.start();
                WireClient idle = rig.login("same");
                WireClient busy = rig.login("same")) {
            idle.query("SELECT 'a:1'");
            busy.query("BEGIN");
            plan.nodes = List.of(GatewayRig.Plan.node(other.address(), Optional.empty()));
            rig.pools().apply(plan.settings());
            assertTrue(idle.query("SELECT 'a:2'").contains("row a:2"));
            assertEquals(1, other.sessions());
            assertEquals("ready I", busy.query("COMMIT").getLast());
            GatewayRig.await("the old node is left", () -> server.sessions() == 0);
            assertTrue(busy.query("SELECT 'b:2'").contains("row b:2"));
        }
    }

    @Test
    void leavesAnAddressThatItsNameDoesNotLeadToAnyMore() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        InetAddress there = InetAddress.getByAddress(new byte[] {10, 0, 0, 1});
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            client.query("SELECT 'a:1'");
            rig.pools().moved(server.address().host(), Set.of(here, there));
            rig.pools().moved("elsewhere", Set.of(there));
            assertTrue(client.query("SELECT 'a:2'").contains("row a:2"));
            assertEquals(1, server.logins());
            client.query("BEGIN");
            rig.pools().moved(server.address().host(), Set.of(there));
            assertTrue(client.query("SELECT 'a:3'").contains("row a:3"));
            assertEquals(1, server.logins(), "not in the middle of a transaction");
            client.query("COMMIT");
            GatewayRig.await("it is closed", () -> server.sessions() == 0);
        }
    }

    @Test
    void keepsWhatIsOpenOnANodeThatStays() throws IOException {
        try (FakePostgres other = FakePostgres.start();
                GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            client.query("SELECT 'a:1'");
            plan.nodes =
                    List.of(
                            GatewayRig.Plan.node(other.address(), Optional.empty()),
                            GatewayRig.Plan.node(server.address(), Optional.of(5)));
            rig.pools().apply(plan.settings());
            assertTrue(client.query("SELECT 'a:2'").contains("row a:2"));
            assertEquals(1, server.logins());
            assertEquals(0, other.logins());
        }
    }
}
