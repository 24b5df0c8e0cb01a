package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Randomness;
import io.howdah.gateway.config.PoolMode;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that cancel themselves at any moment, among others that do not: a cancel request that
 * came to a backend too late would hit one of these.
 */
@EachRig
final class CancelStormTest {
    private static final int VICTIMS = 12;
    private static final int BYSTANDERS = 20;
    private static final int CANCELLED = 100;
    private static final Duration LAST_ANSWER = Duration.ofSeconds(70);

    private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(40).toNanos();

    private final Rig rig;
    private final Randomness random = Randomness.secure();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicInteger cancelled = new AtomicInteger();
    private final AtomicInteger echoed = new AtomicInteger();
    private final Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();

    CancelStormTest(Rig rig) {
        this.rig = rig;
    }

    @Test
    void hitsOnlyWhoAskedForIt() throws Exception {
        int size = rig.mode() == PoolMode.SESSION ? VICTIMS + BYSTANDERS : 6;
        try (Front front = Front.of(rig.mode(), size, rig.direct().address())) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < BYSTANDERS; i++) {
                threads.add(start(() -> standBy(front.endpoint())));
            }
            for (int i = 0; i < VICTIMS; i++) {
                boolean inTransaction = i % 2 == 0;
                threads.add(start(() -> suffer(front.endpoint(), inTransaction)));
            }
            try {
                Await.until(
                        () -> cancelled + " cancelled, " + echoed + " echoes; " + front,
                        () -> !running.get() || isStormOver(front));
            } finally {
                running.set(false);
            }
            for (Thread thread : threads) {
                assertTrue(thread.join(LAST_ANSWER), "a client still waits for an answer");
            }
            assertEquals(List.of(), List.copyOf(wrong));
            front.awaitQuiet();
        }
    }

    private boolean isStormOver(Front front) {
        return front.figure("howdah_cancels_total") >= CANCELLED
                && cancelled.get() >= CANCELLED
                && echoed.get() >= CANCELLED;
    }

    private Thread start(Work work) {
        return Thread.startVirtualThread(
                () -> {
                    try {
                        work.run();
                    } catch (Exception | AssertionError e) {
                        wrong.add(e);
                        running.set(false);
                    }
                });
    }

    private void standBy(Endpoint endpoint) throws SQLException {
        try (Connection connection = endpoint.connect("prepareThreshold", "1")) {
            while (running.get()) {
                String mark = Integer.toString(echoed.incrementAndGet());
                assertEquals(
                        mark + "|", Sql.value(connection, "SELECT ?::text, pg_sleep(0.001)", mark));
            }
        }
    }

    private void suffer(Endpoint endpoint, boolean inTransaction) throws Exception {
        try (Connection connection = endpoint.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(!inTransaction);
            Thread canceller = start(() -> cancelAgainAndAgain(statement));
            while (running.get()) {
                try {
                    statement.execute("SELECT pg_sleep(0.01)");
                } catch (SQLException e) {
                    assertEquals("57014", e.getSQLState());
                    cancelled.incrementAndGet();
                }
                endTransaction(connection);
            }
            canceller.join();
        }
    }

    /** A cancel that comes late hits the ROLLBACK: its own client's, so that is as it should be. */
    private static void endTransaction(Connection connection) throws SQLException {
        while (!connection.getAutoCommit()) {
            try {
                connection.rollback();
                return;
            } catch (SQLException e) {
                assertEquals("57014", e.getSQLState());
            }
        }
    }

    private void cancelAgainAndAgain(Statement statement) throws SQLException {
        while (running.get()) {
            statement.cancel();
            LockSupport.parkNanos(random.nextLong(LONGEST_PAUSE_NANOS));
        }
    }

    private interface Work {
        void run() throws Exception;
    }
}
