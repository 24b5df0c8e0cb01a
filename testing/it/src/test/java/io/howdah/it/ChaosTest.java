package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Clock;
import io.howdah.base.Randomness;
import io.howdah.gateway.config.PoolMode;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * 200 clients, each checking that every row echoes its own request, while their backends are killed
 * one after the other, and once the whole server crashes.
 *
 * <p>{@code -Dhowdah.chaos.seconds=60} makes it last longer, {@code -Dhowdah.chaos.seed=N} repeats
 * the clients' and the killer's choices, though not how they fall together.
 */
@EachRig(18)
final class ChaosTest {
    private static final int CLIENTS = 200;
    private static final int ANSWERS_BETWEEN_KILLS = 200;
    private static final Duration DURATION =
            Duration.ofSeconds(Integer.getInteger("howdah.chaos.seconds", 10));
    private static final long SEED = Long.getLong("howdah.chaos.seed", Clock.system().nanos());
    private static final Duration LAST_ANSWER = Duration.ofSeconds(70);

    private final Rig rig;
    private final EchoRecord record = new EchoRecord();
    private final Randomness random = Randomness.seeded(SEED);
    private int kills;

    ChaosTest(Rig rig) {
        this.rig = rig;
    }

    @Test
    void losesAndCrossesNoAnswer() throws Exception {
        System.out.println("chaos with -Dhowdah.chaos.seed=" + SEED);
        rig.direct()
                .run("DROP TABLE IF EXISTS echoes; CREATE TABLE echoes (mark text PRIMARY KEY)");
        int size = rig.mode() == PoolMode.SESSION ? CLIENTS + 20 : 20;
        try (Front front = Front.of(rig.mode(), size, rig.direct().address())) {
            List<EchoClient> clients =
                    IntStream.range(0, CLIENTS)
                            .mapToObj(i -> new EchoClient(front.endpoint(), record, i, SEED))
                            .toList();
            killBackends();
            record.stop();
            for (EchoClient client : clients) {
                assertTrue(client.join(LAST_ANSWER), () -> "no answer to " + client);
            }
            System.out.println(rig + ": " + kills + " kills, " + record);
            record.check();
            front.awaitQuiet();
            poolStillWorks(front.endpoint());
            front.awaitQuiet();
        }
        everyCommitWasKept();
    }

    /** Kills at the clients' own pace, and crashes the server once in the middle. */
    private void killBackends() throws Exception {
        long start = Clock.system().nanos();
        boolean crashed = false;
        while (record.isRunning() && !(crashed && isOver(start, DURATION))) {
            long answers = record.answers();
            Await.until(
                    () -> "clients go on; " + record,
                    () ->
                            !record.isRunning()
                                    || record.answers() > answers + ANSWERS_BETWEEN_KILLS);
            boolean crash = !crashed && isOver(start, DURATION.dividedBy(2));
            Await.until("a backend to kill", () -> kill(crash));
            crashed |= crash;
            kills++;
        }
        record.check();
        assertTrue(crashed && kills > 1, kills + " kills");
    }

    private static boolean isOver(long startNanos, Duration duration) {
        return Clock.system().nanos() - startNanos > duration.toNanos();
    }

    private boolean kill(boolean crash) throws Exception {
        try (Connection connection = rig.direct().connect()) {
            List<String> victims =
                    Sql.rows(
                            connection,
                            "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client"
                                    + " backend' AND pid <> pg_backend_pid()");
            if (victims.isEmpty()) {
                return false;
            }
            long victim = Long.parseLong(victims.get(random.nextInt(victims.size())));
            if (crash) {
                return ProcessHandle.of(victim).map(ProcessHandle::destroyForcibly).orElse(false);
            }
            return Sql.value(connection, "SELECT pg_terminate_backend(?)", (int) victim)
                    .equals("t");
        } catch (SQLException _) {
            return false; // the server is recovering
        }
    }

    private static void poolStillWorks(Endpoint endpoint) throws Exception {
        for (int i = 0; i < 50; i++) {
            try (Connection connection = endpoint.connect()) {
                assertEquals("" + i, Sql.value(connection, "SELECT ?::int4", i));
            }
        }
    }

    private void everyCommitWasKept() throws Exception {
        try (Connection connection = rig.direct().connect()) {
            String[] marks = record.kept().toArray(String[]::new);
            assertEquals(
                    "",
                    String.join(
                            ", ",
                            Sql.rows(
                                    connection,
                                    "SELECT unnest(?::text[]) EXCEPT SELECT mark FROM echoes",
                                    connection.createArrayOf("text", marks))),
                    "commits that are gone");
        }
    }
}
