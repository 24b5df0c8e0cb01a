package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.HostPort;
import io.howdah.embedded.EmbeddedCluster;
import io.howdah.gateway.config.Consistency;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Whatever happens to reads on replicas, clients see nothing of it, and nothing is left behind. */
final class RoutingTroubleTest {
    private static final int CLIENTS = 16;
    private static final Duration LAST_ANSWER = Duration.ofSeconds(70);

    /** Takes seconds, and has no row before it ends. */
    private static final String SLOW =
            "SELECT count(*) FROM items, generate_series(1, 20000) s WHERE s % 7 = id % 7";

    private static final String SLOW_ROWS = "2857143";

    private static EmbeddedCluster cluster;
    private static Front front;

    @BeforeAll
    static void start() throws Exception {
        cluster = Servers.cluster(2);
        new Endpoint(cluster.primary())
                .run(
                        "CREATE TABLE items AS SELECT g AS id, 'item ' || g AS name FROM"
                                + " generate_series(1, 1000) g");
        front = Front.reading(cluster, 8, Consistency.SESSION);
    }

    @AfterAll
    static void stop() throws Exception {
        front.close();
        Servers.stop(cluster);
    }

    @AfterEach
    void leavesEverythingQuiet() throws Exception {
        for (Map.Entry<String, HostPort> server : cluster.servers().entrySet()) {
            if (!isRunning(server.getValue())) {
                cluster.start(server.getKey());
            }
        }
        front.awaitQuiet();
    }

    private static boolean isRunning(HostPort server) {
        try (Connection connection = new Endpoint(server).connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private static long routed() {
        return front.figure("howdah_reads_routed_total");
    }

    /** Waits until replicas have backends for the client that are known to be up to date. */
    private static void awaitRouted(Connection client) throws Exception {
        long enough = routed() + 6;
        Await.until(
                () -> "reads go to replicas: " + front,
                () -> {
                    Sql.run(client, "SELECT count(*) FROM items");
                    return routed() > enough;
                });
    }

    /** Clients who read until they are told to stop, and what was wrong with their answers. */
    private static final class Readers implements AutoCloseable {
        private final AtomicBoolean running = new AtomicBoolean(true);
        private final AtomicInteger answers = new AtomicInteger();
        private final Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();
        private final List<Thread> threads = new ArrayList<>();

        Readers() {
            for (int i = 0; i < CLIENTS; i++) {
                String mode = i % 2 == 0 ? "simple" : "extended";
                threads.add(Thread.startVirtualThread(() -> read(mode)));
            }
        }

        private void read(String mode) {
            try (Connection client = front.endpoint().connect("preferQueryMode", mode)) {
                while (running.get()) {
                    int id = 1 + answers.incrementAndGet() % 1000;
                    String sql = "SELECT name FROM items WHERE id = ?";
                    assertEquals("item " + id, Sql.value(client, sql, id));
                }
            } catch (SQLException | AssertionError e) {
                wrong.add(e);
            }
        }

        /** Waits for many more answers, from replicas, too, if that is asked. */
        void goOn(boolean fromReplicas) throws Exception {
            int before = answers.get();
            long routedBefore = routed();
            Await.until(
                    () -> "readers go on: " + front,
                    () ->
                            !wrong.isEmpty()
                                    || (answers.get() - before > 20 * CLIENTS
                                            && (!fromReplicas
                                                    || routed() - routedBefore > CLIENTS)));
            check();
        }

        void check() {
            AssertionError all = new AssertionError(wrong.size() + " clients met with trouble");
            wrong.forEach(all::addSuppressed);
            if (!wrong.isEmpty()) {
                throw all;
            }
        }

        @Override
        public void close() {
            running.set(false);
            for (Thread thread : threads) {
                assertTrue(hasEnded(thread), "a client still waits for an answer");
            }
            check();
        }

        private static boolean hasEnded(Thread thread) {
            try {
                return thread.join(LAST_ANSWER);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    @Test
    void nobodySeesReplicasStopAndComeBack() throws Exception {
        try (Readers readers = new Readers()) {
            readers.goOn(true);
            cluster.stop("replica-1");
            readers.goOn(true);
            cluster.kill("replica-2");
            readers.goOn(false);
            long before = routed();
            readers.goOn(false);
            assertTrue(routed() - before < CLIENTS, "nobody is there to answer");
            cluster.start("replica-1");
            readers.goOn(true);
            cluster.start("replica-2");
            readers.goOn(true);
        }
    }

    @Test
    void nobodySeesBackendsOfReplicasEnd() throws Exception {
        try (Readers readers = new Readers();
                Connection one = new Endpoint(cluster.nodes().get(1)).connect();
                Connection two = new Endpoint(cluster.nodes().get(2)).connect()) {
            for (int i = 0; i < 20; i++) {
                for (Connection replica : List.of(one, two)) {
                    readers.goOn(false);
                    Sql.rows(
                            replica,
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE"
                                    + " backend_type = 'client backend' AND pid <>"
                                    + " pg_backend_pid()");
                }
            }
        }
        front.awaitRouting();
    }

    /** Waits until one replica is at the slow statement; answers a connection to that one. */
    private static Connection awaitSlow() throws Exception {
        List<Connection> at = new ArrayList<>();
        Await.until(
                () -> "a replica is at it: " + front,
                () -> {
                    for (HostPort node : cluster.nodes().subList(1, 3)) {
                        Connection direct = new Endpoint(node).connect();
                        if (isSlow(direct)) {
                            at.add(direct);
                            return true;
                        }
                        direct.close();
                    }
                    return false;
                });
        return at.getFirst();
    }

    private static boolean isSlow(Connection replica) throws SQLException {
        String sql =
                "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE"
                        + " '%generate_series(1, 20000)%' AND pid <> pg_backend_pid()";
        return !Sql.value(replica, sql).equals("0");
    }

    private static void awaitNotSlow(Connection replica) throws Exception {
        Await.until("the replica is not at it any more", () -> !isSlow(replica));
    }

    /** Has a client of its own ask the slow statement; what it was answered, or the error. */
    private static final class Asker {
        private final List<Object> answers = new ArrayList<>();
        private final Statement statement;
        private final Thread thread;

        Asker(Connection client) throws Exception {
            awaitRouted(client);
            statement = client.createStatement();
            thread = Thread.startVirtualThread(this::ask);
        }

        private void ask() {
            try {
                answers.addAll(Sql.rows(statement.executeQuery(SLOW)));
            } catch (SQLException e) {
                answers.add(e);
            }
        }

        Object answer() throws InterruptedException {
            assertTrue(thread.join(LAST_ANSWER), "no answer");
            return answers.getFirst();
        }
    }

    @Test
    void answersWhatIsSlowOnAReplica() throws Exception {
        try (Connection client = front.endpoint().connect()) {
            Asker asker = new Asker(client);
            try (Connection replica = awaitSlow()) {
                assertEquals(SLOW_ROWS, asker.answer());
                awaitNotSlow(replica);
            }
        }
    }

    @Test
    void cancelsOnAReplica() throws Exception {
        try (Connection client = front.endpoint().connect()) {
            Asker asker = new Asker(client);
            try (Connection replica = awaitSlow()) {
                asker.statement.cancel();
                assertEquals("57014", ((SQLException) asker.answer()).getSQLState());
                awaitNotSlow(replica);
            }
            assertEquals("1000", Sql.value(client, "SELECT count(*) FROM items"));
        }
    }

    @Test
    void leavesNothingBehindWhenTheClientGoes() throws Exception {
        Connection client = front.endpoint().connect();
        Asker asker = new Asker(client);
        try (Connection replica = awaitSlow()) {
            client.abort(Runnable::run);
            awaitNotSlow(replica);
            asker.answer();
        }
    }

    @Test
    void asksThePrimaryWhenReplayIsInTheWay() throws Exception {
        for (HostPort replica : cluster.nodes().subList(1, 3)) {
            new Endpoint(replica).run("ALTER SYSTEM SET max_standby_streaming_delay = 0");
            new Endpoint(replica).run("SELECT pg_reload_conf()");
        }
        Await.until(() -> "a read is in the way of replay: " + front, this::isRefusedAndAnswered);
    }

    /** What locks a table on the primary locks it on replicas, whoever reads it there. */
    private boolean isRefusedAndAnswered() throws Exception {
        long before = front.figure("howdah_reads_refused_by_replicas_total");
        try (Connection client = front.endpoint().connect()) {
            Asker asker = new Asker(client);
            awaitSlow().close();
            try (Connection primary = new Endpoint(cluster.primary()).connect()) {
                primary.setAutoCommit(false);
                Sql.run(primary, "LOCK TABLE items IN ACCESS EXCLUSIVE MODE");
                primary.commit();
            }
            assertEquals(SLOW_ROWS, asker.answer());
        }
        return front.figure("howdah_reads_refused_by_replicas_total") > before;
    }

    @Test
    void answersMuchFromAReplica() throws Exception {
        String sql =
                "SELECT s, repeat(name, 50) FROM items, generate_series(1, 40) s ORDER BY id, s";
        try (Connection direct = new Endpoint(cluster.primary()).connect();
                Connection client = front.endpoint().connect()) {
            List<String> expected = Sql.rows(direct, sql);
            long before = routed();
            for (int i = 0; i < 3; i++) {
                assertEquals(expected, Sql.rows(client, sql));
            }
            assertTrue(routed() > before, front::toString);
        }
    }

    @Test
    void asksElsewhereWhatHadNoAnswerWhenItsReplicaWasLost() throws Exception {
        try (Connection client = front.endpoint().connect()) {
            Asker asker = new Asker(client);
            try (Connection replica = awaitSlow()) {
                Sql.rows(
                        replica,
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE"
                                + " '%generate_series(1, 20000)%' AND pid <> pg_backend_pid()");
            }
            assertEquals(SLOW_ROWS, asker.answer());
        }
    }
}
