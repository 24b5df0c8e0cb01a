package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.howdah.base.Clock;
import io.howdah.gateway.config.MultiplexingSettings;
import io.howdah.gateway.config.PoolMode;
import io.howdah.it.parity.SlowReader;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What clients on one backend could do to each other, and do not. */
@EachRig
final class SharingTest {
    private static final int CLIENTS = 12;

    private final Rig rig;
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicLong longestNanos = new AtomicLong();
    private final AtomicInteger lost = new AtomicInteger();
    private @Nullable Front opened;

    SharingTest(Rig rig) {
        this.rig = rig;
    }

    private void open(boolean sharedSync) throws Exception {
        assumeTrue(rig.mode() == PoolMode.TRANSACTION, "backends are shared between transactions");
        FrontPlan plan = new FrontPlan(rig.direct().address()).pooled(PoolMode.TRANSACTION, 6);
        plan.catalogPeriod = Duration.ofSeconds(1);
        MultiplexingSettings usual = plan.multiplexing;
        plan.multiplexing =
                new MultiplexingSettings(
                        true,
                        true,
                        true,
                        sharedSync,
                        usual.backends(),
                        usual.adapt(),
                        usual.depth(),
                        usual.queue(),
                        usual.warmUp(),
                        usual.longest(),
                        usual.patience(),
                        usual.largestAnswer(),
                        usual.largestRequest());
        opened = Front.of(plan);
        rig.direct()
                .run(
                        "DROP TABLE IF EXISTS sharing; CREATE TABLE sharing (id int PRIMARY KEY,"
                                + " note text); INSERT INTO sharing SELECT i, 'note ' || i FROM"
                                + " generate_series(1, 1000) i");
    }

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private Front front() {
        return Objects.requireNonNull(opened);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runsReadsOfManyOnFew(boolean sharedSync) throws Exception {
        open(sharedSync);
        beside(() -> awaitShared(2_000));
        assertEquals(0, lost.get());
    }

    @Test
    void asksAnotherBackendWhereOneWouldHaveToWaitLong() throws Exception {
        assumeTrue(rig.mode() == PoolMode.TRANSACTION, "backends are shared between transactions");
        FrontPlan plan = new FrontPlan(rig.direct().address()).pooled(PoolMode.TRANSACTION, 6);
        opened = Front.of(plan.sharing(6, false, Duration.ofMillis(1)));
        String slow = "SELECT pg_sleep(0.5)";
        String atIt =
                "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE"
                        + " 'SELECT pg_sleep(0.5%' AND backend_type = 'client backend'";
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection direct = rig.direct().connect()) {
            for (int i = 0; i < 5; i++) {
                threads.submit(
                        () -> {
                            try (Connection client = front().endpoint().connect()) {
                                while (running.get()) {
                                    Sql.run(client, slow);
                                }
                            }
                            return null;
                        });
            }
            try {
                awaitShared(10);
                Await.until("all are at it", () -> "5".equals(Sql.value(direct, atIt)));
            } finally {
                running.set(false);
            }
        }
    }

    /** Its SQLSTATE is that of plans that are outdated, for which there is more to be done. */
    @Test
    void goesOnBesideWhatPostgresCannotDo() throws Exception {
        open(false);
        String sql = "SELECT count(DISTINCT id) OVER () FROM sharing WHERE id = ?";
        beside(
                () -> {
                    awaitShared(200);
                    long before = front().figure("howdah_backends_opened_total");
                    long shared = front().figure("howdah_requests_shared_total");
                    try (Connection connection =
                            front().endpoint().connect("prepareThreshold", "1")) {
                        for (int i = 0; i < 100; i++) {
                            assertEquals("0A000", Sql.state(() -> Sql.value(connection, sql, 1)));
                        }
                    }
                    long opened = front().figure("howdah_backends_opened_total") - before;
                    assertTrue(opened < 20, opened + " backends were opened");
                    assertTrue(front().figure("howdah_requests_shared_total") > shared);
                });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void letsNobodyWaitBehindASlowStatement(boolean sharedSync) throws Exception {
        open(sharedSync);
        beside(
                () -> {
                    awaitShared(200);
                    try (Connection connection = front().endpoint().connect()) {
                        for (int i = 0; i < 50; i++) {
                            Sql.run(connection, "SELECT pg_sleep(0.0)");
                        }
                        longestNanos.set(0);
                        Sql.run(connection, "SELECT pg_sleep(3.0)");
                    }
                });
        assertTrue(longestNanos.get() < TimeUnit.SECONDS.toNanos(2), "waited " + longestNanos);
        assertTrue(front().figure("howdah_shares_held_up_total") > 0);
        assertEquals(0, lost.get());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void letsNobodyWaitForASlowReader(boolean sharedSync) throws Exception {
        open(sharedSync);
        Endpoint endpoint = front().endpoint();
        beside(
                () -> {
                    awaitShared(200);
                    try (SlowReader reader =
                            SlowReader.open(endpoint.address(), endpoint.database())) {
                        String wide = "SELECT repeat('x', 30000) FROM sharing WHERE id = 1";
                        for (int i = 0; i < 20; i++) {
                            reader.ask(wide, 1);
                            assertEquals(1, reader.rows());
                        }
                        longestNanos.set(0);
                        long before = front().figure("howdah_requests_shared_total");
                        for (int i = 0; i < 500; i++) {
                            reader.ask(wide, 1);
                        }
                        awaitShared(before + 2_000);
                        assertEquals(500, reader.rows());
                    }
                });
        assertTrue(longestNanos.get() < TimeUnit.SECONDS.toNanos(2), "waited " + longestNanos);
        assertEquals(0, lost.get());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cancelsNobodyElse(boolean sharedSync) throws Exception {
        open(sharedSync);
        beside(
                () -> {
                    awaitShared(200);
                    try (Connection connection = front().endpoint().connect();
                            Statement statement = connection.createStatement()) {
                        for (int i = 0; i < 20; i++) {
                            Sql.run(connection, "SELECT pg_sleep(0.0)");
                        }
                        for (int i = 0; i < 5; i++) {
                            Thread canceller = Thread.startVirtualThread(() -> cancel(statement));
                            SQLException cancelled =
                                    assertThrows(
                                            SQLException.class,
                                            () -> statement.execute("SELECT pg_sleep(20.0)"));
                            assertEquals("57014", cancelled.getSQLState());
                            canceller.join();
                        }
                    }
                });
        assertEquals(0, lost.get());
    }

    private void cancel(Statement statement) {
        try (Connection direct = rig.direct().connect()) {
            String running =
                    "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE"
                            + " 'SELECT pg_sleep(20%'";
            Await.until("it has begun", () -> !"0".equals(Sql.value(direct, running)));
            statement.cancel();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void repeatsUnseenWhatALostBackendHadNotAnswered(boolean sharedSync) throws Exception {
        open(sharedSync);
        int kills = 10;
        beside(
                () -> {
                    awaitShared(200);
                    for (int i = 0; i < kills; i++) {
                        long before = front().figure("howdah_requests_shared_total");
                        rig.direct()
                                .run(
                                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                                + " WHERE query LIKE 'SELECT note FROM sharing%'");
                        awaitShared(before + 200);
                    }
                });
        assertTrue(lost.get() <= kills * 6, "lost " + lost);
        assertTrue(front().figure("howdah_requests_repeated_total") > 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void givesEachItsOwnErrorsAndSettings(boolean sharedSync) throws Exception {
        open(sharedSync);
        beside(
                () -> {
                    awaitShared(200);
                    try (Connection other = front().endpoint().connect();
                            Connection plain = front().endpoint().connect()) {
                        Sql.run(other, "SET intervalstyle = 'sql_standard'");
                        for (int i = 0; i < 200; i++) {
                            String divided = "SELECT 10 / (id - 5) FROM sharing WHERE id = 5";
                            SQLException error =
                                    assertThrows(SQLException.class, () -> Sql.run(other, divided));
                            assertEquals("22012", error.getSQLState());
                            String day =
                                    "SELECT (id * interval '1 day')::text FROM sharing WHERE id ="
                                            + " 1";
                            assertEquals("1 0:00:00", Sql.value(other, day));
                            assertEquals("1 day", Sql.value(plain, day));
                        }
                    }
                });
        assertEquals(0, lost.get());
    }

    // ---- those beside whom it happens

    private interface Event {
        void run() throws Exception;
    }

    /** While others read, each of them one row after the other. */
    private void beside(Event event) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int from = i;
                Callable<Void> reader = () -> read(from);
                readers.add(threads.submit(reader));
            }
            try {
                event.run();
            } finally {
                running.set(false);
            }
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
    }

    private Void read(int from) throws Exception {
        try (Connection connection = front().endpoint().connect()) {
            for (int i = from; running.get(); i++) {
                int id = i % 1_000 + 1;
                long before = Clock.system().nanos();
                try {
                    String note =
                            Sql.value(connection, "SELECT note FROM sharing WHERE id = " + id);
                    assertEquals("note " + id, note);
                } catch (SQLException e) {
                    assertEquals("57P01", e.getSQLState(), e.getMessage());
                    lost.incrementAndGet();
                }
                long took = Clock.system().nanos() - before;
                longestNanos.accumulateAndGet(took, Math::max);
            }
        }
        return null;
    }

    private void awaitShared(long count) throws Exception {
        Await.until(
                "requests are shared",
                () -> front().figure("howdah_requests_shared_total") >= count);
    }
}
