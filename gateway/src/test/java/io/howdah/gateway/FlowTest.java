package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.gateway.fake.FakePostgres;
import io.howdah.gateway.fake.WireClient;
import io.howdah.wire.FrontendMessage.Query;
import io.netty.util.internal.PlatformDependent;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Slow readers, and the end of the gateway. */
class FlowTest {
    private static final long BIG = 200_000_000;

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

    private static long directBytes() {
        long pools =
                ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .filter(pool -> pool.getName().equals("direct"))
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum();
        return Math.max(pools, PlatformDependent.usedDirectMemory());
    }

    private static Query big() {
        return new Query(
                "SELECT 'a:1' || repeat('x', 10000) FROM generate_series(1, " + BIG / 10_000 + ")");
    }

    @Test
    void stopsReadingFromPostgresqlWhenTheClientDoesNotRead() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient slow = WireClient.openNarrow(rig.address());
                WireClient other = rig.login("a")) {
            slow.start(Map.of("user", "a", "database", "test")).untilReady();
            long before = directBytes();
            slow.send(big());
            assertEquals("RowDescription", Transcripts.next(slow));
            GatewayRig.awaitStill("the server is blocked", server::bytesSent);
            assertTrue(server.bytesSent() < BIG / 4, "sent " + server.bytesSent());
            assertTrue(directBytes() - before < 32 << 20, "direct memory " + directBytes());
            assertTrue(other.query("SELECT 'b:1'").contains("row b:1"));
        }
    }

    @Test
    void streamsABigResultInLittleMemory() throws IOException {
        try (GatewayRig rig = plan.start();
                WireClient client = rig.login("a")) {
            long before = directBytes();
            client.send(big());
            long most = 0;
            for (long rows = 0; rows < BIG / 10_000; rows++) {
                client.read();
                if (rows % 1_000 == 0) {
                    most = Math.max(most, directBytes() - before);
                }
            }
            assertEquals("ready I", client.untilReady().getLast());
            assertTrue(most < 32 << 20, "direct memory " + most);
        }
    }

    @Test
    void givesABackendBackThatWasPausedForASlowReader() throws IOException {
        plan.size = 1;
        try (GatewayRig rig = plan.start();
                WireClient slow = WireClient.openNarrow(rig.address());
                WireClient other = rig.login("same")) {
            slow.start(Map.of("user", "same", "database", "test")).untilReady();
            for (int size = 100_000; size < 4_000_000; size *= 2) {
                slow.send(new Query("SELECT 'a:1' || repeat('x', " + size + ")"));
            }
            slow.send(new Query("SELECT 'a:2'"));
            Thread reader =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            for (int i = 0; i < 7; i++) {
                                                slow.untilReady();
                                            }
                                        } catch (IOException e) {
                                            throw new UncheckedIOException(e);
                                        }
                                    });
            for (int i = 0; i < 50; i++) {
                assertTrue(other.query("SELECT 'b:" + i + "'").contains("row b:" + i));
            }
            reader.join();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void drainsIdleClientsAtOnceAndOthersAfterTheirTransaction() throws Exception {
        try (GatewayRig rig = plan.start();
                WireClient idle = rig.login("a");
                WireClient busy = rig.login("a")) {
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
                WireClient busy = rig.login("a")) {
            busy.query("BEGIN");
            rig.gateway().drain(Duration.ofMillis(200));
            busy.untilEnd();
            assertEquals(List.of(), server.committed());
        }
    }
}
