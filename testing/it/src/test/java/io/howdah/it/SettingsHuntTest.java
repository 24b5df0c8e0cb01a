package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Clock;
import io.howdah.base.Randomness;
import io.howdah.gateway.config.PoolMode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A hunt for settings that leak: clients on few backends change theirs at random, and after each
 * statement what each sees must be what its own model says, while backends are killed.
 *
 * <p>{@code -Dhowdah.hunt.seconds=600} makes it last longer, {@code -Dhowdah.hunt.seed=N} repeats
 * the clients' choices.
 */
@EachRig
final class SettingsHuntTest {
    private static final int CLIENTS = 100;
    private static final int BACKENDS = 6;
    private static final Duration DURATION =
            Duration.ofSeconds(Integer.getInteger("howdah.hunt.seconds", 6));
    private static final long SEED = Long.getLong("howdah.hunt.seed", Clock.system().nanos());

    private final Rig rig;
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicLong steps = new AtomicLong();
    private final AtomicLong kills = new AtomicLong();

    SettingsHuntTest(Rig rig) {
        this.rig = rig;
    }

    @BeforeEach
    void makeSchemas() throws Exception {
        rig.direct().run("CREATE SCHEMA IF NOT EXISTS red; CREATE SCHEMA IF NOT EXISTS blue");
    }

    @Test
    void findsNoLeak() throws Exception {
        if (rig.mode() == PoolMode.SESSION && rig.version() != 18) {
            return;
        }
        int backends = rig.mode() == PoolMode.SESSION ? 80 : BACKENDS;
        int clients = rig.mode() == PoolMode.SESSION ? 40 : CLIENTS;
        try (Front front = Front.of(rig.mode(), backends, rig.direct().address())) {
            hunt(front.endpoint(), clients, DURATION, true);
            System.out.println(
                    rig + ": " + steps + " steps, " + kills + " kills, -Dhowdah.hunt.seed=" + SEED);
            assertTrue(steps.get() > 0, "nothing was done");
            front.awaitQuiet();
        }
    }

    /** The model itself, against PostgreSQL. */
    @Test
    void modelsPostgres() throws Exception {
        if (rig.mode() == PoolMode.TRANSACTION) {
            hunt(rig.direct(), 5, DURATION.dividedBy(3), false);
        }
    }

    /** The hunt itself: where nothing is tracked it must find what leaks. */
    @Test
    void findsLeaksWhereNothingIsTracked() throws Exception {
        if (rig.mode() != PoolMode.TRANSACTION) {
            return;
        }
        try (Front front = Front.untracked(BACKENDS, rig.direct().address())) {
            assertThrows(
                    AssertionError.class,
                    () -> hunt(front.endpoint(), CLIENTS, Duration.ofMinutes(2), false));
        }
    }

    private void hunt(Endpoint endpoint, int clients, Duration duration, boolean killing)
            throws Exception {
        long end = Clock.system().nanos() + duration.toNanos();
        running.set(true);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> hunters = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                SettingsHunter hunter =
                        new SettingsHunter(endpoint, Randomness.seeded(SEED * 1_000 + i));
                hunters.add(threads.submit(() -> hunt(hunter, end)));
            }
            if (killing) {
                threads.submit(this::kill);
            }
            for (Future<?> hunter : hunters) {
                hunter.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError found) {
                throw new AssertionError(
                        "-Dhowdah.hunt.seed=" + SEED + ": " + found.getMessage(), found);
            }
            throw e;
        } finally {
            running.set(false);
        }
    }

    private Void hunt(SettingsHunter hunter, long end) throws Exception {
        try {
            while (running.get() && Clock.system().nanos() < end) {
                hunter.step();
                steps.incrementAndGet();
            }
        } finally {
            running.set(false);
            hunter.close();
        }
        return null;
    }

    /** Kills a backend now and then, at the hunters' pace. */
    private Void kill() throws Exception {
        Randomness random = Randomness.seeded(SEED);
        try (Connection connection = rig.direct().connect()) {
            while (running.get()) {
                long next = steps.get() + 300;
                Await.until("hunters go on", () -> !running.get() || steps.get() > next);
                List<String> victims =
                        Sql.rows(
                                connection,
                                "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client"
                                        + " backend' AND pid <> pg_backend_pid()");
                if (!victims.isEmpty()) {
                    String victim = victims.get(random.nextInt(victims.size()));
                    Sql.value(connection, "SELECT pg_terminate_backend(" + victim + ")");
                    kills.incrementAndGet();
                }
            }
        } catch (SQLException e) {
            throw new AssertionError("the killer", e);
        }
        return null;
    }
}
