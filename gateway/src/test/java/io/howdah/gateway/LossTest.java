package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.gateway.config.PoolMode;
import io.howdah.gateway.fake.FakePostgres;
import io.howdah.gateway.fake.WireClient;
import io.howdah.wire.Bytes;
import io.howdah.wire.FrontendMessage.Bind;
import io.howdah.wire.FrontendMessage.CopyData;
import io.howdah.wire.FrontendMessage.CopyDone;
import io.howdah.wire.FrontendMessage.Execute;
import io.howdah.wire.FrontendMessage.Flush;
import io.howdah.wire.FrontendMessage.Parse;
import io.howdah.wire.FrontendMessage.Query;
import io.howdah.wire.FrontendMessage.Sync;
import io.howdah.wire.FrontendMessage.Terminate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.List;

/** A backend, or a client, that goes away at any point. */
class LossTest {
    private static final String ASLEEP = "SELECT 'a:1' FROM pg_sleep(9)";

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

    private static void awaitLent(GatewayRig rig, int count) {
        GatewayRig.await("backends are lent", () -> rig.figure("backends_lent") == count);
    }

    /** Waits until the statement runs: one that is on its way yet meets another end. */
    private void awaitAsleep() {
        GatewayRig.await("it runs", () -> server.sleeping() == 1);
    }

    private static Bind bind() {
        return new Bind("", "", List.of(), List.of(), List.of());
    }

    // ---- backends

    @Test
    void doesNotShowThatAnIdleBackendWasLost() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            client.query("SELECT 'a:1'");
            server.terminateAll();
            GatewayRig.await("it is gone", () -> rig.figure("backends") == 0);
            assertTrue(client.query("SELECT 'a:2'").contains("row a:2"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void failsOnlyTheStatementWhoseBackendIsLost(boolean crash) throws IOException {
        String error = crash ? "ERROR 08006" : "ERROR 57P01";
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            client.send(new Query(ASLEEP));
            awaitAsleep();
            end(crash);
            List<String> seen = client.untilReady();
            assertTrue(seen.contains(error) && seen.getLast().equals("ready I"), seen.toString());
            assertTrue(client.query("SELECT 'a:2'").contains("row a:2"));
            client.terminate();
            rig.awaitQuiet();
        }
    }

    private void end(boolean crash) {
        if (crash) {
            server.crash();
        } else {
            server.terminateAll();
        }
    }

    @Test
    void answersEveryRequestOfAPipelineWhoseBackendIsLost() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            client.send(
                    new Parse("", ASLEEP, List.of()),
                    bind(),
                    new Execute("", 0),
                    new Sync(),
                    new Parse("s", "SELECT 'a:2'", List.of()),
                    new Sync(),
                    new Parse("", "SELECT 'a:3'", List.of()),
                    new Flush());
            awaitAsleep();
            server.terminateAll();
            List<String> seen = client.untilReady();
            assertEquals(
                    List.of("ERROR 57P01", "ready I"), seen.subList(seen.size() - 2, seen.size()));
            assertEquals(List.of("ERROR 57P01", "ready I"), client.untilReady());
            assertEquals("ERROR 57P01", Transcripts.next(client));
            client.send(new Parse("u", "SELECT 'a:4'", List.of()), new Sync());
            assertEquals(List.of("ready I"), client.untilReady());
            client.send(new Parse("s", "SELECT 'a:5'", List.of()), new Sync());
            assertEquals(List.of("ParseComplete", "ready I"), client.untilReady());
        }
    }

    @Test
    void keepsALostTransactionFailedUntilItsEnd() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            client.query("BEGIN");
            client.query("INSERT INTO log VALUES ('a:1')");
            server.terminateAll();
            GatewayRig.await("it is gone", () -> rig.figure("backends_lost_total") == 1);
            assertEquals(List.of("ERROR 57P01", "ready E"), client.query("SELECT 'a:2'"));
            assertEquals(List.of("ERROR 25P02", "ready E"), client.query("SELECT 'a:3'"));
            assertEquals(List.of("ROLLBACK", "ready I"), client.query("COMMIT"));
            assertTrue(client.query("SELECT 'a:4'").contains("row a:4"));
            assertEquals(List.of(), server.committed());
        }
    }

    @Test
    void endsAPinnedClientWithItsBackend() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient pinned = rig.login("a");
                WireClient other = rig.login("b")) {
            pinned.query("PREPARE a_p AS SELECT");
            other.query("SELECT 'b:1'");
            server.terminateAll();
            assertEquals(List.of("FATAL 57P01"), pinned.untilEnd());
            GatewayRig.await("all are gone", () -> rig.figure("backends") == 0);
            assertTrue(other.query("SELECT 'b:2'").contains("row b:2"));
            assertEquals(0, rig.figure("clients_pinned"));
        }
    }

    @Test
    void failsACopyWhoseBackendIsLost() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            client.send(new Query("COPY data FROM STDIN"));
            assertEquals("CopyInResponse", Transcripts.next(client));
            byte[] data = WireClient.bytes(new CopyData(Bytes.of(new byte[1_000])));
            client.send(java.util.Arrays.copyOf(data, 500));
            server.crash();
            assertEquals(List.of("ERROR 08006", "ready I"), client.untilReady());
            client.send(java.util.Arrays.copyOfRange(data, 500, data.length));
            client.send(new CopyDone());
            assertTrue(client.query("SELECT 'a:2'").contains("row a:2"));
        }
    }

    @Test
    void endsAClientWhoseRowWasCutInTheMiddle() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = WireClient.openNarrow(rig.address())) {
            client.start(java.util.Map.of("user", "a", "database", "test")).untilReady();
            client.send(new Query("SELECT 'a:1' || repeat('x', 30000000)"));
            GatewayRig.await("it streams", () -> server.bytesSent() > 0 || server.sessions() > 0);
            awaitLent(rig, 1);
            assertEquals("RowDescription", Transcripts.next(client));
            server.crash();
            assertTrue(client.drain() < 30_000_000, "it ends early, and without an error in a row");
            rig.awaitQuiet();
        }
    }

    // ---- clients

    @ParameterizedTest
    @EnumSource(names = {"SESSION", "TRANSACTION"})
    void cancelsAndRollsBackWhatAClientThatIsGoneWasDoing(PoolMode mode) throws IOException {
        plan.mode = mode;
        plan.size = 1;
        try (GatewayRig rig = plan.start()) {
            WireClient client = rig.login("same");
            client.query("BEGIN");
            client.query("INSERT INTO log VALUES ('a:1')");
            client.query("SET work.tag = 'a:2'");
            client.send(new Query(ASLEEP));
            awaitAsleep();
            client.abort(true);
            rig.awaitQuiet();
            try (WireClient next = rig.login("same")) {
                assertTrue(next.query("SELECT 'b:1'").contains("row b:1"));
                assertTrue(next.query("SHOW work.tag").contains("row "));
                next.terminate();
            }
            assertEquals(List.of(), server.committed());
            assertEquals(List.of(), server.violations());
        }
    }

    @Test
    void doesNotCommitAPipelineWithoutItsSync() throws IOException {
        for (boolean goodbye : new boolean[] {true, false}) {
            try (GatewayRig rig = plan.start()) {
                WireClient client = rig.login("a");
                client.send(
                        new Parse("", "INSERT INTO log VALUES ('a:1')", List.of()),
                        bind(),
                        new Execute("", 0),
                        new Flush());
                assertEquals("ParseComplete", Transcripts.next(client));
                assertEquals("BindComplete", Transcripts.next(client));
                assertEquals("INSERT 0 1", Transcripts.next(client));
                if (goodbye) {
                    client.terminate();
                } else {
                    client.abort(false);
                }
                rig.awaitQuiet();
                assertEquals(List.of(), server.committed());
                assertEquals(1, rig.figure("backends"), "the backend is of use again");
            }
        }
    }

    @Test
    void runsCompleteRequestsToTheirEndAfterTerminate() throws IOException {
        plan.size = 1;
        try (GatewayRig rig = plan.start();
                WireClient holder = rig.login("same")) {
            holder.query("BEGIN");
            WireClient client = rig.login("same");
            client.send(
                    new Query("INSERT INTO log VALUES ('b:1')"),
                    new Query("SELECT 'b:2' FROM pg_sleep(0.1)"),
                    new Query("INSERT INTO log VALUES ('b:3')"),
                    new Terminate());
            client.close();
            GatewayRig.await("it waits", () -> rig.figure("clients_waiting") == 1);
            holder.query("COMMIT");
            GatewayRig.await("both are there", () -> server.committed().size() == 2);
            assertEquals(List.of(), server.cancelled());
            holder.terminate();
            rig.awaitQuiet();
        }
    }

    @Test
    void freesTheBackendOfAClientThatLeavesDuringCopy() throws IOException {
        for (boolean goodbye : new boolean[] {true, false}) {
            for (boolean inFrame : new boolean[] {true, false}) {
                try (GatewayRig rig = plan.start()) {
                    WireClient client = rig.login("a");
                    client.send(new Query("COPY data FROM STDIN"));
                    assertEquals("CopyInResponse", Transcripts.next(client));
                    byte[] data = WireClient.bytes(new CopyData(Bytes.utf8("a:1\n")));
                    client.send(inFrame ? java.util.Arrays.copyOf(data, 6) : data);
                    if (goodbye && !inFrame) {
                        client.terminate();
                    } else {
                        client.abort(false);
                    }
                    rig.awaitQuiet();
                    assertEquals(List.of(), server.committed());
                }
            }
        }
    }
}
