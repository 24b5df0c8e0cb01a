package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.gateway.config.PoolMode;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Everybody gets a backend in the end, whatever loop they are on and however busy the others. */
@EachRig(18)
final class FairnessTest {
    private static final int POOL = 8;
    private static final Duration END = Duration.ofSeconds(70);

    private final Rig rig;
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final Queue<SQLException> wrong = new ConcurrentLinkedQueue<>();

    FairnessTest(Rig rig) {
        this.rig = rig;
    }

    /**
     * Connections go to the loops in turns. Those of one loop are so busy that it comes to have the
     * whole pool and never runs out of waiters; then somebody wakes up on the other.
     */
    @Test
    void servesAClientBesideABusyLoop() throws Exception {
        Assumptions.assumeTrue(rig.mode() == PoolMode.TRANSACTION);
        List<Connection> busy = new ArrayList<>();
        List<Connection> quiet = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        try (Front front = Front.of(rig.mode(), POOL, rig.direct().address())) {
            for (int i = 0; i < 3 * POOL; i++) {
                busy.add(front.endpoint().connect("socketTimeout", "20"));
                quiet.add(front.endpoint().connect("socketTimeout", "20"));
            }
            try {
                for (Connection connection : busy) {
                    threads.add(Thread.startVirtualThread(() -> keepBusy(connection)));
                }
                Await.until(
                        () -> "one loop has the whole pool; " + front,
                        () -> front.figure("howdah_permits_traded_total") >= POOL / 2);
                for (Connection connection : quiet) {
                    assertEquals("1", Sql.value(connection, "SELECT 1"));
                }
            } finally {
                running.set(false);
                for (Thread thread : threads) {
                    assertTrue(thread.join(END), "a client still waits");
                }
                for (int i = 0; i < busy.size(); i++) {
                    busy.get(i).close();
                    quiet.get(i).close();
                }
            }
            assertEquals(List.of(), List.copyOf(wrong));
            front.awaitQuiet();
        }
    }

    private void keepBusy(Connection connection) {
        try {
            while (running.get()) {
                Sql.value(connection, "SELECT pg_sleep(0.002)");
            }
        } catch (SQLException e) {
            wrong.add(e);
        }
    }
}
