package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;
import io.howdah.base.Randomness;
import io.howdah.embedded.EmbeddedCluster;
import io.howdah.gateway.config.Consistency;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Clients see their own writes, and never go back in time, whatever becomes of the replicas that
 * answer them: late, standing still, cut off, crashed.
 *
 * <p>One thing is not Howdah's to promise: a replica may show another client's commit before the
 * primary does, while that client still waits for its COMMIT. Who has seen it there and goes to the
 * primary at once may find it missing; such reads are counted apart.
 *
 * <p>{@code -Dhowdah.freshness.seconds=200} makes it last longer, {@code -Dhowdah.freshness.seed=N}
 * repeats the choices, though not how they fall together.
 */
final class FreshnessTest {
    private static final Duration DURATION =
            Duration.ofSeconds(Integer.getInteger("howdah.freshness.seconds", 10));
    private static final long SEED = Long.getLong("howdah.freshness.seed", Clock.system().nanos());
    private static final Duration LAST_ANSWER = Duration.ofSeconds(70);
    private static final double LEAST_SHARE = 0.6;

    private static EmbeddedCluster cluster;

    private final FreshnessRecord record = new FreshnessRecord();
    private final Randomness random = Randomness.seeded(SEED);

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = Servers.cluster(2);
    }

    @AfterAll
    static void stopCluster() throws Exception {
        Servers.stop(cluster);
    }

    /** What befalls the replicas. */
    private interface Trouble {
        void last(Duration time) throws Exception;
    }

    @Test
    void neverGoesBackInTime() throws Exception {
        try (Front front = front(Consistency.SESSION)) {
            List<FreshnessClient> clients = clients(front);
            double share = phase(front, "up to 50 ms late", 30, this::slightlyLate);
            phase(front, "up to 500 ms late", 30, this::late);
            phase(front, "standing still", 10, this::paused);
            phase(front, "cut off", 10, this::cutOff);
            end(clients);
            record.check();
            assertTrue(share >= LEAST_SHARE, "replicas answered " + share + " of all reads");
            front.awaitQuiet();
        }
    }

    @Test
    void neverGoesBackInTimeWhenReplicasCrash() throws Exception {
        try (Front front = front(Consistency.SESSION)) {
            List<FreshnessClient> clients = clients(front);
            phase(front, "crashing", 100, this::crashing);
            end(clients);
            record.check();
            front.awaitQuiet();
        }
    }

    @Test
    void goesBackInTimeWhereThatIsAllowed() throws Exception {
        try (Front front = front(Consistency.EVENTUAL)) {
            List<FreshnessClient> clients = clients(front);
            for (int i = 0; i < 10 && record.wrong() == 0; i++) {
                phase(front, "eventual, up to 500 ms late", 20, this::late);
            }
            end(clients);
            record.checkErrors();
            assertTrue(record.wrong() > 0, record.toString());
        }
    }

    private static Front front(Consistency consistency) throws Exception {
        new Endpoint(cluster.primary()).run(FreshnessClient.TABLES);
        return Front.reading(cluster, 20, consistency);
    }

    private List<FreshnessClient> clients(Front front) {
        return IntStream.range(0, FreshnessClient.CLIENTS)
                .mapToObj(i -> new FreshnessClient(front.endpoint(), record, i, SEED))
                .toList();
    }

    private void end(List<FreshnessClient> clients) throws InterruptedException {
        record.stop();
        for (FreshnessClient client : clients) {
            assertTrue(client.join(LAST_ANSWER), "a client still waits for an answer");
        }
    }

    /** Has trouble last for so much of the test; answers how many reads replicas have served. */
    private double phase(Front front, String name, int percent, Trouble trouble) throws Exception {
        long reads = record.reads();
        long routed = front.figure("howdah_reads_routed_total");
        trouble.last(DURATION.multipliedBy(percent).dividedBy(100));
        double share =
                (double) (front.figure("howdah_reads_routed_total") - routed)
                        / Math.max(1, record.reads() - reads);
        System.out.printf(
                "%s: %d reads, %.0f %% by replicas; in all %s; -Dhowdah.freshness.seed=%d%n",
                name, record.reads() - reads, share * 100, record, SEED);
        return share;
    }

    // ---- troubles

    private void slightlyLate(Duration time) throws Exception {
        late(time, Duration.ofMillis(50));
    }

    private void late(Duration time) throws Exception {
        late(time, Duration.ofMillis(500));
    }

    private void late(Duration time, Duration longest) throws Exception {
        List<HostPort> nodes = cluster.nodes();
        try (SlowReplay _ = slow(nodes.get(1), longest);
                SlowReplay _ = slow(nodes.get(2), longest)) {
            record.run(time);
        }
    }

    private SlowReplay slow(HostPort replica, Duration longest) throws SQLException {
        return new SlowReplay(replica, longest, Randomness.seeded(random.nextLong()));
    }

    private void paused(Duration time) throws Exception {
        List<HostPort> nodes = cluster.nodes();
        try (Connection one = new Endpoint(nodes.get(1)).connect();
                Connection two = new Endpoint(nodes.get(2)).connect()) {
            SlowReplay.pause(one, true);
            SlowReplay.pause(two, true);
            record.run(time);
            SlowReplay.pause(one, false);
            SlowReplay.pause(two, false);
        }
    }

    /** Neither does the primary's log reach them, nor do they keep Howdah's connections. */
    private void cutOff(Duration time) throws Exception {
        List<HostPort> nodes = cluster.nodes();
        try (Connection one = new Endpoint(nodes.get(1)).connect();
                Connection two = new Endpoint(nodes.get(2)).connect()) {
            for (int i = 0; i < 4; i++) {
                for (Connection replica : List.of(one, two)) {
                    Sql.rows(
                            replica,
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE"
                                    + " backend_type IN ('walreceiver', 'client backend') AND pid"
                                    + " <> pg_backend_pid()");
                    record.run(time.dividedBy(8));
                }
            }
        }
    }

    private void crashing(Duration time) throws Exception {
        long start = Clock.system().nanos();
        List<String> replicas = new ArrayList<>(List.of("replica-1", "replica-2"));
        do {
            String replica = replicas.removeFirst();
            replicas.add(replica);
            cluster.kill(replica);
            record.run(time.dividedBy(20));
            cluster.start(replica);
            record.run(time.dividedBy(10));
        } while (record.isRunning() && Clock.system().nanos() - start < time.toNanos());
    }
}
