package io.howdah.gateway.internal.client;

import io.howdah.base.Randomness;
import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.config.DatabaseSettings;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.config.UserSettings;
import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.gateway.internal.backend.PoolFilter;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.wire.Bytes;
import io.howdah.wire.CancelKey;
import io.howdah.wire.ProtocolVersion;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The clients there are, their number and their cancel keys. Safe from any thread. */
public final class ClientRegistry {
    private static final int SHORT_SECRET = 4;
    private static final int LONG_SECRET = 32;

    private final Set<ClientStart> starting = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Entry> clients = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> perUser = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> perDatabase = new ConcurrentHashMap<>();
    private final Map<String, Integer> userLimits;
    private final Map<String, Integer> databaseLimits;
    private final int limit;
    private final Randomness randomness;
    private final GatewayMetrics metrics;
    private final AtomicInteger lastId;
    private volatile boolean draining;
    private volatile BiConsumer<CancelKey, Runnable> elsewhere = (key, done) -> done.run();

    private record Entry(CancelKey key, Session session) {}

    /** No clients yet. */
    public ClientRegistry(GatewaySettings settings, Randomness randomness, GatewayMetrics metrics) {
        this.limit = settings.clients().max();
        this.userLimits = limits(settings.users(), UserSettings::name, user -> user.maxClients());
        this.databaseLimits =
                limits(settings.databases(), DatabaseSettings::name, db -> db.maxClients());
        this.randomness = randomness;
        this.metrics = metrics;
        this.lastId = new AtomicInteger(randomness.nextInt(1 << 20));
    }

    private static <T> Map<String, Integer> limits(
            List<T> settings, Function<T, String> name, Function<T, Optional<Integer>> limit) {
        Map<String, Integer> limits = new HashMap<>();
        for (T setting : settings) {
            limit.apply(setting).ifPresent(value -> limits.put(name.apply(setting), value));
        }
        return Map.copyOf(limits);
    }

    /** Counts a client that has logged in; false: there are too many, and it was not counted. */
    public boolean connect() {
        if (metrics.clients.incrementAndGet() > limit) {
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
        if (!count(perUser, user, userLimits)) {
            metrics.clientsRefused.increment();
            return Optional.of(
                    Failure.of(
                                    ErrorCode.TOO_MANY_CONNECTIONS,
                                    "too many connections for role \"" + user + "\"")
                            .withHint("max-clients of this user is reached."));
        }
        if (!count(perDatabase, database, databaseLimits)) {
            uncount(perUser, user);
            metrics.clientsRefused.increment();
            return Optional.of(
                    Failure.of(
                                    ErrorCode.TOO_MANY_CONNECTIONS,
                                    "too many connections for database \"" + database + "\"")
                            .withHint("max-clients of this database is reached."));
        }
        return Optional.empty();
    }

    /** Takes back {@link #enter}. */
    void leave(String user, String database) {
        uncount(perUser, user);
        uncount(perDatabase, database);
    }

    private static boolean count(
            Map<String, AtomicInteger> counts, String name, Map<String, Integer> limits) {
        Integer limit = limits.get(name);
        if (limit == null) {
            return true;
        }
        AtomicInteger count = counts.computeIfAbsent(name, key -> new AtomicInteger());
        if (count.incrementAndGet() > limit) {
            count.decrementAndGet();
            return false;
        }
        return true;
    }

    private static void uncount(Map<String, AtomicInteger> counts, String name) {
        AtomicInteger count = counts.get(name);
        if (count != null) {
            count.decrementAndGet();
        }
    }

    /** Whether any client of {@code database} has logged in. */
    public boolean serves(String database) {
        return clients.values().stream()
                .anyMatch(
                        entry ->
                                entry.session() instanceof Client client
                                        && client.database().equals(database));
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
                return key;
            }
        }
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
        for (Entry entry : clients.values()) {
            if (entry.session instanceof Client client) {
                client.endIfOf(filter);
            }
        }
    }

    /** Ends every client of {@code loop} at once; called on it. */
    public void stop(Loop loop) {
        for (ClientStart start : starting) {
            start.stop(loop);
        }
        for (Entry entry : clients.values()) {
            if (entry.session.loop() == loop) {
                entry.session.stop();
            }
        }
    }

    /** Looks after what time changes in the clients of {@code loop}; called on it. */
    public void tick(Loop loop, long now) {
        for (Entry entry : clients.values()) {
            if (entry.session.loop() == loop) {
                entry.session.tick(now);
            }
        }
    }
}
