package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.HostPort;
import io.howdah.gateway.config.DatabaseSettings;
import io.howdah.gateway.config.PoolOverrides;
import io.howdah.gateway.config.UserSettings;
import io.howdah.gateway.fake.FakePostgres;
import io.howdah.gateway.fake.WireClient;
import io.howdah.wire.FrontendMessage.Bind;
import io.howdah.wire.FrontendMessage.Execute;
import io.howdah.wire.FrontendMessage.Parse;
import io.howdah.wire.FrontendMessage.Query;
import io.howdah.wire.FrontendMessage.Sync;
import io.howdah.wire.Message;
import io.howdah.wire.StartupPacket.CancelRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class PoolLimitsTest {
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

    private static List<String> refused(GatewayRig rig, String user, String database)
            throws IOException {
        try (WireClient client = WireClient.open(rig.address())) {
            return client.start(Map.of("user", user, "database", database)).untilEnd();
        }
    }

    @Test
    void refusesTheClientThatIsOneTooMany() throws IOException {
        plan.maxClients = 2;
        try (GatewayRig rig = plan.start();
                WireClient first = rig.login("a");
                WireClient second = rig.login("b")) {
            assertEquals(List.of("FATAL 53300"), refused(rig, "c", "test"));
            first.terminate();
            GatewayRig.await("a place", () -> rig.figure("clients") == 1);
            rig.login("c").close();
            second.terminate();
        }
    }

    @Test
    void servesCancelRequestsWhenThereIsNoPlaceForAClient() throws IOException {
        plan.maxClients = 1;
        try (GatewayRig rig = plan.start();
                WireClient only = rig.login("a")) {
            only.send(new Query("SELECT 'a:1' FROM pg_sleep(9)"));
            GatewayRig.await("it runs", () -> rig.figure("backends_lent") == 1);
            while (rig.figure("cancels_total") == 0) {
                only.cancel();
            }
            assertTrue(only.untilReady().contains("ERROR 57014"));
        }
    }

    @Test
    void limitsClientsOfAUserAndOfADatabase() throws IOException {
        plan.users =
                List.of(
                        new UserSettings(
                                "few",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(1),
                                Optional.empty(),
                                PoolOverrides.NONE));
        plan.databases =
                List.of(
                        new DatabaseSettings(
                                "small", Optional.of(1), Optional.empty(), PoolOverrides.NONE));
        try (GatewayRig rig = plan.start();
                WireClient few = rig.login("few")) {
            assertEquals(List.of("FATAL 53300"), refused(rig, "few", "small").subList(0, 1));
            rig.login("many").close();
            try (WireClient small =
                    WireClient.login(rig.address(), Map.of("user", "x", "database", "small"))) {
                assertEquals("FATAL 53300", refused(rig, "y", "small").getFirst());
                small.terminate();
            }
            few.terminate();
            rig.awaitQuiet();
            rig.login("few").close();
        }
    }

    @Test
    void ends57014WhatWaitsForABackendForTooLong() throws IOException {
        plan.size = 1;
        plan.queryWaitTimeout = Duration.ofMillis(100);
        try (GatewayRig rig = plan.start();
                WireClient holder = rig.login("same");
                WireClient waiter = rig.login("same")) {
            holder.query("BEGIN");
            assertEquals(List.of("ERROR 57014", "ready I"), waiter.query("SELECT 'b:1'"));
            waiter.send(new Parse("", "SELECT 'b:2'", List.of()), new Sync());
            assertEquals(List.of("ERROR 57014", "ready I"), waiter.untilReady());
            holder.query("COMMIT");
            assertTrue(waiter.query("SELECT 'b:3'").contains("row b:3"));
        }
    }

    @Test
    void ends08006WhatNoServerCanServe() throws IOException {
        HostPort nobody = server.address();
        server.close();
        try (GatewayRig rig = new GatewayRig.Plan(nobody).start()) {
            assertEquals(
                    List.of("FATAL 08006"), refused(rig, "a", "test").reversed().subList(0, 1));
        }
    }

    @Test
    void neverOpensMoreBackendsThanThePoolsSize() throws Exception {
        plan.size = 9;
        plan.threads = 3;
        try (GatewayRig rig = plan.start();
                var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            List<java.util.concurrent.Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String name = "c" + i;
                all.add(
                        threads.submit(
                                () -> {
                                    try (WireClient client = rig.login("same")) {
                                        for (int k = 0; k < 30; k++) {
                                            String tag = name + ":" + k;
                                            assertTrue(
                                                    client.query("SELECT '" + tag + "'")
                                                            .contains("row " + tag));
                                        }
                                        client.terminate();
                                    }
                                    return null;
                                }));
            }
            for (var each : all) {
                each.get();
            }
            rig.awaitQuiet();
            assertTrue(server.peakSessions() <= 9, "peak " + server.peakSessions());
            assertEquals(List.of(), server.violations());
        }
    }

    @Test
    void limitsTheStatementsOfAClient() throws IOException {
        plan.maxClientStatements = 2;
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            for (String name : List.of("s1", "s2")) {
                client.send(new Parse(name, "SELECT 'a:" + name + "'", List.of()), new Sync());
                assertEquals(List.of("ParseComplete", "ready I"), client.untilReady());
            }
            client.send(new Parse("s3", "SELECT 'a:s3'", List.of()), new Sync());
            assertEquals(List.of("ERROR 53400", "ready I"), client.untilReady());
        }
    }

    @Test
    void closesTheLeastUsedStatementsOfABackend() throws IOException {
        plan.size = 1;
        plan.maxBackendStatements = 3;
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            for (int i = 0; i < 20; i++) {
                String name = "s" + i;
                client.send(new Parse(name, "SELECT 'a:" + name + "'", List.of()), new Sync());
                assertEquals(List.of("ParseComplete", "ready I"), client.untilReady());
            }
            assertTrue(server.mostStatements() <= 3, "prepared " + server.mostStatements());
            for (int i = 0; i < 20; i++) {
                client.send(bind("s" + i), new Execute("", 0), new Sync());
                assertTrue(client.untilReady().contains("row a:s" + i));
            }
            assertTrue(rig.figure("statements_evicted_total") >= 30);
        }
    }

    private static Bind bind(String statement) {
        return new Bind("", statement, List.of(), List.of(), List.of());
    }

    @Test
    void servesAPipelineOfAHundredThousandMessagesWithoutSync() throws Exception {
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            client.send(new Parse("s", "SELECT 'a:1'", List.of()));
            byte[] block = WireClient.bytes(block());
            Thread writer =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            for (int i = 0; i < 500; i++) {
                                                client.send(block);
                                            }
                                            client.send(new Sync());
                                        } catch (IOException e) {
                                            throw new java.io.UncheckedIOException(e);
                                        }
                                    });
            List<String> seen = client.untilReady();
            writer.join();
            assertEquals(1 + 100_000 * 3 / 2 + 1, seen.size());
            assertEquals("ready I", seen.getLast());
        }
    }

    private static Message[] block() {
        Message[] block = new Message[200];
        for (int i = 0; i < block.length; i += 2) {
            block[i] = bind("s");
            block[i + 1] = new Execute("", 0);
        }
        return block;
    }

    @Test
    void endsClientsThatAreIdleForTooLong() throws IOException {
        plan.clientIdleTimeout = Duration.ofMillis(100);
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            assertTrue(client.query("SELECT 'a:1' FROM pg_sleep(0.5)").contains("row a:1"));
            assertEquals(List.of("FATAL 57P05"), client.untilEnd());
        }
    }

    @Test
    void endsClientsThatAreIdleInATransactionForTooLong() throws IOException {
        plan.idleInTransactionTimeout = Duration.ofMillis(100);
        plan.size = 1;
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("same");
                WireClient other = rig.login("same")) {
            client.query("BEGIN");
            client.query("INSERT INTO log VALUES ('a:1')");
            assertEquals(List.of("FATAL 25P03"), client.untilEnd());
            assertTrue(other.query("SELECT 'b:1'").contains("row b:1"));
            assertEquals(List.of(), server.committed());
            assertEquals(List.of(), server.violations());
        }
    }

    @Test
    void cancelsStatementsThatRunForTooLong() throws IOException {
        plan.queryTimeout = Duration.ofMillis(100);
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            assertEquals(
                    List.of("RowDescription", "ERROR 57014", "ready I"),
                    client.query("SELECT 'a:1' FROM pg_sleep(9)"));
            assertTrue(client.query("SELECT 'a:2'").contains("row a:2"));
        }
    }

    @Test
    void endsWhoTakesTooLongToLogIn() throws IOException {
        plan.loginTimeout = Duration.ofMillis(100);
        try (GatewayRig rig = plan.start();
                WireClient client = WireClient.open(rig.address())) {
            assertEquals(List.of("FATAL 08P01"), client.untilEnd());
        }
    }

    @Test
    void closesIdleBackendsDownToTheMinimum() throws IOException {
        plan.size = 3;
        plan.minimum = 1;
        plan.threads = 1;
        plan.idleTimeout = Duration.ofMillis(100);
        try (GatewayRig rig = plan.start();
                WireClient a = rig.login("a")) {
            try (WireClient b = rig.login("a");
                    WireClient c = rig.login("a")) {
                for (WireClient each : List.of(a, b, c)) {
                    each.query("BEGIN");
                }
                assertEquals(3, rig.figure("backends"));
                for (WireClient each : List.of(a, b, c)) {
                    each.query("COMMIT");
                }
                GatewayRig.await("one is left", () -> rig.figure("backends") == 1);
            }
            server.terminateAll();
            GatewayRig.await(
                    "one is opened anew",
                    () -> server.logins() == 4 && rig.figure("backends") == 1);
        }
    }

    @Test
    void ignoresCancelRequestsWithAWrongKey() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a");
                WireClient other = rig.login("b");
                WireClient wrong = WireClient.open(rig.address())) {
            client.send(new Query("SELECT 'a:1' FROM pg_sleep(0.2)"));
            wrong.send(
                    new CancelRequest(
                            new io.howdah.wire.CancelKey(
                                    client.key().processId(), other.key().secret())));
            assertEquals("end", Transcripts.next(wrong));
            assertTrue(client.untilReady().contains("row a:1"));
        }
    }
}
