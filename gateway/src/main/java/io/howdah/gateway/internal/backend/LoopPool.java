package io.howdah.gateway.internal.backend;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.gateway.internal.backend.BackendConnector.ConnectFailure;
import io.howdah.gateway.internal.net.Loop;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A pool's part on one loop, which lends its backends. Confined to that loop.
 *
 * <p>First come, first served: a freed backend goes straight to the longest waiter. {@link Permits}
 * bound how many are open.
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
    private final WaiterQueue waiters;
    private final IdleBackends idle = new IdleBackends();
    private final OpenBackends open;
    private final Permits permits;
    private final StatementCatalog catalog;
    private final LoginParameters loginParameters = new LoginParameters();
    private final SettingDefaults settingDefaults = new SettingDefaults();
    private boolean serving;
    private boolean closed;

    LoopPool(Pool pool, Loop loop, int share, PermitMarket market, Context context) {
        this.pool = pool;
        this.loop = loop;
        this.context = context;
        this.waiters = new WaiterQueue(context.metrics.waiting);
        this.open = new OpenBackends(this, context);
        this.permits = new Permits(this, market, share, context.metrics.permitsTraded);
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
        Backend backend = waiters.isEmpty() ? idle.take() : null;
        if (backend == null) {
            waiters.add(waiter);
            grow();
        } else {
            context.metrics.lent.incrementAndGet();
            backend.lend(holder);
        }
        return backend;
    }

    /** {@code waiter} does not want one any more. */
    public void forget(Waiter waiter) {
        waiters.remove(waiter);
    }

    /** Takes back a backend whose holder is done with it. */
    public void release(Backend backend) {
        if (backend.isBeingCancelled()) {
            backend.lend(parked);
            return;
        }
        context.metrics.lent.decrementAndGet();
        backend.idleSince(loop.nanos());
        if (isNeeded(backend)) {
            idle.add(backend);
            serveWaiters();
        } else {
            backend.close();
        }
    }

    private boolean isNeeded(Backend backend) {
        return !closed
                && backend.isClean()
                && !isElsewhere()
                && !(permits.isRepaymentDue() && !open.isOneClosing());
    }

    /** Whether the primary is another node. */
    private boolean isElsewhere() {
        return context.topology.primary() != pool.key().node();
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
            Backend backend = waiters.isEmpty() ? null : idle.take();
            while (backend != null) {
                context.metrics.lent.incrementAndGet();
                waiters.takeFirst().granted(backend);
                backend = waiters.isEmpty() ? null : idle.take();
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
        while (open.connecting() < waiters.size()
                && open.count() < permits.held()
                && open.mayConnect(loop.nanos())
                && !closed) {
            pool.users().incrementAndGet();
            open.connect();
        }
        permits.ask(
                open.count() < permits.held() || closed ? 0 : waiters.size() - open.connecting());
    }

    /** A backend that was being opened can be used. */
    void opened(Backend backend) {
        backend.idleSince(loop.nanos());
        if (closed) {
            backend.close();
        } else {
            idle.add(backend);
            serveWaiters();
        }
    }

    /** A backend could not be opened. */
    void refused(ConnectFailure failure) {
        if (failure.anotherNode() && context.topology.deny(pool.key().node())) {
            for (Waiter waiter : waiters.takeAll()) {
                waiter.redirected(failure.failure());
            }
        } else if (open.count() == 0) {
            for (Waiter waiter : waiters.takeAll()) {
                waiter.refused(failure.failure());
            }
        }
    }

    @Override
    public void ended(Backend backend) {
        boolean wasIdle = idle.remove(backend);
        if (open.remove(backend)) {
            if (!wasIdle && backend.isHeld()) {
                context.metrics.lent.decrementAndGet();
            }
            if (!closed) {
                permits.repay(permits.held() - open.count());
            }
            grow();
            shareSpare();
        }
    }

    /**
     * Gives permits that this loop does not need to loops that wait: those without a backend at
     * once, those of a backend when it has been idle for long enough to show that it is not missed
     * here, and only once its connection has ended.
     */
    void shareSpare() {
        if (!waiters.isEmpty()) {
            return;
        }
        if (!closed) {
            permits.shareSpare(permits.held() - open.count());
        }
        if (hasSpareBackend() && permits.isWantedElsewhere()) {
            idle.closeLongest();
        }
    }

    private boolean hasSpareBackend() {
        Backend longest = idle.longest();
        return longest != null
                && loop.nanos() - longest.idleSince() > SPARE_AFTER_NANOS
                && !open.isOneClosing();
    }

    /** Another loop has given a permit. */
    void permitReceived() {
        permits.received(waiters.size() <= open.connecting());
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
        while (open.count() < Math.min(permits.held(), minimumHere())
                && open.mayConnect(now)
                && !closed
                && pool.tryUse()) {
            open.connect();
        }
    }

    private void refuseLateWaiters(long now) {
        long limit = pool.settings().queryWaitTimeout().toNanos();
        for (Waiter first = waiters.first();
                limit > 0 && first != null && now - first.waitingSinceNanos() > limit;
                first = waiters.first()) {
            context.metrics.waitTimeouts.increment();
            waiters.takeFirst().refused(waitedInVain());
        }
    }

    private Failure waitedInVain() {
        if (open.openedCount() == 0) {
            return Failure.of(
                    ErrorCode.CONNECTION_FAILURE,
                    "no connection to PostgreSQL at "
                            + pool.key().node()
                            + " could be made in time");
        }
        return Failure.of(
                        ErrorCode.QUERY_CANCELED,
                        "canceling statement because no backend became free in time")
                .withHint(
                        "All "
                                + pool.settings().size()
                                + " backends of "
                                + pool.key()
                                + " are in use; see pool.size and pool.query-wait-timeout.");
    }

    private void endSlowStatements(long now) {
        long limit = pool.settings().queryTimeout().toNanos();
        long idleLimit = pool.settings().idleInTransactionTimeout().toNanos();
        if (limit == 0 && idleLimit == 0) {
            return;
        }
        for (Backend backend : open.opened()) {
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
        for (Backend longest = idle.longest();
                longest != null && (isElsewhere() || isIdleTooLong(longest, now, limit));
                longest = idle.longest()) {
            idle.closeLongest();
        }
    }

    private boolean isIdleTooLong(Backend backend, long now, long limit) {
        return limit > 0 && open.openedCount() > minimumHere() && now - backend.idleSince() > limit;
    }

    /** This shard's part of the pool's minimum. */
    private int minimumHere() {
        if (isElsewhere()) {
            return 0;
        }
        return (int)
                Math.ceilDiv(
                        (long) pool.settings().minimum() * permits.held(), pool.settings().size());
    }

    /** Whether somebody who has waited since then has waited long enough for a node to be found. */
    public boolean isConnectTimeOver(long sinceNanos) {
        return loop.nanos() - sinceNanos > pool.settings().connectTimeout().toNanos();
    }

    /** Closes everything; backends that are lent are closed when they come back. */
    public void close() {
        closed = true;
        idle.closeAll();
    }
}
