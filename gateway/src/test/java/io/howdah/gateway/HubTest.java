package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.gateway.fake.FakePostgres;
import io.howdah.gateway.fake.WireClient;
import io.howdah.wire.BackendMessage;
import io.howdah.wire.BackendMessage.NoticeResponse;
import io.howdah.wire.FrontendMessage.Query;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Clients that listen in transaction mode. */
class HubTest {
    @Test
    void listensForAllOnOneBackend() throws IOException {
        try (FakePostgres server = FakePostgres.start();
                GatewayRig rig = plan(server).start();
                WireClient one = rig.login("a");
                WireClient two = rig.login("b")) {
            assertEquals(List.of("LISTEN", "ready I"), one.query("LISTEN news"));
            assertEquals(List.of("LISTEN", "ready I"), two.query("LISTEN news"));
            assertEquals(0, rig.figure("clients_pinned"));
            assertEquals(1, rig.figure("listen_channels"));
            assertEquals(2, rig.figure("listen_subscriptions"));
            two.query("NOTIFY news, 'a:1'");
            assertEquals("notification news a:1", Transcripts.next(one));
            assertEquals("notification news a:1", Transcripts.next(two));
            assertEquals(3, server.sessions());
            one.terminate();
            two.abort(true);
            GatewayRig.await(
                    "nobody listens",
                    () ->
                            rig.figure("listen_channels") == 0
                                    && rig.figure("listen_subscriptions") == 0);
        }
    }

    private static GatewayRig.Plan plan(FakePostgres server) {
        GatewayRig.Plan plan = new GatewayRig.Plan(server.address());
        plan.size = 1;
        return plan;
    }

    @Test
    void tellsNobodyAnythingInsideATransaction() throws IOException {
        try (FakePostgres server = FakePostgres.start();
                GatewayRig rig = plan(server).start();
                WireClient listener = rig.login("a");
                WireClient sender = rig.login("b")) {
            listener.query("LISTEN news");
            listener.query("BEGIN");
            sender.query("NOTIFY news, 'b:1'");
            assertEquals(List.of("row a:1"), rows(listener.query("SELECT 'a:1'")));
            listener.send(new Query("COMMIT"));
            assertEquals(List.of("COMMIT", "ready I"), listener.untilReady());
            assertEquals("notification news b:1", Transcripts.next(listener));
        }
    }

    private static List<String> rows(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("row") || line.startsWith("notification"))
                .toList();
    }

    @Test
    void listensAgainAndSaysWhatMayHaveBeenMissed() throws IOException {
        try (FakePostgres server = FakePostgres.start();
                GatewayRig rig = plan(server).start();
                WireClient listener = rig.login("a");
                WireClient sender = rig.login("b")) {
            listener.query("LISTEN news");
            server.terminateAll();
            BackendMessage said = listener.read();
            assertEquals("01000", assertInstanceOf(NoticeResponse.class, said).fields().sqlState());
            assertEquals(1, rig.figure("listen_reconnects_total"));
            List<String> answer;
            do {
                answer = sender.query("NOTIFY news, 'b:1'");
            } while (!answer.contains("NOTIFY"));
            assertEquals("notification news b:1", Transcripts.next(listener));
        }
    }

    /** There is no room for the hub's backend: the client's own has to do. */
    @Test
    void letsTheClientsBackendListenWhenTheHubHasNone() throws IOException {
        FakePostgres.Options options = new FakePostgres.Options(Optional.empty(), 1, false);
        try (FakePostgres server = FakePostgres.start(options);
                GatewayRig rig = plan(server).start();
                WireClient client = rig.login("a")) {
            client.query("SELECT 'a:1'");
            assertEquals(List.of("LISTEN", "ready I"), client.query("LISTEN a_c"));
            assertEquals(1, rig.figure("clients_pinned"));
            assertTrue(
                    client.query("NOTIFY a_c, 'a:2'").contains("notification a_c a:2"),
                    "its own notification");
        }
    }
}
