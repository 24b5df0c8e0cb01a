package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.howdah.base.HostPort;
import io.howdah.base.Randomness;
import io.howdah.gateway.config.PoolMode;
import io.howdah.gateway.fake.FakePostgres;
import io.howdah.gateway.fake.WireClient;
import io.howdah.wire.Message;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * What a client sees and what is committed must be the same through Howdah as directly, whatever it
 * sends, however it is cut, and whoever shares its backends.
 *
 * <p>{@code -Dhowdah.seeds=N} runs more seeds, {@code -Dhowdah.seed=N} runs that one.
 */
class PipelineTest {
    private static final int CLIENTS = 6;
    private static final int GROUPS = 25;

    private static LongStream seeds(int usual) {
        Long one = Long.getLong("howdah.seed");
        return one != null
                ? LongStream.of(one)
                : LongStream.range(0, Integer.getInteger("howdah.seeds", usual));
    }

    @ParameterizedTest
    @EnumSource(names = {"SESSION", "TRANSACTION"})
    void looksTheSameAsADirectConnection(PoolMode mode) throws Exception {
        for (long seed : seeds(40).toArray()) {
            compare(seed, mode);
        }
    }

    private static void compare(long seed, PoolMode mode) throws Exception {
        // A statement that was evicted cannot be prepared again in a failed transaction.
        boolean evicting = seed % 2 == 0;
        List<List<Message>> pipelines = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            pipelines.add(RandomPipeline.of(seed * CLIENTS + i, "c" + i, GROUPS, !evicting));
        }
        List<List<String>> direct;
        List<String> committedDirectly;
        try (FakePostgres server = FakePostgres.start()) {
            direct = run(seed, server.address(), pipelines);
            committedDirectly = sorted(server.committed());
        }
        try (FakePostgres server = FakePostgres.start()) {
            GatewayRig.Plan plan = new GatewayRig.Plan(server.address());
            plan.mode = mode;
            plan.size = mode == PoolMode.SESSION ? CLIENTS : 1 + (int) (seed % 4);
            plan.maxBackendStatements = evicting ? 1 + (int) (seed % 5) : 100;
            plan.beginDelay = Duration.ofMillis(seed / 2 % 3);
            try (GatewayRig rig = plan.start()) {
                List<List<String>> seen = run(seed, rig.address(), pipelines);
                for (int i = 0; i < CLIENTS; i++) {
                    boolean hub = mode == PoolMode.TRANSACTION;
                    assertSame(
                            hub ? withoutNotifications(direct.get(i)) : direct.get(i),
                            hub ? withoutNotifications(seen.get(i)) : seen.get(i),
                            seed,
                            pipelines.get(i));
                }
                rig.awaitQuiet();
                assertEquals(List.of(), server.violations(), "seed " + seed);
                assertEquals(committedDirectly, sorted(server.committed()), "seed " + seed);
                assertEquals(0, server.openTransactions(), "seed " + seed);
            }
        }
    }

    /** What comes through the hub comes between two answers, though not always the same two. */
    private static List<String> withoutNotifications(List<String> lines) {
        return lines.stream().filter(line -> !line.startsWith("notification")).toList();
    }

    /**
     * In a failed transaction a statement that is not prepared on this backend yet fails with
     * 25P02, whatever a direct connection would answer; all else must be the same.
     */
    private static void assertSame(
            List<String> expected, List<String> seen, long seed, List<Message> pipeline) {
        boolean failed = false;
        int left = 0;
        int right = 0;
        while (left < expected.size() && right < seen.size()) {
            if (!expected.get(left).equals(seen.get(right))) {
                if (!failed || !seen.get(right).equals("ERROR 25P02")) {
                    break;
                }
                left = ready(expected, left) - 1;
                right = ready(seen, right) - 1;
            } else if (seen.get(right).startsWith("ready")) {
                failed = seen.get(right).equals("ready E");
            }
            left++;
            right++;
        }
        if (left < expected.size() || right < seen.size()) {
            throw new AssertionError(
                    "seed %d: they differ at line %d%n  direct  %s%n  through %s%n  sent %s"
                            .formatted(
                                    seed,
                                    right,
                                    around(expected, left),
                                    around(seen, right),
                                    pipeline));
        }
    }

    private static int ready(List<String> lines, int from) {
        int at = from;
        while (at < lines.size() && !lines.get(at).startsWith("ready")) {
            at++;
        }
        return at;
    }

    private static List<String> around(List<String> lines, int at) {
        return lines.subList(Math.max(0, at - 5), Math.min(lines.size(), at + 6));
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }

    private static List<List<String>> run(
            long seed, HostPort address, List<List<Message>> pipelines)
            throws IOException, InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> futures = new ArrayList<>();
            for (int i = 0; i < pipelines.size(); i++) {
                byte[] bytes = WireClient.bytes(pipelines.get(i).toArray(Message[]::new));
                Randomness cuts = Randomness.seeded(seed * 31 + i);
                String name = "c" + i;
                futures.add(threads.submit(() -> play(address, name, bytes, cuts, threads)));
            }
            List<List<String>> seen = new ArrayList<>();
            for (Future<List<String>> future : futures) {
                seen.add(future.get());
            }
            return seen;
        }
    }

    private static List<String> play(
            HostPort address, String name, byte[] bytes, Randomness cuts, ExecutorService threads)
            throws Exception {
        Map<String, String> parameters =
                Map.of("user", "test", "database", "test", "application_name", name);
        try (WireClient client = WireClient.login(address, parameters)) {
            Future<?> written =
                    threads.submit(
                            () -> {
                                int at = 0;
                                while (at < bytes.length) {
                                    int piece = Math.min(bytes.length - at, 1 + cuts.nextInt(400));
                                    byte[] cut =
                                            java.util.Arrays.copyOfRange(bytes, at, at + piece);
                                    client.send(cut);
                                    at += piece;
                                }
                                return null;
                            });
            List<String> seen = client.untilEnd();
            written.cancel(true);
            return seen;
        }
    }
}
