package io.howdah.gateway.internal.backend;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.gateway.internal.backend.BackendConnector.ConnectFailure;
import io.howdah.gateway.internal.net.Loop;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A pool's part on one loop: its permits, its backends and its queue. Confined to that loop.
 *
 * <p>First come, first served: a freed backend goes straight to the longest waiter. A permit is the
 * right to have one backend open; a loop that has idle backends and no waiters gives one up for a
 * loop that waits. What a loop has above its share it lends only: to a loop that waits with less
 * than its share it gives a backend back even while others wait here, or a busy loop could keep
 * all.
 */
public final class LoopPool implements Backend.Owner {

    private static final long SPARE_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** What all pools share. */
    public record Context(
            List<Loop> loops,
            BackendConnector connector,
            CancelSender cancels,
            Topology topology,
            GatewayMetrics metrics,
            AtomicLong lastStatement,
            Runnable poolUnused) {}

    private final Pool pool;
    private final Loop loop;
    private final Context context;
    private final ArrayDeque<Backend> idle = new ArrayDeque<>();
    private final List<Backend> backends = new ArrayList<>();
    private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();
    private final StatementCatalog catalog;
    private final LoginParameters loginParameters = new LoginParameters();
    private final SettingDefaults settingDefaults = new SettingDefaults();
    private final int share;
    private int permits;
    private int connecting;
    private final Backoff backoff = new Backoff();
    private boolean serving;
    private boolean closed;

    LoopPool(Pool pool, Loop loop, int permits, Context context) {
        this.pool = pool;
        this.loop = loop;
        this.share = permits;
        this.permits = permits;
        this.context = context;
        this.catalog = new StatementCatalog(context.lastStatement);
    }

    /** The loop it belongs to. */
    public Loop loop() {
        return loop;
    }

    /** The whole of which it is a part. */
    public Pool pool() {
        return pool;
    }

    /** Statements of this pool's clients on this loop. */
    public StatementCatalog catalog() {
        return catalog;
    }

    /** What clients of this pool are told when they log in. */
    public LoginParameters loginParameters() {
        return loginParameters;
    }

    /** What settings are in a session that has changed none. */
    public SettingDefaults settingDefaults() {
        return settingDefaults;
    }

    // ---- lending

    /** Lends a backend now, or answers null and lets {@code waiter} know later. */
    public @Nullable Backend acquire(Waiter waiter, Requester holder) {
        Backend backend = waiters.isEmpty() ? takeIdle() : null;
        if (backend == null) {
            waiters.addLast(waiter);
            context.metrics.waiting.incrementAndGet();
            grow();
        } else {
            context.metrics.lent.incrementAndGet();
            backend.lend(holder);
        }
        return backend;
    }

    private @Nullable Backend takeIdle() {
        Backend backend = idle.pollLast();
        while (backend != null && !backend.isClean()) {
            backend.close();
            backend = idle.pollLast();
        }
        return backend;
    }

    /** {@code waiter} does not want one any more. */
    public void forget(Waiter waiter) {
        if (waiters.remove(waiter)) {
            context.metrics.waiting.decrementAndGet();
        }
    }

    /** Takes back a backend whose holder is done with it. */
    public void release(Backend backend) {
        if (backend.isBeingCancelled()) {
            backend.lend(parked);
            return;
        }
        context.metrics.lent.decrementAndGet();
        backend.idleSince(loop.nanos());
        if (closed
                || !backend.isClean()
                || context.topology.primary() != pool.key().node()
                || mustRepay()) {
            backend.close();
        } else {
            idle.addLast(backend);
            serveWaiters();
        }
    }

    /**
     * Grants what is idle to those who wait. A waiter may give back at once what it is granted, so
     * this is a loop and not a recursion.
     */
    private void serveWaiters() {
        if (serving) {
            return;
        }
        serving = true;
        try {
            Backend backend = waiters.isEmpty() ? null : takeIdle();
            while (backend != null) {
                context.metrics.waiting.decrementAndGet();
                context.metrics.lent.incrementAndGet();
                waiters.removeFirst().granted(backend);
                backend = waiters.isEmpty() ? null : takeIdle();
            }
        } finally {
            serving = false;
        }
    }

    /** Holds backends that a cancel request may still hit. */
    private final Requester parked =
            new Nobody() {
                @Override
                public void cancelsEnded(Backend backend) {
                    release(backend);
                }
            };

    /** Asks PostgreSQL to cancel what {@code backend} is doing. */
    void cancel(Backend backend) {
        cancel(backend, () -> {});
    }

    /**
     * Asks PostgreSQL to cancel what {@code backend} is doing.
     *
     * @param done run when PostgreSQL has done so, or cannot be asked
     */
    public void cancel(Backend backend, Runnable done) {
        context.cancels.send(backend, loop, done);
    }

    // ---- growing and shrinking

    private void grow() {
        while (connecting < waiters.size()
                && open() < permits
                && mayConnect(loop.nanos())
                && !closed) {
            pool.users().incrementAndGet();
            connect();
        }
        int unserved = open() < permits || closed ? 0 : waiters.size() - connecting;
        pool.claim(this, Math.min(unserved, share - permits));
        if (unserved > 0) {
            pool.want(this, unserved);
        }
    }

    private boolean mayConnect(long now) {
        return backoff.isOver(now) && pool.key().node().backoff().isOver(now);
    }

    /** Opens a backend; the caller has counted it among the pool's users. */
    private void connect() {
        connecting++;
        context.metrics.backends.incrementAndGet();
        context.connector.connect(
                loop,
                pool,
                this,
                new BackendConnector.Listener() {
                    @Override
                    public void connected(Backend backend) {
                        connecting--;
                        backends.add(backend);
                        context.metrics.backendsOpened.increment();
                        backoff.succeeded();
                        pool.key().node().backoff().succeeded();
                        backend.idleSince(loop.nanos());
                        if (closed) {
                            backend.close();
                        } else {
                            idle.addLast(backend);
                            serveWaiters();
                        }
                    }

                    @Override
                    public void refused(ConnectFailure failure) {
                        connecting--;
                        context.metrics.backendsRefused.increment();
                        forgetBackend();
                        connectRefused(failure);
                    }
                });
    }

    private void connectRefused(ConnectFailure failure) {
        // A node that cannot be reached is left alone by all; a database that is not there, only
        // here.
        (failure.anotherNode() ? pool.key().node().backoff() : backoff).failed(loop.nanos());
        if (failure.anotherNode() && context.topology.deny(pool.key().node())) {
            for (Waiter waiter : takeWaiters()) {
                waiter.redirected(failure.failure());
            }
        } else if (backends.isEmpty() && connecting == 0) {
            for (Waiter waiter : takeWaiters()) {
                waiter.refused(failure.failure());
            }
        }
    }

    private List<Waiter> takeWaiters() {
        List<Waiter> taken = new ArrayList<>(waiters);
        waiters.clear();
        context.metrics.waiting.addAndGet(-taken.size());
        return taken;
    }

    @Override
    public void ended(Backend backend) {
        if (backends.remove(backend)) {
            if (!idle.remove(backend) && backend.isHeld()) {
                context.metrics.lent.decrementAndGet();
            }
            forgetBackend();
            repay();
            grow();
            shareSpare();
        }
    }

    private void forgetBackend() {
        context.metrics.backends.decrementAndGet();
        if (pool.users().decrementAndGet() == 0) {
            context.poolUnused.run();
        }
    }

    private int open() {
        return backends.size() + connecting;
    }

    /** Whether a backend has to be closed for a loop that has lent its permit to this one. */
    private boolean mustRepay() {
        return permits > share
                && pool.isClaimedBeside(this)
                && backends.stream().noneMatch(Backend::isClosing);
    }

    private void repay() {
        while (!closed && permits > share && open() < permits) {
            LoopPool claiming = pool.mostClaiming(this);
            if (claiming == this) {
                return;
            }
            give(claiming);
        }
    }

    private void give(LoopPool receiver) {
        permits--;
        context.metrics.permitsTraded.increment();
        receiver.loop.execute(receiver::permitReceived);
    }

    /**
     * Gives permits that this loop does not need to loops that wait: those without a backend at
     * once, those of a backend when it has been idle for long enough to show that it is not missed
     * here, and only once its connection has ended.
     */
    void shareSpare() {
        while (!closed && waiters.isEmpty() && open() < permits) {
            LoopPool wanting = pool.mostWanting(this);
            if (wanting == this) {
                return;
            }
            give(wanting);
        }
        if (waiters.isEmpty() && hasSpareBackend() && pool.isWantedBeside(this)) {
            idle.removeFirst().close();
        }
    }

    private boolean hasSpareBackend() {
        Backend longest = idle.peekFirst();
        return longest != null
                && loop.nanos() - longest.idleSince() > SPARE_AFTER_NANOS
                && backends.stream().noneMatch(Backend::isClosing);
    }

    private void permitReceived() {
        permits++;
        if (waiters.size() <= connecting) {
            pool.satisfied(this);
        }
        grow();
    }

    // ---- time

    /** Looks after everything that time changes; called a few times a second. */
    public void tick(long now) {
        refuseLateWaiters(now);
        endSlowStatements(now);
        closeIdle(now);
        shareSpare();
        grow();
        while (open() < Math.min(permits, minimumHere())
                && mayConnect(now)
                && !closed
                && pool.tryUse()) {
            connect();
        }
    }

    private void refuseLateWaiters(long now) {
        long limit = pool.settings().queryWaitTimeout().toNanos();
        while (limit > 0
                && !waiters.isEmpty()
                && now - waiters.getFirst().waitingSinceNanos() > limit) {
            Waiter waiter = waiters.removeFirst();
            context.metrics.waiting.decrementAndGet();
            context.metrics.waitTimeouts.increment();
            waiter.refused(
                    backends.isEmpty()
                            ? Failure.of(
                                    ErrorCode.CONNECTION_FAILURE,
                                    "no connection to PostgreSQL at "
                                            + pool.key().node()
                                            + " could be made in time")
                            : Failure.of(
                                            ErrorCode.QUERY_CANCELED,
                                            "canceling statement because no backend became free in"
                                                    + " time")
                                    .withHint(
                                            "All "
                                                    + pool.settings().size()
                                                    + " backends of "
                                                    + pool.key()
                                                    + " are in use; see pool.size and"
                                                    + " pool.query-wait-timeout."));
        }
    }

    private void endSlowStatements(long now) {
        long limit = pool.settings().queryTimeout().toNanos();
        long idleLimit = pool.settings().idleInTransactionTimeout().toNanos();
        if (limit == 0 && idleLimit == 0) {
            return;
        }
        for (Backend backend : List.copyOf(backends)) {
            if (limit > 0 && backend.exchanges().isOverdue(now, limit)) {
                context.metrics.queryTimeouts.increment();
                cancel(backend);
            }
            if (idleLimit > 0) {
                backend.checkIdleInTransaction(now, idleLimit);
            }
        }
    }

    private void closeIdle(long now) {
        long limit = pool.settings().idleTimeout().toNanos();
        boolean elsewhere = context.topology.primary() != pool.key().node();
        while (!idle.isEmpty() && (elsewhere || isIdleTooLong(idle.getFirst(), now, limit))) {
            idle.removeFirst().close();
        }
    }

    private boolean isIdleTooLong(Backend backend, long now, long limit) {
        return limit > 0 && backends.size() > minimumHere() && now - backend.idleSince() > limit;
    }

    /** This shard's part of the pool's minimum. */
    private int minimumHere() {
        PoolKey key = pool.key();
        if (context.topology.primary() != key.node()) {
            return 0;
        }
        return (int)
                Math.ceilDiv((long) pool.settings().minimum() * permits, pool.settings().size());
    }

    /** Whether somebody who has waited since then has waited long enough for a node to be found. */
    public boolean isConnectTimeOver(long sinceNanos) {
        return loop.nanos() - sinceNanos > pool.settings().connectTimeout().toNanos();
    }

    /** Closes everything; backends that are lent are closed when they come back. */
    public void close() {
        closed = true;
        while (!idle.isEmpty()) {
            idle.removeFirst().close();
        }
    }
}
