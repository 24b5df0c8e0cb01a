package io.howdah.gateway.fake;

import io.howdah.base.HostPort;
import io.howdah.base.Secret;
import io.howdah.wire.CancelKey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL server on loopback, with real sockets, that knows the protocol and the little SQL of
 * {@link FakeSql}. Each session is a thread that blocks, as in PostgreSQL, and its message loop
 * follows postgres.c. It watches that what one client leaves in a session is never met by another:
 * see {@link #violations}.
 */
public final class FakePostgres implements AutoCloseable {
    private final ServerSocket listener;
    private final Map<Integer, FakeSession> sessions = new ConcurrentHashMap<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<String> committed = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> cancelled = new ConcurrentLinkedQueue<>();
    private final AtomicInteger lastId = new AtomicInteger(1_000);
    private final AtomicInteger peak = new AtomicInteger();
    private final AtomicInteger emptyQueries = new AtomicInteger();
    private final AtomicInteger logins = new AtomicInteger();
    private final Options options;
    private volatile int places;
    private volatile boolean starting;
    private volatile boolean hangingUp;
    private final AtomicInteger begunInVain = new AtomicInteger();
    private volatile String withheld = "";

    /**
     * How it behaves.
     *
     * @param password asked for by SCRAM; trust when absent
     * @param maxSessions then 53300
     * @param standby whether it reports to be in recovery
     */
    public record Options(Optional<Secret> password, int maxSessions, boolean standby) {
        public static final Options DEFAULT = new Options(Optional.empty(), 1_000, false);
    }

    private FakePostgres(ServerSocket listener, Options options) {
        this.listener = listener;
        this.options = options;
        this.places = options.maxSessions();
    }

    /** Starts one on a free port. */
    public static FakePostgres start() {
        return start(Options.DEFAULT);
    }

    /** Starts one on a free port. */
    public static FakePostgres start(Options options) {
        return start(new HostPort("127.0.0.1", 0), options);
    }

    /** Starts one at this address of the machine. */
    public static FakePostgres start(HostPort where, Options options) {
        try {
            FakePostgres server =
                    new FakePostgres(
                            new ServerSocket(
                                    where.port(), 1_000, InetAddress.getByName(where.host())),
                            options);
            Thread.ofVirtual().name("fake-postmaster").start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public HostPort address() {
        return new HostPort(listener.getInetAddress().getHostAddress(), listener.getLocalPort());
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                if (hangingUp) {
                    socket.setSoLinger(true, 0);
                    socket.close();
                    continue;
                }
                sockets.add(socket);
                socket.setTcpNoDelay(true);
                Thread.ofVirtual()
                        .name("fake-backend")
                        .start(
                                () -> {
                                    new FakeSession(this, socket).run();
                                    sockets.remove(socket);
                                });
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    Options options() {
        return options;
    }

    /** From now on there is place for this many sessions. */
    public void places(int most) {
        places = most;
    }

    /** The sessions there are answer nothing any more, as behind a firewall that forgot them. */
    public void deafen() {
        sessions.values().forEach(FakeSession::deafen);
    }

    /** Whether it tells everybody that it is starting up. */
    public void starting(boolean still) {
        starting = still;
    }

    /** From now on it resets each new connection, as a server does that has just been killed. */
    public void hangUp() {
        hangingUp = true;
    }

    /** From now on nobody may set or reset {@code setting} any more. */
    public void withhold(String setting) {
        withheld = setting;
    }

    /** The next {@code count} transactions do not begin. */
    public void refuseBegins(int count) {
        begunInVain.set(count);
    }

    boolean refusesBegin() {
        return begunInVain.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    String withheld() {
        return withheld;
    }

    boolean isStarting() {
        return starting;
    }

    // ---- what sessions tell

    int nextId() {
        return lastId.incrementAndGet();
    }

    boolean enter(FakeSession session) {
        sessions.put(session.id(), session);
        peak.accumulateAndGet(sessions.size(), Math::max);
        logins.incrementAndGet();
        if (sessions.size() > places) {
            sessions.remove(session.id());
            return false;
        }
        return true;
    }

    void leave(FakeSession session) {
        sessions.remove(session.id());
    }

    void cancel(CancelKey key) {
        FakeSession session = sessions.get(key.processId());
        if (session != null && session.key().equals(key)) {
            session.cancel();
        }
    }

    void commit(List<String> inserted) {
        committed.addAll(inserted);
    }

    void violated(String what) {
        violations.add(what);
    }

    /** A statement of this client's has been hit by a cancel request. */
    void cancelHit(String client) {
        cancelled.add(client);
    }

    void notify(int sender, String channel, String payload) {
        sessions.values().forEach(session -> session.notified(sender, channel, payload));
    }

    /** A session has been asked something by a simple query. */
    void queried(String sql) {
        if (sql.isEmpty()) {
            emptyQueries.incrementAndGet();
        }
    }

    // ---- what tests ask

    /** How many empty queries there have been. */
    public int emptyQueries() {
        return emptyQueries.get();
    }

    /** Sessions that are logged in now. */
    public int sessions() {
        return sessions.size();
    }

    /** The most sessions there have been at a time. */
    public int peakSessions() {
        return peak.get();
    }

    /** How many sessions have begun. */
    public int logins() {
        return logins.get();
    }

    /** Sessions inside a transaction block now. */
    public int openTransactions() {
        return (int) sessions.values().stream().filter(FakeSession::isInTransaction).count();
    }

    /** Sessions whose statement sleeps now. */
    public int sleeping() {
        return (int) sessions.values().stream().filter(FakeSession::isSleeping).count();
    }

    /** How many statements are prepared in the session that has the most. */
    public int mostStatements() {
        return sessions.values().stream().mapToInt(FakeSession::statements).max().orElse(0);
    }

    /** What was inserted and committed, in that order. */
    public List<String> committed() {
        return List.copyOf(committed);
    }

    /** What one client has met of another's; empty if all is well. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    /** The clients whose statements were hit by cancel requests. */
    public List<String> cancelled() {
        return List.copyOf(cancelled);
    }

    /** Bytes that sessions have tried to send so far. */
    public long bytesSent() {
        return sessions.values().stream().mapToLong(FakeSession::bytesSent).sum();
    }

    /** Ends a session as an administrator would, with 57P01; false: there is none. */
    public boolean terminateOne(int choice) {
        List<FakeSession> all = List.copyOf(sessions.values());
        if (all.isEmpty()) {
            return false;
        }
        all.get(Math.floorMod(choice, all.size())).terminate();
        return true;
    }

    /** Ends all sessions as an administrator would. */
    public void terminateAll() {
        sessions.values().forEach(FakeSession::terminate);
    }

    /** Ends all sessions without a word. */
    public void crash() {
        sockets.forEach(FakePostgres::close);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        crash();
    }
}
