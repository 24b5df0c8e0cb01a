package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.control.ClientSnapshot;
import io.howdah.gateway.control.ControlRefused;
import io.howdah.gateway.control.LocalDatabases;
import io.howdah.gateway.control.LocalLogin;
import io.howdah.gateway.control.LocalSession;
import io.howdah.gateway.fake.FakePostgres;
import io.howdah.gateway.fake.WireClient;
import io.howdah.wire.BackendMessage;
import io.howdah.wire.BackendMessage.CommandComplete;
import io.howdah.wire.BackendMessage.ReadyForQuery;
import io.howdah.wire.FrontendMessage;
import io.howdah.wire.FrontendMessage.Query;
import io.howdah.wire.TransactionStatus;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Databases that the process answers for itself: an echo, here. */
class LocalDatabaseTest {
    private final CountDownLatch closed = new CountDownLatch(1);
    private FakePostgres server;
    private GatewayRig.Plan plan;

    @BeforeEach
    void start() {
        server = FakePostgres.start();
        plan = new GatewayRig.Plan(server.address());
        plan.locals = (_, _) -> new Echoes();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Says again what it is asked; {@code wait} never ends by itself. */
    private final class Echoes implements LocalDatabases {
        @Override
        public boolean serves(String database) {
            return database.equals("echo");
        }

        @Override
        public LocalSession open(LocalLogin login) throws ControlRefused {
            if (!login.user().equals("a")) {
                throw new ControlRefused(Failure.of(ErrorCode.INVALID_AUTHORIZATION, "not you"));
            }
            return new LocalSession() {
                @Override
                public Map<String, String> parameters() {
                    return Map.of("server_version", "1.0");
                }

                @Override
                public List<BackendMessage> receive(FrontendMessage message) {
                    return echo(message);
                }

                @Override
                public void close() {
                    closed.countDown();
                }
            };
        }
    }

    private static List<BackendMessage> echo(FrontendMessage message) {
        String text = ((Query) message).sql();
        if (text.equals("wait")) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                text = "interrupted";
            }
        }
        if (text.equals("bug")) {
            throw new IllegalStateException("as the test wants it");
        }
        return List.of(new CommandComplete(text), new ReadyForQuery(TransactionStatus.IDLE));
    }

    private static WireClient echo(GatewayRig rig, String user) throws IOException {
        return WireClient.login(rig.address(), Map.of("user", user, "database", "echo"));
    }

    @Test
    void answersWithoutPostgresql() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = echo(rig, "a")) {
            assertEquals(List.of("one", "ready I"), client.query("one"));
            client.send(new Query("two"), new Query("three"));
            assertEquals(List.of("two", "ready I"), client.untilReady());
            assertEquals(List.of("three", "ready I"), client.untilReady());
            assertEquals(0, rig.figure("backends"));
        }
    }

    @Test
    void takesMessagesInAnyPieces() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = echo(rig, "a")) {
            for (byte each : WireClient.bytes(new Query("piece by piece"))) {
                client.send(new byte[] {each});
            }
            assertEquals(List.of("piece by piece", "ready I"), client.untilReady());
        }
    }

    @Test
    void turnsAwayWhomItDoesNotKnow() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = WireClient.open(rig.address())) {
            client.start(Map.of("user", "b", "database", "echo"));
            assertEquals(List.of("FATAL 28000", "end"), client.untilReady());
        }
    }

    @Test
    void interruptsWhatIsCancelled() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = echo(rig, "a")) {
            client.send(new Query("wait"));
            GatewayRig.await(
                    "the cancel request has hit",
                    () -> {
                        try {
                            client.cancel();
                            return client.untilReady().contains("interrupted");
                        } catch (IOException e) {
                            return false;
                        }
                    });
            assertEquals(List.of("on", "ready I"), client.query("on"));
        }
    }

    @Test
    void closesTheSessionOfAClientThatGoesWhileItWaits() throws Exception {
        try (GatewayRig rig = plan.start()) {
            WireClient client = echo(rig, "a");
            client.send(new Query("wait"));
            client.abort(true);
            closed.await();
            rig.awaitQuiet();
        }
    }

    @Test
    void endsTheSessionOnABrokenMessage() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = echo(rig, "a")) {
            client.send(new byte[] {'Q', 0, 0, 0, 1});
            assertEquals(List.of("FATAL 08P01"), client.untilEnd());
        }
    }

    @Test
    void endsTheSessionThatHasABugAndServesTheOthers() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = echo(rig, "a");
                WireClient other = echo(rig, "a")) {
            client.send(new Query("bug"));
            assertEquals(List.of("FATAL XX000"), client.untilEnd());
            assertEquals(List.of("on", "ready I"), other.query("on"));
        }
    }

    @Test
    void staysUntilADrainHasEnded() throws Exception {
        try (GatewayRig rig = plan.start();
                WireClient local = echo(rig, "a");
                WireClient busy = rig.login("a")) {
            busy.query("BEGIN");
            Thread drain = rig.startDrain();
            assertEquals(List.of("still here", "ready I"), local.query("still here"));
            busy.send(new Query("COMMIT"));
            busy.untilEnd();
            busy.abort(false);
            assertEquals(List.of("FATAL 57P01"), local.untilEnd());
            drain.join();
        }
    }

    @Test
    void isListedAmongTheClients() throws Exception {
        try (GatewayRig rig = plan.start();
                WireClient local = echo(rig, "a")) {
            ClientSnapshot client = rig.gateway().monitor().overview().clients().getFirst();
            assertEquals(ClientSnapshot.State.LOCAL, client.state());
            assertEquals("echo", client.database());
            assertTrue(client.id() == local.key().processId());
            assertFalse(client.ends().address().isEmpty());
        }
    }
}
