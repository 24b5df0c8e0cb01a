package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.HostPort;
import io.howdah.embedded.EmbeddedCluster;
import io.howdah.gateway.config.Consistency;
import io.howdah.gateway.config.PoolMode;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Reads that take a while, of more clients than the backends that may be shared have room for. */
final class FewSharedBackendsTest {
    private static final int CLIENTS = 24;
    private static final String QUITE_LONG =
            "SELECT count(*) FROM items a, items b WHERE a.id <> b.id";

    private final AtomicIntegerArray answers = new AtomicIntegerArray(CLIENTS);
    private final Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();

    private static Front front(EmbeddedCluster cluster, int backends) throws Exception {
        HostPort[] nodes = cluster.nodes().toArray(HostPort[]::new);
        return Front.of(
                new FrontPlan(nodes)
                        .pooled(PoolMode.TRANSACTION, 8)
                        .sharing(backends, false, Duration.ofMillis(1), Duration.ofMillis(25))
                        .reading(Consistency.SESSION));
    }

    private void read(Front front, int client, long untilNanos) {
        try (Connection connection = front.endpoint().connect()) {
            while (System.nanoTime() - untilNanos < 0) {
                assertEquals("89700", Sql.value(connection, QUITE_LONG));
                answers.incrementAndGet(client);
            }
        } catch (SQLException | AssertionError e) {
            wrong.add(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @Timeout(60)
    void serveAllOnAReplica(int backends) throws Exception {
        EmbeddedCluster cluster = Servers.cluster(1);
        try (Front front = front(cluster, backends)) {
            new Endpoint(cluster.primary())
                    .run("CREATE TABLE items AS SELECT g AS id FROM generate_series(1, 300) g");
            front.awaitRouting();
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                threads.add(Thread.startVirtualThread(() -> read(front, client, until)));
            }
            for (Thread thread : threads) {
                assertTrue(thread.join(Duration.ofSeconds(20)), front::toString);
            }
            assertEquals(List.of(), List.copyOf(wrong));
            for (int i = 0; i < CLIENTS; i++) {
                assertTrue(answers.get(i) > 4, answers + ": " + front);
            }
            assertTrue(front.figure("howdah_reads_routed_total") > 0, front::toString);
            front.awaitQuiet();
        } finally {
            Servers.stop(cluster);
        }
    }
}
