package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.gateway.config.FileMode;
import io.howdah.gateway.config.ListenAddresses;
import io.howdah.gateway.config.SocketSettings;
import io.howdah.gateway.fake.FakePostgres;
import io.howdah.gateway.fake.WireClient;
import io.howdah.wire.FrontendMessage.Query;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** One gateway goes on where another one stops, on the same sockets. */
class TakeOverTest {
    private static final Inheritance TAKE_OVER = new Inheritance(List.of(), true);

    @TempDir Path folder;
    private final FakePostgres server = FakePostgres.start();
    private final GatewayRig.Plan plan = new GatewayRig.Plan(server.address());

    @BeforeEach
    void settings() {
        plan.sockets =
                new SocketSettings(
                        Optional.of(folder),
                        new FileMode(0777),
                        Optional.empty(),
                        Optional.of(folder.resolve("control")),
                        Duration.ofMinutes(1),
                        1_000,
                        Duration.ZERO,
                        Duration.ZERO,
                        0,
                        Duration.ZERO);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Connects, asks and leaves for as long as the test runs. */
    private static final class Visitors implements AutoCloseable {
        private final AtomicBoolean stop = new AtomicBoolean();
        private final AtomicInteger served = new AtomicInteger();
        private final List<String> complaints = new CopyOnWriteArrayList<>();
        private final List<Thread> threads;

        Visitors(GatewayRig rig) {
            var address = rig.address();
            Runnable visits =
                    () -> {
                        while (!stop.get()) {
                            try (WireClient client = WireClient.open(address)) {
                                client.start(Map.of("user", "me", "database", "test"));
                                List<String> greeting = client.untilReady();
                                List<String> answer = client.query("SELECT 'me:1'");
                                if (!answer.contains("row me:1")) {
                                    complaints.add(greeting + " " + answer);
                                }
                                client.terminate();
                                served.incrementAndGet();
                            } catch (IOException e) {
                                complaints.add(e.toString());
                            }
                        }
                    };
            threads = List.of(Thread.startVirtualThread(visits), Thread.startVirtualThread(visits));
        }

        void awaitMore(int count) {
            int from = served.get();
            GatewayRig.await("visitors", () -> served.get() >= from + count);
        }

        @Override
        public void close() {
            leave();
        }

        void leave() {
            stop.set(true);
            for (Thread thread : threads) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            assertEquals(List.of(), complaints);
        }
    }

    @Test
    void refusesNobodyMeanwhile() throws Exception {
        try (GatewayRig first = plan.start();
                Visitors visitors = new Visitors(first);
                WireClient old = first.login("old")) {
            visitors.awaitMore(20);
            try (GatewayRig second = plan.start(TAKE_OVER)) {
                assertEquals(first.address(), second.address());
                first.gateway().handedOver().get();
                long before = first.figure("clients_accepted_total");
                visitors.awaitMore(50);
                assertEquals(before, first.figure("clients_accepted_total"));
                assertTrue(second.figure("clients_accepted_total") >= 50);
                assertTrue(old.query("SELECT 'old:1'").contains("row old:1"));
                assertFalse(first.gateway().awaitClients(Duration.ofMillis(1)));
                old.terminate();
                assertTrue(first.gateway().awaitClients(Duration.ofSeconds(10)));
                first.gateway().close();
                visitors.awaitMore(20);
                visitors.leave();
            }
        }
    }

    @Test
    void keepsTheUnixSocketUnderItsName() throws Exception {
        GatewayRig first = plan.start();
        Path path = folder.resolve(".s.PGSQL." + first.address().port());
        Object before = Files.readAttributes(path, "fileKey").get("fileKey");
        try (GatewayRig second = plan.start(TAKE_OVER)) {
            first.gateway().handedOver().get();
            first.close();
            assertEquals(before, Files.readAttributes(path, "fileKey").get("fileKey"));
            try (SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                client.connect(UnixDomainSocketAddress.of(path));
                GatewayRig.await("a log-in", () -> second.figure("logins") == 1);
            }
        }
        try (var left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void cancelsForClientsOfTheProcessesBefore() throws Exception {
        try (GatewayRig first = plan.start();
                WireClient old = first.login("old");
                GatewayRig second = plan.start(TAKE_OVER);
                GatewayRig _ = plan.start(TAKE_OVER)) {
            second.gateway().handedOver().get();
            old.send(new Query("SELECT 'old:1' FROM pg_sleep(60)"));
            GatewayRig.await("a running statement", () -> first.figure("backends_lent") == 1);
            old.cancel();
            assertTrue(old.untilReady().toString().contains("57014"));
        }
    }

    @Test
    void startsAsUsualWhenThereIsNobodyToTakeOverFrom() throws IOException {
        try (GatewayRig rig = plan.start(TAKE_OVER)) {
            rig.login("me").terminate();
        }
    }

    @Test
    void doesNotTakeOverUnasked() throws IOException {
        try (GatewayRig first = plan.start()) {
            plan.listen = ListenAddresses.of(first.address());
            assertThrows(IOException.class, plan::start);
            first.login("me").terminate();
        }
    }
}
