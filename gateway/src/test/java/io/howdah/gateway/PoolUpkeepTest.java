package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Clock;
import io.howdah.gateway.control.BackendSnapshot;
import io.howdah.gateway.fake.FakePostgres;
import io.howdah.gateway.fake.WireClient;
import io.howdah.gateway.internal.net.Moment;
import io.howdah.wire.FrontendMessage.Query;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reserve, age, checks and order of a pool's backends. */
class PoolUpkeepTest {
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

    private static void awaitBackends(GatewayRig rig, int count) {
        GatewayRig.await(count + " backends", () -> rig.figure("backends") == count);
    }

    private static String begin(WireClient client) throws IOException {
        return client.query("BEGIN").getLast();
    }

    // ---- reserve

    @Test
    void opensTheReserveForWhoHasWaitedLongEnough() throws IOException {
        plan.size = 1;
        plan.reserveSize = 1;
        plan.reserveTimeout = Duration.ofMillis(100);
        plan.queryWaitTimeout = Duration.ofMillis(600);
        try (GatewayRig rig = plan.start();
                WireClient first = rig.login("same");
                WireClient second = rig.login("same");
                WireClient third = rig.login("same")) {
            assertEquals("ready T", begin(first));
            assertEquals("ready T", begin(second));
            assertEquals(2, server.sessions());
            assertEquals(List.of("ERROR 57014", "ready I"), third.query("SELECT 'c:1'"));
            assertEquals(2, server.peakSessions(), "the reserve has a size, too");
            assertEquals("ready I", second.query("COMMIT").getLast());
            awaitBackends(rig, 1);
            assertEquals("ready I", first.query("COMMIT").getLast());
        }
    }

    @Test
    void doesNotTouchTheReserveBeforeItsTime() throws IOException {
        plan.size = 1;
        plan.reserveSize = 1;
        plan.reserveTimeout = Duration.ofSeconds(60);
        plan.queryWaitTimeout = Duration.ofMillis(300);
        try (GatewayRig rig = plan.start();
                WireClient first = rig.login("same");
                WireClient second = rig.login("same")) {
            begin(first);
            assertEquals(List.of("ERROR 57014", "ready I"), second.query("SELECT 'b:1'"));
            assertEquals(1, server.peakSessions());
        }
    }

    @Test
    void givesTheReserveBackWhenItCannotBeOpened() throws IOException {
        plan.size = 1;
        plan.reserveSize = 1;
        plan.reserveTimeout = Duration.ofMillis(50);
        try (GatewayRig rig = plan.start();
                WireClient first = rig.login("same");
                WireClient second = rig.login("same")) {
            begin(first);
            server.places(1);
            second.send(new Query("SELECT 'b:1'"));
            GatewayRig.await("it was tried", () -> rig.figure("backends_refused_total") > 0);
            server.places(9);
            first.query("COMMIT");
            assertTrue(second.untilReady().contains("row b:1"));
            begin(first);
            assertEquals("ready T", begin(second));
        }
    }

    // ---- age

    @Test
    void replacesBackendsOneAfterTheOtherWhenTheyAreOld() throws IOException {
        plan.size = 2;
        plan.backendLifetime = Duration.ofSeconds(1);
        plan.minimum = 2;
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            GatewayRig.await("both are open", () -> processes(rig).size() == 2);
            Set<Integer> first = processes(rig);
            GatewayRig.await("one is replaced", () -> server.logins() == 3);
            Set<Integer> second = processes(rig);
            second.retainAll(first);
            assertEquals(1, second.size(), "the other one waits for its turn");
            GatewayRig.await("both are", () -> server.logins() >= 4);
            assertTrue(client.query("SELECT 'a:1'").contains("row a:1"));
        }
    }

    private static Set<Integer> processes(GatewayRig rig) {
        Set<Integer> processes = new HashSet<>();
        for (BackendSnapshot backend : backends(rig)) {
            processes.add(backend.processId());
        }
        processes.remove(0);
        return processes;
    }

    private static List<BackendSnapshot> backends(GatewayRig rig) {
        return rig.census().backends();
    }

    @Test
    void closesAnOldBackendWhenItComesBack() throws IOException {
        plan.size = 1;
        plan.backendLifetime = Duration.ofMillis(200);
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            client.query("BEGIN");
            assertTrue(client.query("SELECT 'a:1' FROM pg_sleep(0.4)").contains("row a:1"));
            client.query("COMMIT");
            GatewayRig.await("it is gone", () -> server.sessions() == 0);
            assertTrue(client.query("SELECT 'a:2'").contains("row a:2"));
            assertEquals(2, server.logins());
        }
    }

    // ---- checks

    @Test
    void checksABackendThatWasIdleForLongBeforeItIsLent() throws IOException {
        plan.size = 1;
        plan.checkDelay = Duration.ofMillis(50);
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            client.query("SELECT 'a:1'");
            assertEquals(0, server.emptyQueries());
            awaitUsed(rig);
            assertTrue(client.query("SELECT 'a:2'").contains("row a:2"));
            assertEquals(1, server.emptyQueries());
            assertEquals(1, server.logins());
        }
    }

    @Test
    void checksBeforeEveryUseWhenAnyIdlenessIsTooLong() throws IOException {
        plan.size = 1;
        plan.checkDelay = Duration.ofNanos(1);
        try (GatewayRig rig = plan.start();
                WireClient a = rig.login("same");
                WireClient b = rig.login("same")) {
            for (int i = 0; i < 5; i++) {
                assertTrue(a.query("SELECT 'a:1'").contains("row a:1"));
                assertTrue(b.query("SELECT 'b:1'").contains("row b:1"));
            }
            assertTrue(server.emptyQueries() >= 10);
            assertEquals(1, server.logins());
        }
    }

    private static void awaitUsed(GatewayRig rig) {
        GatewayRig.await(
                "it is idle for long",
                () ->
                        backends(rig).stream()
                                .allMatch(one -> one.state() == BackendSnapshot.State.USED));
    }

    @Test
    void replacesABackendThatFailsItsCheckUnseen() throws IOException {
        plan.size = 1;
        plan.checkDelay = Duration.ofMillis(50);
        plan.checkQuery = Optional.of("SELECT fail('check')");
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            client.query("SELECT 'a:1'");
            awaitUsed(rig);
            assertTrue(client.query("SELECT 'a:2'").contains("row a:2"));
            assertEquals(2, server.logins());
        }
    }

    @Test
    void replacesABackendThatDoesNotAnswerItsCheckInTime() throws IOException {
        plan.size = 2;
        plan.checkDelay = Duration.ofMillis(50);
        plan.connectTimeout = Duration.ofMillis(200);
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            client.query("SELECT 'a:1'");
            awaitUsed(rig);
            server.deafen();
            assertTrue(client.query("SELECT 'a:2'").contains("row a:2"));
            assertEquals(2, server.logins());
            client.terminate();
            rig.awaitQuiet();
        }
    }

    // ---- order

    @Test
    void usesBackendsInTurnOnlyWhenAskedTo() throws IOException {
        for (boolean inTurn : new boolean[] {false, true}) {
            plan.size = 2;
            plan.roundRobin = inTurn;
            try (GatewayRig rig = plan.start();
                    WireClient a = rig.login("same");
                    WireClient b = rig.login("same")) {
                begin(a);
                begin(b);
                a.query("COMMIT");
                b.query("COMMIT");
                Moment moment = Moment.now(Clock.system());
                List<Instant> before = lastUses(rig, moment);
                a.query("SELECT 'a:1'");
                a.query("SELECT 'a:2'");
                List<Instant> after = lastUses(rig, moment);
                after.removeAll(before);
                assertEquals(inTurn ? 2 : 1, after.size());
            }
        }
    }

    private static List<Instant> lastUses(GatewayRig rig, Moment moment) {
        return new ArrayList<>(
                rig.census(moment).backends().stream().map(BackendSnapshot::requested).toList());
    }
}
