package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.howdah.gateway.config.PoolMode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A BEGIN that waits for the statement that follows. */
@EachRig
final class HeldBeginTest {
    private static final Duration LONG = Duration.ofSeconds(1);

    private final Rig rig;

    HeldBeginTest(Rig rig) {
        this.rig = rig;
    }

    @BeforeEach
    void makeTable() throws Exception {
        assumeTrue(rig.mode() == PoolMode.TRANSACTION, "elsewhere BEGIN is sent at once");
        rig.direct().run("DROP TABLE IF EXISTS held; CREATE TABLE held (n int)");
    }

    private Front front(int size, Duration delay) throws Exception {
        return Front.of(
                new FrontPlan(rig.direct().address())
                        .pooled(PoolMode.TRANSACTION, size)
                        .holding(delay));
    }

    private static Connection simple(Front front) throws SQLException {
        return front.endpoint().connect("preferQueryMode", "simple");
    }

    @Test
    void asksPostgresNothingAboutAnEmptyTransaction() throws Exception {
        try (Front front = front(1, LONG);
                Connection connection = simple(front)) {
            long before = front.figure("howdah_exchanges_total");
            for (String end : List.of("COMMIT", "ROLLBACK", "END", "ABORT", "COMMIT WORK")) {
                Sql.run(connection, "BEGIN ISOLATION LEVEL SERIALIZABLE, READ ONLY, DEFERRABLE");
                Sql.run(connection, end);
            }
            assertEquals(before, front.figure("howdah_exchanges_total"));
            assertEquals(5, front.figure("howdah_begins_held_total"));
            assertEquals(5, front.figure("howdah_transactions_unsent_total"));
        }
    }

    @Test
    void beginsWhenItHasSaidThatItDid() throws Exception {
        try (Front front = front(1, Duration.ofMillis(5));
                Connection connection = simple(front);
                Connection direct = rig.direct().connect()) {
            for (int i = 0; i < 5; i++) {
                Sql.run(connection, "BEGIN");
                String begun = Sql.value(direct, "SELECT clock_timestamp()");
                Sql.run(direct, "SELECT pg_sleep(0.2)");
                String age = "SELECT now() < '" + begun + "'::timestamptz + interval '150 ms'";
                assertEquals("t", Sql.value(connection, age));
                Sql.run(connection, "COMMIT");
            }
        }
    }

    @Test
    void takesItsBackendWhenTheTimeHasCome() throws Exception {
        try (Front front = front(1, Duration.ofMillis(500));
                Connection holder = simple(front);
                Connection other = simple(front)) {
            Sql.value(other, "SELECT 1");
            Sql.run(holder, "BEGIN");
            assertEquals(0, front.figure("howdah_backends_lent"));
            assertEquals("1", Sql.value(other, "SELECT 1"));
            Await.until("it has a backend", () -> front.figure("howdah_backends_lent") == 1);
            assertEquals(0, front.figure("howdah_transactions_unsent_total"));
            Sql.run(holder, "COMMIT");
            assertEquals("1", Sql.value(other, "SELECT 1"));
        }
    }

    @Test
    void isWhatItsBeginSays() throws Exception {
        try (Front front = front(1, LONG);
                Connection connection = simple(front)) {
            for (String mode : List.of("SERIALIZABLE", "REPEATABLE READ", "READ COMMITTED")) {
                Sql.run(connection, "START TRANSACTION ISOLATION LEVEL " + mode + " READ ONLY");
                assertEquals(
                        mode.toLowerCase(java.util.Locale.ROOT),
                        Sql.value(connection, "SHOW transaction_isolation"));
                assertEquals(
                        "25006",
                        Sql.state(() -> Sql.run(connection, "INSERT INTO held VALUES (1)")));
                Sql.run(connection, "ROLLBACK");
            }
            assertEquals("read committed", Sql.value(connection, "SHOW transaction_isolation"));
        }
    }

    @Test
    void keepsItsSettings() throws Exception {
        try (Front front = front(1, LONG);
                Connection one = simple(front);
                Connection other = simple(front)) {
            Sql.run(one, "SET timezone = 'Asia/Tokyo'");
            Sql.run(other, "SET timezone = 'Europe/Berlin'");
            for (int i = 0; i < 5; i++) {
                Sql.run(one, "BEGIN");
                Sql.run(other, "BEGIN");
                Sql.run(other, "ROLLBACK");
                assertEquals("Asia/Tokyo", Sql.value(one, "SHOW timezone"));
                Sql.run(one, "SET timezone = 'UTC'");
                Sql.run(one, "ROLLBACK");
                assertEquals("Europe/Berlin", Sql.value(other, "SHOW timezone"));
            }
        }
    }

    @Test
    void failsAsAnyTransactionDoes() throws Exception {
        try (Front front = front(1, LONG);
                Connection connection = simple(front)) {
            for (int i = 0; i < 3; i++) {
                Sql.run(connection, "BEGIN");
                assertEquals("22012", Sql.state(() -> Sql.run(connection, "SELECT 1 / 0")));
                assertEquals("25P02", Sql.state(() -> Sql.run(connection, "SELECT 1")));
                Sql.run(connection, "COMMIT");
                assertEquals("0", Sql.value(connection, "SELECT count(*) FROM held"));
            }
        }
    }

    @Test
    void runsTransactionsOfManyOnFew() throws Exception {
        int clients = 20;
        int rounds = 100;
        try (Front front = front(3, Duration.ofMillis(5));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> ended = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int first = i;
                Callable<Void> payer = () -> pay(front, first, rounds);
                ended.add(threads.submit(payer));
            }
            for (Future<Void> each : ended) {
                each.get();
            }
            int committed = clients * rounds / 2;
            try (Connection direct = rig.direct().connect()) {
                String count = "SELECT count(*) || ' ' || sum(n) FROM held";
                assertEquals(2 * committed + " " + 3 * committed, Sql.value(direct, count));
            }
            assertTrue(front.figure("howdah_begins_held_total") >= (long) clients * rounds);
        }
    }

    private static Void pay(Front front, int first, int rounds) throws Exception {
        try (Connection connection = simple(front)) {
            for (int i = 0; i < rounds; i++) {
                Sql.run(connection, "BEGIN");
                Sql.run(connection, "INSERT INTO held VALUES (1)");
                Sql.run(connection, "INSERT INTO held VALUES (2)");
                Sql.run(connection, (first + i) % 2 == 0 ? "COMMIT" : "ROLLBACK");
            }
        }
        return null;
    }
}
