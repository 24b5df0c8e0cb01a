package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Randomness;
import io.howdah.gateway.fake.FakePostgres;
import io.howdah.gateway.fake.WireClient;
import io.howdah.wire.FrontendMessage.Query;
import io.howdah.wire.Message;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Many clients on few backends while backends die, clients vanish and statements are cancelled:
 * nobody gets what is another's. {@code -Dhowdah.seed=N} runs that seed.
 */
class CrowdTest {
    private static final int CLIENTS = 40;
    private static final long SEED = Long.getLong("howdah.seed", 1);

    private interface Task {
        void run(int index, Randomness random) throws Exception;
    }

    /** Runs {@code task} for each client at the same time. */
    private static void each(ExecutorService threads, Task task) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int index = i;
            Randomness random = Randomness.seeded(SEED * 1_000 + i);
            all.add(
                    threads.submit(
                            () -> {
                                task.run(index, random);
                                return null;
                            }));
        }
        for (Future<?> future : all) {
            future.get();
        }
    }

    @Test
    void everyRowEchoesItsRequestWhileBackendsDie() throws Exception {
        try (FakePostgres server = FakePostgres.start();
                GatewayRig rig = new GatewayRig.Plan(server.address()).start();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicBoolean over = new AtomicBoolean();
            Future<?> killer =
                    threads.submit(
                            () -> {
                                Randomness random = Randomness.seeded(SEED);
                                while (!over.get()) {
                                    server.terminateOne(random.nextInt(100));
                                    LockSupport.parkNanos(2_000_000); // a pace, not a wait
                                }
                                return null;
                            });
            try {
                each(threads, (index, random) -> ask(rig, "c" + index, random));
            } finally {
                over.set(true);
            }
            killer.get();
            rig.awaitQuiet();
            assertEquals(List.of(), server.violations(), "seed " + SEED);
            assertTrue(rig.figure("backends_lost_total") > 0);
        }
    }

    private static void ask(GatewayRig rig, String name, Randomness random) throws IOException {
        try (WireClient client = rig.login("same")) {
            for (int i = 0; i < 60; i++) {
                String tag = name + ":" + i;
                String sql = "SELECT '" + tag + "'";
                boolean block = random.nextInt(3) == 0;
                List<String> seen = client.query(block ? "BEGIN; " + sql + "; COMMIT" : sql);
                for (String line : seen) {
                    boolean own = !line.startsWith("row ") || line.equals("row " + tag);
                    boolean fair =
                            !line.startsWith("ERROR")
                                    || line.equals("ERROR 57P01")
                                    || line.equals("ERROR 08006");
                    assertTrue(own && fair, name + " " + i + " seed " + SEED + ": " + seen);
                }
                assertTrue(seen.getLast().startsWith("ready"), seen.toString());
            }
            client.terminate();
        } catch (AssertionError | IOException e) {
            throw new AssertionError("seed " + SEED, e);
        }
    }

    @Test
    void cancelsNobodyElsesStatement() throws Exception {
        try (FakePostgres server = FakePostgres.start();
                GatewayRig rig = new GatewayRig.Plan(server.address()).start();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            each(
                    threads,
                    (index, random) -> {
                        boolean cancels = index % 2 == 0;
                        String name = (cancels ? "x" : "c") + index;
                        try (WireClient client = rig.login("same")) {
                            for (int i = 0; i < 15; i++) {
                                client.send(
                                        new Query(
                                                "SELECT '%s:%d' FROM pg_sleep(0.00%d)"
                                                        .formatted(name, i, random.nextInt(9))));
                                if (cancels) {
                                    client.cancel();
                                }
                                List<String> seen = client.untilReady();
                                boolean whole = seen.contains("row " + name + ":" + i);
                                assertTrue(
                                        whole || (cancels && seen.contains("ERROR 57014")),
                                        "seed " + SEED + " " + name + ": " + seen);
                            }
                            client.terminate();
                        }
                    });
            rig.awaitQuiet();
            assertTrue(
                    server.cancelled().stream().allMatch(hit -> hit.startsWith("x")),
                    server.cancelled().toString());
            assertEquals(List.of(), server.violations());
        }
    }

    @Test
    void leavesNothingBehindWhenClientsVanishAnywhere() throws Exception {
        try (FakePostgres server = FakePostgres.start();
                GatewayRig rig = new GatewayRig.Plan(server.address()).start();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 5; round++) {
                long base = SEED * 10_000 + round * 100L;
                each(
                        threads,
                        (index, random) -> {
                            String name = "v" + index;
                            byte[] all =
                                    WireClient.bytes(
                                            RandomPipeline.of(base + index, name, 10, true)
                                                    .toArray(Message[]::new));
                            WireClient client = rig.login("same");
                            client.send(Arrays.copyOf(all, random.nextInt(all.length)));
                            client.abort(random.nextInt(2) == 0);
                        });
            }
            rig.awaitQuiet();
            assertEquals(List.of(), server.violations(), "seed " + SEED);
            assertEquals(0, server.openTransactions(), "seed " + SEED);
            try (WireClient client = rig.login("same")) {
                assertTrue(client.query("SELECT 'z:1'").contains("row z:1"));
                client.terminate();
            }
        }
    }
}
