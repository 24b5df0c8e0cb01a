package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.HostPort;
import io.howdah.gateway.fake.FakePostgres;
import io.howdah.gateway.fake.WireClient;
import io.howdah.wire.FrontendMessage.Query;
import io.howdah.wire.FrontendMessage.Terminate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Clients with a backend of their own. */
class RelayTest {
    private static final long BIG = 200_000_000;
    private static final Map<String, String> REPLICATION =
            Map.of("user", "a", "database", "test", "replication", "database");

    private FakePostgres server;
    private GatewayRig.Plan plan;

    @BeforeEach
    void start() {
        server = FakePostgres.start();
        plan = new GatewayRig.Plan(server.address());
        plan.size = 1;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static WireClient replicate(GatewayRig rig) throws IOException {
        return WireClient.login(rig.address(), REPLICATION);
    }

    @Test
    void givesEachReplicationClientABackendOfItsOwn() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient one = replicate(rig);
                WireClient two = replicate(rig)) {
            assertEquals("ready T", one.query("BEGIN").getLast());
            assertEquals("ready I", two.query("SELECT 'a:1'").getLast());
            assertEquals(2, server.sessions());
            assertEquals(2, rig.figure("relays"));
            assertEquals(0, rig.figure("backends"));
            one.terminate();
            two.abort(true);
            GatewayRig.await("no relays", () -> rig.figure("relays") == 0);
            GatewayRig.await("no sessions", () -> server.sessions() == 0);
            rig.awaitQuiet();
        }
    }

    @Test
    void servesSwitchesThatOnlyABackendStartCanTake() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client =
                        WireClient.login(
                                rig.address(),
                                Map.of("user", "a", "database", "test", "options", "-d 5"))) {
            assertTrue(client.query("SELECT 'a:1'").contains("row a:1"));
            assertEquals(1, rig.figure("relays"));
        }
    }

    @Test
    void boundsTheirNumber() throws IOException {
        plan.maxDedicated = 1;
        try (GatewayRig rig = plan.start();
                WireClient first = replicate(rig)) {
            try (WireClient second = WireClient.open(rig.address())) {
                assertEquals("FATAL 53300", second.start(REPLICATION).untilEnd().getLast());
            }
            first.terminate();
            GatewayRig.await("no relays", () -> rig.figure("relays") == 0);
            replicate(rig).close();
        }
    }

    @Test
    void cancelsWhatRuns() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = replicate(rig)) {
            client.send(new Query("SELECT 'a:1' FROM pg_sleep(10)"));
            GatewayRig.await(
                    "the statement is hit",
                    () -> {
                        cancel(client);
                        return !server.cancelled().isEmpty();
                    });
            assertTrue(client.untilReady().contains("ERROR 57014"));
        }
    }

    private static void cancel(WireClient client) {
        try {
            client.cancel();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void cancelsWhatAClientLeavesBehind() throws IOException {
        try (GatewayRig rig = plan.start()) {
            WireClient client = replicate(rig);
            client.query("SELECT 'a:0'");
            client.send(new Query("SELECT 'a:1' FROM pg_sleep(10)"));
            GatewayRig.await("it runs", () -> server.sleeping() == 1);
            client.abort(false);
            GatewayRig.await("no relays", () -> rig.figure("relays") == 0);
            GatewayRig.await("no sessions", () -> server.sessions() == 0);
        }
    }

    @Test
    void saysWhatPostgresqlSaidAtTheEnd() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = replicate(rig)) {
            server.terminateAll();
            assertEquals(List.of("FATAL 57P01"), client.untilEnd());
        }
    }

    @Test
    void saysThatTheConnectionWasLost() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = replicate(rig)) {
            server.crash();
            assertEquals(List.of("FATAL 08006"), client.untilEnd());
        }
    }

    @Test
    void passesOnWhatPostgresqlRefuses() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = WireClient.open(rig.address())) {
            client.start(Map.of("user", "a", "database", "nowhere", "replication", "true"));
            assertEquals("FATAL 3D000", client.untilEnd().getLast());
            client.abort(false);
            GatewayRig.await("no relays", () -> rig.figure("relays") == 0);
            rig.awaitQuiet();
        }
    }

    @Test
    void looksForThePrimaryAmongTheNodes() throws IOException {
        HostPort nobody = unused();
        try (GatewayRig rig = new GatewayRig.Plan(nobody, server.address()).start();
                WireClient client = replicate(rig)) {
            assertEquals("ready I", client.query("SELECT 'a:1'").getLast());
        }
        try (GatewayRig rig = new GatewayRig.Plan(nobody, unused()).start();
                WireClient client = WireClient.open(rig.address())) {
            assertEquals("FATAL 08006", client.start(REPLICATION).untilEnd().getLast());
        }
    }

    /** An address where nobody listens. */
    private static HostPort unused() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return new HostPort("127.0.0.1", socket.getLocalPort());
        }
    }

    @Test
    void endsIdleOnesAfterTheirTime() throws IOException {
        plan.clientIdleTimeout = Duration.ofMillis(100);
        plan.idleInTransactionTimeout = Duration.ofMillis(100);
        try (GatewayRig rig = plan.start();
                WireClient idle = replicate(rig);
                WireClient inTransaction = replicate(rig)) {
            inTransaction.send(new Query("BEGIN"));
            assertEquals("FATAL 57P05", idle.untilEnd().getLast());
            assertEquals("FATAL 25P03", inTransaction.untilEnd().getLast());
        }
    }

    @Test
    void drainsIdleOnesAtOnceAndOthersWhenTheyAreDone() throws Exception {
        try (GatewayRig rig = plan.start();
                WireClient idle = replicate(rig);
                WireClient busy = replicate(rig)) {
            busy.query("BEGIN");
            Thread drain = rig.startDrain();
            assertEquals(List.of("FATAL 57P01"), idle.untilEnd());
            idle.abort(false);
            assertEquals("ready T", busy.query("INSERT INTO log VALUES ('a:1')").getLast());
            busy.send(new Query("COMMIT"));
            assertEquals(List.of("COMMIT", "ready I", "FATAL 57P01"), busy.untilEnd());
            busy.abort(false);
            drain.join();
            assertEquals(List.of("a:1"), server.committed());
        }
    }

    @Test
    void cutsWhatDoesNotDrainInTime() throws Exception {
        try (GatewayRig rig = plan.start();
                WireClient busy = replicate(rig)) {
            busy.query("BEGIN");
            rig.gateway().drain(Duration.ofMillis(200));
            assertEquals(List.of("FATAL 57P01"), busy.untilEnd());
            assertEquals(List.of(), server.committed());
        }
    }

    @Test
    void stopsReadingFromPostgresqlWhenTheClientDoesNotRead() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient slow = WireClient.openNarrow(rig.address())) {
            slow.start(REPLICATION).untilReady();
            slow.send(
                    new Query(
                            "SELECT 'a:1' || repeat('x', 10000) FROM generate_series(1, "
                                    + BIG / 10_000
                                    + ")"));
            GatewayRig.awaitStill("the server is blocked", server::bytesSent);
            assertTrue(server.bytesSent() < BIG / 4, "sent " + server.bytesSent());
            long rows = 0;
            for (String seen = Transcripts.next(slow);
                    !seen.equals("ready I");
                    seen = Transcripts.next(slow)) {
                rows++;
            }
            assertTrue(rows >= BIG / 10_000, rows + " rows");
            slow.send(new Terminate());
            assertEquals(List.of(), slow.untilEnd());
        }
    }
}
