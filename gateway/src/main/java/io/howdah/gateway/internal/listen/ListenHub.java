package io.howdah.gateway.internal.listen;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.gateway.internal.backend.BackendConnector.ConnectFailure;
import io.howdah.gateway.internal.backend.Pool;
import io.howdah.gateway.internal.net.Loop;
import io.netty.util.concurrent.ScheduledFuture;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Listens in one database for all clients that do, on one backend. Confined to its loop, but for
 * {@link #on}, {@link #isActive} and {@link #fence}.
 *
 * <p>LISTEN needs no privilege, so one backend serves all users of the database: it is opened in
 * the name of one who listens, and in another's when that one is refused. Whoever waits is answered
 * when PostgreSQL listens. When the backend is lost, a new one listens to everything anew, and
 * everybody concerned is told what may have been missed.
 *
 * <p>A notification carries the notifier's process id. Clients know each other by the ids that
 * Howdah has made up, so it is replaced by that of the client that held the notifying backend. To
 * have that right, a backend on which a client has notified does not change hands before the hub
 * has heard of it: see {@link #fence}.
 */
public final class ListenHub implements HubConnection.Listener {
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
    private final Wishes wishes;
    private final HubChannels channels;
    private final OpenLapse lapse;
    private final Fences fences = new Fences();
    private final ArrayDeque<String> users = new ArrayDeque<>();
    private @Nullable HubConnection connection;
    private @Nullable ScheduledFuture<?> ticking;
    private int failures;
    private long retryMillis;
    private long unusedSinceNanos;
    private boolean closed;
    private volatile boolean active;

    ListenHub(String database, ListenContext context) {
        this.database = database;
        this.context = context;
        this.wishes = new Wishes(context.metrics());
        this.channels = new HubChannels(wishes);
        this.lapse = new OpenLapse(database);
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
        if (closed || (wishes.size() >= MOST_CHANNELS && !wishes.contains(channel))) {
            Wishes.refuse(
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
        wishes.add(channel, branch, ticket);
        channels.changed(channel);
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
        if (wishes.remove(channel, branch)) {
            channels.changed(channel);
            active = !wishes.isEmpty();
            unusedSinceNanos = home.nanos();
            reconcile();
        }
    }

    private void reconcile() {
        HubConnection open = connection;
        if (open != null && open.isReady() && channels.reconcile(open, this::reconcile)) {
            lapse.end(context.clock().now()).ifPresent(this::tellMissed);
        }
    }

    private void tellMissed(Lapse missed) {
        for (LoopListeners branch : branches) {
            branch.loop().execute(() -> branch.missed(missed));
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
            wishes.channels().forEach(channel -> wishes.refuse(channel, failure.failure()));
        }
        retryLater();
    }

    @Override
    public void down() {
        HubConnection gone = connection;
        connection = null;
        fences.passAll();
        Set<String> lost = channels.lost();
        if (!lost.isEmpty() && gone != null) {
            long silentNanos = home.nanos() - gone.lastHeardNanos();
            lapse.begin(lost, context.clock().now().minusNanos(silentNanos));
        }
        if (!wishes.isEmpty()) {
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
                            if (connection == null && !wishes.isEmpty()) {
                                connect();
                            } else if (connection == null) {
                                failures = 0;
                            }
                        },
                        retryMillis,
                        TimeUnit.MILLISECONDS);
    }

    private void tick() {
        long now = home.nanos();
        HubConnection open = connection;
        if (wishes.isEmpty() && now - unusedSinceNanos > GRACE_NANOS) {
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
        channels.clear();
        lapse.forget();
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
        wishes.notified(Notification.of(HubConnection.name(channel), notifier, channel, payload));
    }

    private void sendFence() {
        HubConnection open = connection;
        if (open == null || !open.isReady() || channels.isEmpty()) {
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
