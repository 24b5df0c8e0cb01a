package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.gateway.config.PoolMode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** LISTEN and NOTIFY where clients share backends. */
@EachRig
final class ListenTest {
    private static final int CLIENTS = 1_000;
    private static final int LIMIT_MILLIS = 20_000;

    private final Rig rig;
    private final List<Connection> open = new ArrayList<>();

    ListenTest(Rig rig) {
        this.rig = rig;
    }

    @BeforeEach
    void sharedBackendsOnly() {
        Assumptions.assumeTrue(rig.mode() == PoolMode.TRANSACTION);
    }

    @AfterEach
    void closeAll() throws SQLException {
        for (Connection each : open) {
            each.close();
        }
    }

    private Connection connect(String... options) throws Exception {
        Connection connection = rig.howdah().connect(options);
        open.add(connection);
        return connection;
    }

    private Connection listener(String... channels) throws Exception {
        Connection listener = connect();
        for (String channel : channels) {
            Sql.run(listener, "LISTEN " + channel);
        }
        return listener;
    }

    @Test
    void letsAThousandListenOnFewBackends() throws Exception {
        List<Connection> listeners = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            listeners.add(listener("everybody", "group" + i % 100));
        }
        Await.until("nobody is pinned", () -> rig.front().figure("howdah_clients_pinned") == 0);
        assertEquals(101, rig.front().figure("howdah_listen_channels"));
        assertEquals(2 * CLIENTS, rig.front().figure("howdah_listen_subscriptions"));
        Connection sender = connect();
        Sql.run(sender, "NOTIFY everybody, 'all of you'");
        Sql.value(sender, "SELECT pg_notify(?, ?)", "group7", "some of you");
        for (int i = 0; i < CLIENTS; i++) {
            List<String> expected =
                    i % 100 == 7
                            ? List.of("everybody: all of you", "group7: some of you")
                            : List.of("everybody: all of you");
            assertEquals(expected, hear(listeners.get(i), expected.size()));
        }
        for (Connection listener : listeners) {
            listener.close();
        }
        Await.until(
                "no subscriptions",
                () ->
                        rig.front().figure("howdah_listen_subscriptions") == 0
                                && rig.front().figure("howdah_listen_channels") == 0);
    }

    @Test
    void listensFromTheCommitOn() throws Exception {
        Connection listener = connect();
        Connection sender = connect();
        listener.setAutoCommit(false);
        Sql.run(listener, "LISTEN a");
        Sql.run(sender, "NOTIFY a, 'too early'");
        listener.commit();
        Sql.run(sender, "NOTIFY a, 'in time'");
        listener.setAutoCommit(true);
        assertEquals(List.of("a: in time"), hear(listener, 1));
    }

    @Test
    void forgetsWhatIsRolledBack() throws Exception {
        Connection listener = listener("kept");
        listener.setAutoCommit(false);
        Sql.run(listener, "LISTEN a");
        listener.rollback();
        Sql.run(listener, "LISTEN b");
        Sql.run(listener, "SAVEPOINT s");
        Sql.run(listener, "LISTEN c");
        Sql.run(listener, "ROLLBACK TO SAVEPOINT s");
        Sql.run(listener, "UNLISTEN kept");
        assertEquals("22012", Sql.state(() -> Sql.run(listener, "SELECT 1/0")));
        Sql.run(listener, "ROLLBACK TO SAVEPOINT s");
        listener.commit();
        listener.setAutoCommit(true);
        Connection sender = connect();
        Sql.run(sender, "NOTIFY a; NOTIFY b; NOTIFY c; NOTIFY kept");
        assertEquals(List.of("b: ", "kept: "), hear(listener, 2));
        assertHearsNothing(listener);
    }

    @Test
    void stopsListening() throws Exception {
        Connection listener = listener("a", "b", "c");
        Connection sender = connect();
        Sql.run(listener, "UNLISTEN a");
        Sql.run(sender, "NOTIFY a; NOTIFY b");
        assertEquals(List.of("b: "), hear(listener, 1));
        Sql.run(listener, "UNLISTEN *; LISTEN d");
        Sql.run(sender, "NOTIFY b; NOTIFY c; NOTIFY d");
        assertEquals(List.of("d: "), hear(listener, 1));
        Sql.run(listener, "DISCARD ALL");
        Sql.run(listener, "LISTEN e");
        Sql.run(sender, "NOTIFY d; NOTIFY e");
        assertEquals(List.of("e: "), hear(listener, 1));
    }

    @Test
    void answersLikePostgresql() throws Exception {
        Connection listener = connect();
        assertEquals("42601", Sql.state(() -> Sql.run(listener, "LISTEN 'a'")));
        listener.setAutoCommit(false);
        assertEquals("22012", Sql.state(() -> Sql.run(listener, "SELECT 1/0")));
        assertEquals("25P02", Sql.state(() -> Sql.run(listener, "LISTEN a")));
        listener.rollback();
        listener.setAutoCommit(true);
        Await.until(
                "nothing is listened to",
                () -> rig.front().figure("howdah_listen_subscriptions") == 0);
    }

    @Test
    void waitsForTheEndOfATransaction() throws Exception {
        Connection listener = listener("a");
        Connection sender = connect();
        listener.setAutoCommit(false);
        Sql.value(listener, "SELECT 1");
        Sql.run(sender, "NOTIFY a, 'while it is busy'");
        assertEquals("2", Sql.value(listener, "SELECT 2"));
        assertHearsNothing(listener);
        listener.commit();
        listener.setAutoCommit(true);
        assertEquals(List.of("a: while it is busy"), hear(listener, 1));
    }

    @Test
    void tellsListenersWhoNotified() throws Exception {
        Connection one = listener("a");
        Connection other = listener("a");
        for (int i = 0; i < 200; i++) {
            Connection sender = i % 2 == 0 ? one : other;
            if (i % 3 == 0) {
                Sql.run(sender, "NOTIFY a, '" + i + "'");
            } else {
                Sql.value(sender, "SELECT pg_notify('a', ?)", "" + i);
            }
            int pid = sender.unwrap(PGConnection.class).getBackendPID();
            assertEquals(pid, hearOne(one).getPID());
            assertEquals(pid, hearOne(other).getPID());
        }
    }

    @Test
    void losesNothingAtAHighRate() throws Exception {
        int senders = 4;
        int each = 2_000;
        List<Connection> listeners = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            listeners.add(listener("numbers"));
        }
        List<CompletableFuture<Void>> sending =
                IntStream.range(0, senders)
                        .mapToObj(
                                sender -> {
                                    CompletableFuture<Void> sent = new CompletableFuture<>();
                                    Thread.startVirtualThread(() -> send(sender, each, sent));
                                    return sent;
                                })
                        .toList();
        for (Connection listener : listeners) {
            int[] next = new int[senders];
            for (int i = 0; i < senders * each; ) {
                for (PGNotification one : await(listener)) {
                    String[] mark = one.getParameter().split("/", 2);
                    int sender = Integer.parseInt(mark[0]);
                    assertEquals(next[sender]++, Integer.parseInt(mark[1]), "of sender " + sender);
                    i++;
                }
            }
        }
        for (CompletableFuture<Void> sent : sending) {
            sent.join();
        }
    }

    private void send(int sender, int count, CompletableFuture<Void> sent) {
        try (Connection connection = rig.howdah().connect()) {
            for (int i = 0; i < count; i++) {
                Sql.value(connection, "SELECT pg_notify('numbers', ?)", sender + "/" + i);
            }
            sent.complete(null);
        } catch (Exception e) {
            sent.completeExceptionally(e);
        }
    }

    /** From LISTEN's answer on nothing is lost, however many come and go. */
    @Test
    void losesNothingBetweenListenAndTheFirstLook() throws Exception {
        Connection sender = connect();
        for (int i = 0; i < 200; i++) {
            String channel = "brief" + i % 3;
            try (Connection listener = rig.howdah().connect()) {
                Sql.run(listener, "LISTEN " + channel);
                Sql.run(sender, "NOTIFY " + channel + ", '" + i + "'");
                assertEquals(List.of(channel + ": " + i), hear(listener, 1));
            }
        }
    }

    @Test
    void saysWhatMayHaveBeenMissedWhenTheHubLosesItsBackend() throws Exception {
        Connection listener = listener("a", "b");
        Connection sender = connect();
        long before = rig.front().figure("howdah_listen_reconnects_total");
        rig.direct()
                .run(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE"
                                + " application_name = 'howdah listen'");
        Await.until(
                "a warning",
                () -> {
                    notifications(listener);
                    return listener.getWarnings() != null;
                });
        assertEquals("01000", listener.getWarnings().getSQLState());
        String warning = String.valueOf(listener.getWarnings().getMessage());
        assertTrue(warning.contains("\"a\"") && warning.contains("\"b\""), warning);
        assertEquals(before + 1, rig.front().figure("howdah_listen_reconnects_total"));
        Sql.run(sender, "NOTIFY b, 'again'");
        assertEquals(List.of("b: again"), hear(listener, 1));
    }

    /** A backend that a client pins for another reason hears nothing twice. */
    @Test
    void hearsOnceOnAPinnedBackend() throws Exception {
        Connection listener = connect();
        Sql.run(listener, "CREATE TEMPORARY TABLE mine (n int)");
        Sql.run(listener, "LISTEN a");
        Sql.run(listener, "NOTIFY a, 'once'");
        assertEquals(List.of("a: once"), hear(listener, 1));
        Sql.value(listener, "SELECT 1");
        assertHearsNothing(listener);
    }

    /** Written with Unicode escapes, the name is not looked into. */
    @Test
    void letsItsOwnBackendListenToWhatCannotBeTold() throws Exception {
        Connection listener = listener("U&\"\\0061b\"", "c");
        assertEquals(1, rig.front().figure("howdah_clients_pinned"));
        Connection sender = connect();
        Sql.run(sender, "NOTIFY ab, 'by its own'");
        assertEquals(List.of("ab: by its own"), hear(listener, 1));
        Sql.run(sender, "NOTIFY c, 'by the hub'");
        assertEquals(List.of("c: by the hub"), hear(listener, 1));
    }

    @Test
    void endsAClientThatLetsTooMuchWait() throws Exception {
        Connection listener = listener("a");
        listener.setAutoCommit(false);
        Sql.value(listener, "SELECT 1");
        Connection sender = connect();
        for (int i = 0; i < 200; i++) {
            Sql.value(sender, "SELECT pg_notify('a', ? || repeat('x', 7000))", "" + i);
        }
        String state = Sql.state(() -> Sql.value(listener, "SELECT 1"));
        assertTrue(state.equals("54000") || state.startsWith("08"), state);
        assertTrue(rig.front().figure("howdah_notifications_dropped_total") > 0, "dropped");
        open.remove(listener);
    }

    private static void assertHearsNothing(Connection connection) throws SQLException {
        PGNotification[] news = notifications(connection);
        assertEquals(0, news == null ? 0 : news.length);
    }

    private static PGNotification[] notifications(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getNotifications();
    }

    private static PGNotification[] await(Connection connection) throws SQLException {
        PGNotification[] news =
                connection.unwrap(PGConnection.class).getNotifications(LIMIT_MILLIS);
        assertTrue(news != null && news.length > 0, "nothing heard");
        return news;
    }

    private static PGNotification hearOne(Connection connection) throws SQLException {
        PGNotification[] news = await(connection);
        assertEquals(1, news.length);
        return news[0];
    }

    private static List<String> hear(Connection connection, int count) throws SQLException {
        List<String> heard = new ArrayList<>();
        while (heard.size() < count) {
            for (PGNotification one : await(connection)) {
                heard.add(one.getName() + ": " + one.getParameter());
            }
        }
        return heard;
    }
}
