package io.howdah.gateway;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.gateway.fake.FakePostgres;
import io.howdah.gateway.fake.WireClient;
import io.howdah.gateway.internal.backend.LoopPool;
import io.howdah.gateway.internal.backend.Pool;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Event loops that poll before they sleep. */
class SpinningTest {
    private static final long SECOND_NANOS = 1_000_000_000;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @Test
    void servesClientsAndSleepsWhenThereAreNone() throws IOException {
        try (FakePostgres server = FakePostgres.start()) {
            GatewayRig.Plan plan = new GatewayRig.Plan(server.address());
            plan.spin = Duration.ofNanos(100_000);
            try (GatewayRig rig = plan.start()) {
                try (WireClient client = WireClient.login(rig.address(), "me")) {
                    for (int i = 0; i < 100; i++) {
                        assertTrue(client.query("SELECT 'me:1'").contains("row me:1"));
                    }
                }
                rig.awaitQuiet();
                Set<Long> loops = loops(rig);
                GatewayRig.await("loops that sleep", () -> sleeps(loops));
            }
        }
    }

    private static Set<Long> loops(GatewayRig rig) {
        Set<Long> ids = new HashSet<>();
        for (Pool pool : rig.pools().all()) {
            for (LoopPool shard : pool.shards()) {
                ids.add(
                        CompletableFuture.supplyAsync(
                                        () -> Thread.currentThread().threadId(),
                                        shard.loop()::execute)
                                .join());
            }
        }
        return ids;
    }

    /** Whether they take less than a twentieth of a second's time. */
    private boolean sleeps(Set<Long> loops) {
        long before = cpuNanos(loops);
        LockSupport.parkNanos(SECOND_NANOS);
        return cpuNanos(loops) - before < SECOND_NANOS / 20;
    }

    private long cpuNanos(Set<Long> loops) {
        return loops.stream().mapToLong(threads::getThreadCpuTime).sum();
    }
}
