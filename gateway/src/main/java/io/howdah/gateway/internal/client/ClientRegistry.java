package io.howdah.gateway.internal.client;

import io.howdah.base.Randomness;
import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.control.ClientSnapshot;
import io.howdah.gateway.control.ControlRefused;
import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.gateway.internal.LiveSettings;
import io.howdah.gateway.internal.backend.PoolFilter;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.Moment;
import io.howdah.wire.Bytes;
import io.howdah.wire.CancelKey;
import io.howdah.wire.ProtocolVersion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The clients there are, their number and their cancel keys. Safe from any thread. */
public final class ClientRegistry {
    private static final int SHORT_SECRET = 4;
    private static final int LONG_SECRET = 32;
    private static final int MOST_LOCALS = 100;

    private final Set<ClientStart> starting = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Entry> clients = new ConcurrentHashMap<>();
    private final ClientLimits limits;
    private final LiveSettings settings;
    private final Randomness randomness;
    private final GatewayMetrics metrics;
    private final AtomicInteger lastId;
    private final AtomicInteger locals = new AtomicInteger();
    private volatile boolean draining;
    private volatile boolean suspended;
    private volatile BiConsumer<CancelKey, Runnable> elsewhere = (key, done) -> done.run();

    private record Entry(CancelKey key, Session session) {}

    /** No clients yet. */
    public ClientRegistry(LiveSettings settings, Randomness randomness, GatewayMetrics metrics) {
        this.settings = settings;
        this.limits = new ClientLimits(settings.now());
        this.randomness = randomness;
        this.metrics = metrics;
        this.lastId = new AtomicInteger(randomness.nextInt(1 << 20));
    }

    /** The limits of users and databases have changed; who is there already may stay. */
    public void apply(GatewaySettings settings) {
        limits.apply(settings);
    }

    /** Counts a client that has logged in; false: there are too many, and it was not counted. */
    public boolean connect() {
        if (metrics.clients.incrementAndGet() > settings.now().clients().max()) {
            metrics.clients.decrementAndGet();
            metrics.clientsRefused.increment();
            return false;
        }
        metrics.clientsAccepted.increment();
        return true;
    }

    /** Takes back {@link #connect}. */
    public void disconnect() {
        metrics.clients.decrementAndGet();
    }

    /** A connection has not become a client yet. */
    public void starting(ClientStart start) {
        starting.add(start);
    }

    /** It has, or has ended. */
    public void started(ClientStart start) {
        starting.remove(start);
    }

    static Failure tooMany() {
        return Failure.of(ErrorCode.TOO_MANY_CONNECTIONS, "sorry, too many clients already")
                .withHint("clients.max is reached.");
    }

    /** Counts a client of {@code user} and {@code database}, or says which limit forbids it. */
    Optional<Failure> enter(String user, String database) {
        Optional<Failure> refusal = limits.enter(user, database);
        if (refusal.isPresent()) {
            metrics.clientsRefused.increment();
        }
        return refusal;
    }

    /** Takes back {@link #enter}. */
    void leave(String user, String database) {
        limits.leave(user, database);
    }

    /** Whether any client of {@code database} has logged in. */
    public boolean serves(String database) {
        return clients.values().stream()
                .anyMatch(
                        entry ->
                                entry.session instanceof PooledSession session
                                        && session.database().equals(database));
    }

    /** Registers a client that has logged in, and gives it its cancel key. */
    CancelKey register(Session session, ProtocolVersion version) {
        boolean longSecret = version.compareTo(ProtocolVersion.V3_2) >= 0;
        byte[] secret = new byte[longSecret ? LONG_SECRET : SHORT_SECRET];
        while (true) {
            randomness.nextBytes(secret);
            int id = lastId.updateAndGet(last -> last >= Integer.MAX_VALUE - 1 ? 1 : last + 1);
            CancelKey key = new CancelKey(id, Bytes.of(secret));
            if (clients.putIfAbsent(id, new Entry(key, session)) == null) {
                if (suspended) {
                    session.suspend(true);
                }
                return key;
            }
        }
    }

    /**
     * Registers a client of a local database, which is not counted as one, so that operators get in
     * when {@code clients.max} is reached; see {@link #register}.
     *
     * @throws ControlRefused when there are too many of these
     */
    CancelKey registerLocal(Session client, ProtocolVersion version) throws ControlRefused {
        if (locals.incrementAndGet() > MOST_LOCALS) {
            locals.decrementAndGet();
            throw new ControlRefused(
                    Failure.of(ErrorCode.TOO_MANY_CONNECTIONS, "sorry, too many clients already")
                            .withHint(MOST_LOCALS + " clients are at the console and its like."));
        }
        return register(client, version);
    }

    /** Takes back {@link #registerLocal}. */
    void unregisterLocal(CancelKey key) {
        unregister(key);
        locals.decrementAndGet();
    }

    /** Takes back {@link #register}. */
    void unregister(CancelKey key) {
        clients.remove(key.processId());
    }

    /**
     * Cancels what the client with this key is doing; a wrong key is ignored, as PostgreSQL does.
     *
     * @param done run, on any thread, when it can hit nothing that the client asks from then on
     */
    public void cancel(CancelKey key, Runnable done) {
        Entry entry = clients.get(key.processId());
        if (entry != null && entry.key.equals(key)) {
            entry.session.cancelRequested(done);
        } else {
            elsewhere.accept(key, done);
        }
    }

    /** From now on {@code others} are asked to serve cancel requests for clients not known here. */
    public void elsewhere(BiConsumer<CancelKey, Runnable> others) {
        elsewhere = others;
    }

    /** Whether no new clients are wanted. */
    boolean isDraining() {
        return draining;
    }

    /** Ends every client as soon as it is outside a transaction, and admits no new ones. */
    public void drain() {
        draining = true;
        starting.forEach(ClientStart::drain);
        clients.values().forEach(entry -> entry.session.drain());
    }

    /** Ends every client of these pools, whatever it is doing; from any thread. */
    public void end(PoolFilter filter) {
        clients.values().forEach(entry -> entry.session.endIfOf(filter));
    }

    /** Ends every client of {@code loop} at once; called on it. */
    public void stop(Loop loop) {
        for (ClientStart start : starting) {
            start.stop(loop);
        }
        each(loop, Session::stop);
    }

    /**
     * Ends one client at once; from any thread.
     *
     * @param id the process id that it was given
     * @return false: there is no such client
     */
    public boolean kill(int id) {
        Entry entry = clients.get(id);
        if (entry != null) {
            entry.session.loop().execute(entry.session::stop);
        }
        return entry != null;
    }

    /** Lets the clients of {@code loop} send nothing, or again; called on it. */
    public void suspend(Loop loop, boolean on) {
        suspended = on;
        each(loop, session -> session.suspend(on));
    }

    /** Whether what clients of {@code loop} have sent is answered; called on it. */
    public boolean isSettled(Loop loop) {
        return clients.values().stream()
                .allMatch(entry -> entry.session.loop() != loop || entry.session.isSettled());
    }

    /** What the clients of {@code loop} are at; called on it. */
    public List<ClientSnapshot> describe(Loop loop, Moment moment) {
        List<ClientSnapshot> found = new ArrayList<>();
        each(loop, session -> found.add(session.describe(moment)));
        return found;
    }

    /** How many connections are not clients yet. */
    public int startingCount() {
        return starting.size();
    }

    private void each(Loop loop, Consumer<Session> action) {
        for (Entry entry : clients.values()) {
            if (entry.session.loop() == loop) {
                action.accept(entry.session);
            }
        }
    }

    /** Looks after what time changes in the clients of {@code loop}; called on it. */
    public void tick(Loop loop, long now) {
        each(loop, session -> session.tick(now));
    }
}
