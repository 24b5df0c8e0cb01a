package io.howdah.gateway.internal.listen;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.gateway.internal.backend.BackendConnector.ConnectFailure;
import io.howdah.gateway.internal.backend.Pool;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.sql.SqlLiteral;
import io.netty.util.concurrent.ScheduledFuture;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Listens in one database for all clients that do, on one backend. Confined to its loop, but for
 * {@link #on}, {@link #isActive} and {@link #fence}.
 *
 * <p>LISTEN needs no privilege, so one backend serves all users of the database: it is opened in
 * the name of one who listens, and in another's when that one is refused. What is wanted and what
 * is listened to are compared, and the difference is sent as one statement; whoever waits is
 * answered when PostgreSQL has run it. When the backend is lost, a new one listens to everything
 * anew, and everybody concerned is told what may have been missed.
 *
 * <p>A notification carries the notifier's process id. Clients know each other by the ids that
 * Howdah has made up, so it is replaced by that of the client that held the notifying backend. To
 * have that right, a backend on which a client has notified does not change hands before the hub
 * has heard of it: see {@link #fence}.
 */
public final class ListenHub implements HubConnection.Listener {
    private static final int BATCH = 500;
    private static final int MOST_CHANNELS = 100_000;
    private static final int MOST_USERS = 16;
    private static final int TRIES = 3;
    private static final long TICK_MILLIS = 250;
    private static final long FIRST_RETRY_MILLIS = 100;
    private static final long LONGEST_RETRY_MILLIS = 5_000;

    /** How long an unused backend is kept for the next LISTEN. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final String database;
    private final ListenContext context;
    private final Loop home;
    private final List<LoopListeners> branches;
    private final Map<String, Wish> wanted = new HashMap<>();
    private final Set<String> listening = new HashSet<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private final ArrayDeque<String> users = new ArrayDeque<>();
    private final Set<String> lapsed = new LinkedHashSet<>();
    private @Nullable Instant lapsedSince;
    private final Fences fences = new Fences();
    private @Nullable HubConnection connection;
    private @Nullable ScheduledFuture<?> ticking;
    private boolean changing;
    private int failures;
    private long retryMillis;
    private long unusedSinceNanos;
    private boolean closed;
    private volatile boolean active;

    /** Which loops want a channel, by their tickets, and which of them wait for an answer. */
    private record Wish(Map<LoopListeners, Long> tickets, Set<LoopListeners> waiting) {}

    ListenHub(String database, ListenContext context) {
        this.database = database;
        this.context = context;
        List<Loop> loops = context.loops();
        this.home = loops.get(Math.floorMod(database.hashCode(), loops.size()));
        this.branches = loops.stream().map(loop -> new LoopListeners(this, loop)).toList();
    }

    // ---- from any thread

    Loop home() {
        return home;
    }

    GatewayMetrics metrics() {
        return context.metrics();
    }

    /** Its part on {@code loop}. */
    LoopListeners on(Loop loop) {
        return branches.get(loop.index());
    }

    /** Whether anybody listens: if not, a notification needs no attention. */
    public boolean isActive() {
        return active;
    }

    /**
     * Lets everything pass that PostgreSQL has told before: what a transaction notified that has
     * been answered is known to all listeners' loops.
     *
     * <p>PostgreSQL signals the listening server process before it answers a COMMIT, and a server
     * process sends the notifications it has been signalled before it is ready for another query.
     * So an empty query does it.
     *
     * @param passed run on {@code loop}; also when there is no connection to hear anything from
     */
    public void fence(Loop loop, Runnable passed) {
        home.execute(
                () -> {
                    fences.add(() -> loop.execute(passed));
                    sendFence();
                });
    }

    // ---- wishes

    void wanted(String channel, String user, LoopListeners branch, long ticket) {
        if (closed || (wanted.size() >= MOST_CHANNELS && !wanted.containsKey(channel))) {
            refuse(
                    channel,
                    branch,
                    ticket,
                    Failure.of(
                            ErrorCode.PROGRAM_LIMIT_EXCEEDED,
                            "too many channels are listened to in database \"" + database + "\""));
            return;
        }
        if (!users.contains(user) && users.size() < MOST_USERS) {
            users.addLast(user);
        }
        Wish wish = wanted.get(channel);
        if (wish == null) {
            wish = new Wish(new LinkedHashMap<>(), new LinkedHashSet<>());
            wanted.put(channel, wish);
            context.metrics().listenChannels.incrementAndGet();
        }
        wish.tickets.put(branch, ticket);
        wish.waiting.add(branch);
        changed.add(channel);
        active = true;
        if (ticking == null) {
            ticking =
                    home.executor()
                            .scheduleWithFixedDelay(
                                    this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (connection == null && failures == 0) {
            connect();
        }
        reconcile();
    }

    void unwanted(String channel, LoopListeners branch) {
        Wish wish = wanted.get(channel);
        if (wish == null || wish.tickets.remove(branch) == null) {
            return;
        }
        wish.waiting.remove(branch);
        if (wish.tickets.isEmpty()) {
            wanted.remove(channel);
            context.metrics().listenChannels.decrementAndGet();
            changed.add(channel);
            active = !wanted.isEmpty();
            unusedSinceNanos = home.nanos();
            reconcile();
        }
    }

    private static void refuse(String channel, LoopListeners branch, long ticket, Failure failure) {
        branch.loop().execute(() -> branch.refused(channel, ticket, failure));
    }

    // ---- listening to what is wanted

    /** Sends what is to be changed; one statement at a time. */
    private void reconcile() {
        HubConnection open = connection;
        if (open == null || !open.isReady() || changing) {
            return;
        }
        List<String> added = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        take(added, removed);
        if (added.isEmpty() && removed.isEmpty()) {
            endLapse();
            return;
        }
        changing = true;
        open.run(
                statement(added, removed),
                error -> {
                    changing = false;
                    if (error == null) {
                        listening.addAll(added);
                        removed.forEach(listening::remove);
                        added.forEach(this::answer);
                    } else {
                        added.forEach(channel -> refuse(channel, error));
                    }
                    reconcile();
                });
    }

    private void take(List<String> added, List<String> removed) {
        Iterator<String> each = changed.iterator();
        while (each.hasNext() && added.size() + removed.size() < BATCH) {
            String channel = each.next();
            each.remove();
            boolean isWanted = wanted.containsKey(channel);
            if (isWanted && !listening.contains(channel)) {
                added.add(channel);
            } else if (isWanted) {
                answer(channel);
            } else if (listening.contains(channel)) {
                removed.add(channel);
            }
        }
    }

    private static String statement(List<String> added, List<String> removed) {
        StringBuilder sql = new StringBuilder();
        added.forEach(channel -> append(sql, "LISTEN ", channel));
        removed.forEach(channel -> append(sql, "UNLISTEN ", channel));
        return sql.toString();
    }

    private static void append(StringBuilder sql, String command, String channel) {
        sql.append(command).append(SqlLiteral.name(channel)).append(';');
    }

    private void answer(String channel) {
        Wish wish = wanted.get(channel);
        if (wish != null) {
            for (LoopListeners branch : wish.waiting) {
                Long ticket = wish.tickets.get(branch);
                if (ticket != null) {
                    branch.loop().execute(() -> branch.listening(channel, ticket));
                }
            }
            wish.waiting.clear();
        }
    }

    private void refuse(String channel, Failure failure) {
        Wish wish = wanted.get(channel);
        if (wish != null) {
            for (LoopListeners branch : wish.waiting) {
                Long ticket = wish.tickets.get(branch);
                if (ticket != null) {
                    refuse(channel, branch, ticket, failure);
                }
            }
            wish.waiting.clear();
        }
    }

    // ---- the connection

    private void connect() {
        String user = users.peekFirst();
        if (closed || user == null) {
            return;
        }
        HubConnection opening = new HubConnection(context, home, this);
        connection = opening;
        opening.open(database, user);
    }

    @Override
    public void up() {
        failures = 0;
        retryMillis = 0;
        reconcile();
        sendFence();
    }

    @Override
    public void refused(Pool pool, ConnectFailure failure) {
        connection = null;
        failures++;
        if (failure.anotherNode()) {
            context.topology().deny(pool.key().node());
        } else {
            users.addLast(users.removeFirst());
        }
        if (failures >= TRIES) {
            List.copyOf(wanted.keySet()).forEach(channel -> refuse(channel, failure.failure()));
        }
        retryLater();
    }

    @Override
    public void down() {
        HubConnection gone = connection;
        connection = null;
        changing = false;
        fences.passAll();
        if (!listening.isEmpty() && gone != null) {
            if (lapsedSince == null) {
                long silentNanos = home.nanos() - gone.lastHeardNanos();
                lapsedSince = context.clock().now().minusNanos(silentNanos);
            }
            lapsed.addAll(listening);
            listening.clear();
        }
        changed.clear();
        changed.addAll(wanted.keySet());
        if (!wanted.isEmpty()) {
            context.metrics().listenReconnects.increment();
            failures = Math.max(1, failures);
            retryLater();
        }
    }

    private void retryLater() {
        retryMillis = Math.min(LONGEST_RETRY_MILLIS, Math.max(FIRST_RETRY_MILLIS, retryMillis * 2));
        home.executor()
                .schedule(
                        () -> {
                            if (connection == null && !wanted.isEmpty()) {
                                connect();
                            } else if (connection == null) {
                                failures = 0;
                            }
                        },
                        retryMillis,
                        TimeUnit.MILLISECONDS);
    }

    /** Everything is listened to again. */
    private void endLapse() {
        Instant since = lapsedSince;
        if (since != null && changed.isEmpty()) {
            Lapse lapse = new Lapse(database, Set.copyOf(lapsed), since, context.clock().now());
            lapsedSince = null;
            lapsed.clear();
            for (LoopListeners branch : branches) {
                branch.loop().execute(() -> branch.missed(lapse));
            }
        }
    }

    private void tick() {
        long now = home.nanos();
        HubConnection open = connection;
        if (wanted.isEmpty() && now - unusedSinceNanos > GRACE_NANOS) {
            rest();
        } else if (open != null) {
            open.tick(now);
        }
    }

    /** Nobody listens any more. */
    private void rest() {
        if (ticking != null) {
            ticking.cancel(false);
            ticking = null;
        }
        if (connection != null) {
            connection.close();
            connection = null;
        }
        listening.clear();
        lapsed.clear();
        lapsedSince = null;
        changing = false;
        users.clear();
        fences.passAll();
    }

    /** Howdah stops; on the hub's loop. */
    void close() {
        closed = true;
        rest();
    }

    // ---- notifications

    @Override
    public void notified(int backendPid, byte[] channel, byte[] payload) {
        HubConnection open = connection;
        Pool pool = open == null ? null : open.pool();
        int notifier =
                pool == null
                        ? backendPid
                        : context.pools().pids().client(pool.key().node(), backendPid);
        String name = HubConnection.name(channel);
        Notification notification = Notification.of(name, notifier, channel, payload);
        Wish wish = wanted.get(name);
        if (wish != null) {
            for (LoopListeners branch : wish.tickets.keySet()) {
                branch.loop().execute(() -> branch.notified(notification));
            }
        }
    }

    private void sendFence() {
        HubConnection open = connection;
        if (open == null || !open.isReady() || listening.isEmpty()) {
            fences.passAll();
        } else {
            fences.ask(
                    heard ->
                            open.run(
                                    "",
                                    error -> {
                                        heard.run();
                                        sendFence();
                                    }));
        }
    }
}
