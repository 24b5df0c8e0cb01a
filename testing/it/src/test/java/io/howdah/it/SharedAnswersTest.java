package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;
import io.howdah.base.Randomness;
import io.howdah.gateway.config.PoolMode;
import io.howdah.it.parity.AllForms;
import io.howdah.it.parity.Answers;
import io.howdah.wire.BackendMessage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many clients who run random statements at a time on few shared backends get what PostgreSQL
 * answers, message by message: as simple queries and with the unnamed statement.
 *
 * <p>Where PostgreSQL makes its plans for the values at hand, nothing may differ. Where it is left
 * to choose, every other time, rows that are not in an order may come in another.
 *
 * <p>{@code -Dhowdah.shared.statements=100000} runs so many instead of three seconds' worth, {@code
 * -Dhowdah.shared.seed=N} repeats a run.
 */
@EachRig
final class SharedAnswersTest {
    private static final int CLIENTS = 8;
    private static final int STATEMENTS = Integer.getInteger("howdah.shared.statements", 0);
    private static final long SEED = Long.getLong("howdah.shared.seed", Clock.system().nanos());
    private static final long NANOS = 3_000_000_000L;

    /** So many different ones are run in turn, so that they are known. */
    private static final int DIFFERENT = 60;

    private final Rig rig;
    private final AtomicInteger done = new AtomicInteger();

    SharedAnswersTest(Rig rig) {
        this.rig = rig;
    }

    /** What sessions are set to, one after the other. */
    private static final List<String> SETTINGS =
            List.of(
                    "RESET ALL",
                    "SET datestyle = 'German, DMY'; SET intervalstyle = 'sql_standard'; SET"
                            + " timezone = 'Asia/Tokyo'",
                    "RESET ALL; SET extra_float_digits = -3; SET bytea_output = 'escape'");

    /** Statements after which a client's settings change. */
    private static final int STRETCH = 20;

    /** What one statement is answered by the settings, in each of its forms. */
    private record Expected(String sql, List<List<List<BackendMessage>>> answers) {}

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void answersAreTheSame(boolean sharedSync) throws Exception {
        assumeTrue(rig.mode() == PoolMode.TRANSACTION, "backends are shared between transactions");
        FrontPlan plan = new FrontPlan(rig.direct().address()).pooled(PoolMode.TRANSACTION, 4);
        plan.sharing(2, sharedSync);
        try (Front front = Front.of(plan)) {
            long end = Clock.system().nanos() + NANOS;
            int round = 0;
            do {
                round(front, round, Randomness.seeded(SEED * 1_000 + round++));
            } while (STATEMENTS > 0 ? done.get() < STATEMENTS : Clock.system().nanos() < end);
            String report =
                    rig
                            + ": "
                            + done
                            + " answers, shared "
                            + front.figure("howdah_requests_shared_total")
                            + ", prepared "
                            + front.figure("howdah_requests_prepared_total")
                            + ", batched "
                            + front.figure("howdah_requests_batched_total")
                            + ", repeated "
                            + front.figure("howdah_requests_repeated_total")
                            + ", -Dhowdah.shared.seed="
                            + SEED;
            System.out.println(report);
            assertTrue(front.figure("howdah_requests_shared_total") > done.get() / 2, report);
            assertTrue(front.figure("howdah_requests_prepared_total") > done.get() / 4, report);
            assertTrue(
                    !sharedSync || front.figure("howdah_requests_batched_total") > done.get() / 10,
                    report);
        }
    }

    private void round(Front front, int number, Randomness random) throws Exception {
        RandomTables tables = new RandomTables(random);
        Endpoint endpoint = CatalogRead.database(rig, "shared_answers_" + number);
        endpoint.run(tables.script());
        boolean exact = number % 2 == 0;
        if (exact) {
            endpoint.run(
                    "ALTER DATABASE "
                            + endpoint.database()
                            + " SET plan_cache_mode = force_custom_plan");
        }
        RandomSelects selects = new RandomSelects(random, tables.tables());
        List<Expected> expected = new ArrayList<>();
        try (AllForms direct = AllForms.open(endpoint.address(), endpoint.database())) {
            for (int i = 0; i < DIFFERENT; i++) {
                expected.add(new Expected(selects.next(), new ArrayList<>()));
            }
            for (String settings : SETTINGS) {
                direct.run(settings);
                for (Expected each : expected) {
                    each.answers().add(direct.run(each.sql()));
                }
            }
        }
        front.awaitSharing(endpoint.database());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int first = i * DIFFERENT / CLIENTS;
                clients.add(threads.submit(() -> compare(front, endpoint, expected, first, exact)));
            }
            for (Future<?> client : clients) {
                client.get();
            }
        }
    }

    private Void compare(
            Front front, Endpoint endpoint, List<Expected> expected, int first, boolean exact)
            throws Exception {
        HostPort address = front.endpoint().address();
        try (AllForms client = AllForms.open(address, endpoint.database())) {
            for (int i = 0; i < DIFFERENT * 4; i++) {
                int settings = (first + i / STRETCH) % SETTINGS.size();
                if (i % STRETCH == 0) {
                    client.run(SETTINGS.get(settings));
                }
                Expected next = expected.get((first + i) % DIFFERENT);
                List<List<BackendMessage>> answers = client.run(next.sql());
                for (int form = 0; form < answers.size(); form++) {
                    List<BackendMessage> right = next.answers().get(settings).get(form);
                    String difference =
                            exact
                                    ? Answers.difference(right, answers.get(form))
                                    : Answers.differenceButOrder(
                                            next.sql(), right, answers.get(form));
                    assertNull(
                            difference,
                            "-Dhowdah.shared.seed=" + SEED + ", form " + form + ": " + next.sql());
                }
                done.addAndGet(answers.size());
            }
        }
        return null;
    }
}
