package io.howdah.bench.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Clock;
import io.howdah.bench.client.FakePostgres;
import io.howdah.bench.client.PlainClient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** With real sockets; only that nothing is too early can be sure there. */
class LimiterTest {
    private static final Duration SERVICE = Duration.ofMillis(20);
    private static final String LIGHT = "SELECT v FROM bench_light";

    private final Clock clock = Clock.system();
    private FakePostgres server;
    private Limiter limiter;

    @BeforeEach
    void start() throws IOException {
        server = new FakePostgres(() -> {});
        NodeModel model = NodeModel.plain(2, Map.of("light", new ServiceTime(SERVICE, 0)));
        limiter = Limiter.start(server.address(), model, clock, 1);
    }

    @AfterEach
    void stop() throws IOException {
        limiter.close();
        server.close();
    }

    @Test
    void keepsManyClientsToTheNodesPlaces() throws Exception {
        int clients = 10;
        long start = clock.nanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                all.add(
                        threads.submit(
                                () -> {
                                    try (PlainClient client = client()) {
                                        client.query(LIGHT);
                                    }
                                    return true;
                                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertTrue(clock.nanos() - start >= clients / 2 * SERVICE.toNanos());
        assertEquals(clients, limiter.served());
        assertEquals(clients, server.queries());
    }

    @Test
    void passesErrorsAndWhatIsNotItsOwn() throws Exception {
        try (PlainClient client = client()) {
            client.query("SELECT 1");
            IOException error = assertThrows(IOException.class, () -> client.query("fail"));
            assertEquals("no such thing", error.getMessage());
        }
        assertEquals(0, limiter.served());
    }

    @Test
    void leavesAndJoins() throws Exception {
        try (PlainClient client = client()) {
            client.query(LIGHT);
            limiter.leave();
            assertThrows(IOException.class, () -> client.query(LIGHT));
        }
        assertThrows(IOException.class, this::client);
        limiter.join();
        try (PlainClient client = client()) {
            client.query(LIGHT);
        }
        assertEquals(2, limiter.served());
    }

    private PlainClient client() throws IOException {
        return PlainClient.connect(limiter.address(), "somebody", "somewhere");
    }
}
