package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** A server that has no place, or is not ready yet. */
class ServerTroubleTest {
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

    @Test
    void waitsWhileTheServerIsStartingUp() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a");
                WireClient late = WireClient.open(rig.address())) {
            client.query("SELECT 'a:1'");
            server.starting(true);
            server.terminateAll();
            GatewayRig.await("it is gone", () -> rig.figure("backends") == 0);
            client.send(new Query("SELECT 'a:2'"));
            late.start(Map.of("user", "b", "database", "test"));
            GatewayRig.await("it was refused", () -> rig.figure("backends_refused_total") >= 3);
            assertEquals(2, rig.figure("clients_waiting"));
            server.starting(false);
            assertTrue(client.untilReady().contains("row a:2"));
            assertEquals("ready I", late.untilReady().getLast());
        }
    }

    @Test
    void tellsWhatTheServerSaysToWhoHasWaitedTooLong() throws IOException {
        plan.queryWaitTimeout = Duration.ofMillis(300);
        server.starting(true);
        try (GatewayRig rig = plan.start();
                WireClient client = WireClient.open(rig.address())) {
            client.start(Map.of("user", "a", "database", "test"));
            assertEquals("FATAL 57P03", client.untilEnd().getLast());
        }
    }

    @Test
    void goesToTheNextNodeWhenOneGoesAwayDuringLogIn() throws IOException {
        try (FakePostgres other = FakePostgres.start()) {
            plan.nodes = new GatewayRig.Plan(server.address(), other.address()).nodes;
            try (GatewayRig rig = plan.start();
                    WireClient client = rig.login("a")) {
                client.query("SELECT 'a:1'");
                assertEquals(0, other.logins());
                server.hangUp();
                server.crash();
                GatewayRig.await("it is gone", () -> rig.figure("backends") == 0);
                assertTrue(client.query("SELECT 'a:2'").contains("row a:2"));
                assertEquals(1, other.logins());
            }
        }
    }

    @Test
    void tellsThatTheOnlyServerGoesAwayDuringLogIn() throws IOException {
        server.hangUp();
        try (GatewayRig rig = plan.start();
                WireClient client = WireClient.open(rig.address())) {
            client.start(Map.of("user", "a", "database", "test"));
            assertEquals("FATAL 08006", client.untilEnd().getLast());
        }
    }

    @Test
    void makesDoWithWhatItHasWhenTheServerIsFull() throws IOException {
        plan.size = 4;
        server.places(2);
        try (GatewayRig rig = plan.start();
                WireClient a = rig.login("same");
                WireClient b = rig.login("same");
                WireClient c = rig.login("same")) {
            a.query("BEGIN");
            b.query("BEGIN");
            c.send(new Query("SELECT 'c:1'"));
            GatewayRig.await("it was refused", () -> rig.figure("backends_refused_total") > 0);
            assertEquals(1, rig.figure("clients_waiting"));
            a.query("COMMIT");
            assertTrue(c.untilReady().contains("row c:1"));
        }
    }

    @Test
    void sharesAFullServerBetweenLoops() throws IOException {
        plan.threads = 2;
        plan.size = 8;
        server.places(1);
        try (GatewayRig rig = plan.start()) {
            List<WireClient> clients = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                clients.add(rig.login("same"));
            }
            for (int round = 0; round < 3; round++) {
                for (WireClient client : clients) {
                    client.send(new Query("SELECT 'x:" + round + "'"));
                }
                for (WireClient client : clients) {
                    assertTrue(client.untilReady().contains("row x:" + round));
                }
            }
            for (WireClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void passesTheServersRefusalOnWhenThereIsNothingToWaitFor() throws IOException {
        server.places(0);
        try (GatewayRig rig = plan.start();
                WireClient client = WireClient.open(rig.address())) {
            client.start(Map.of("user", "a", "database", "test"));
            assertEquals("FATAL 53300", client.untilEnd().getLast());
        }
    }
}
