package io.howdah.gateway.internal.backend;

import io.howdah.base.Randomness;
import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.config.PoolSettings;
import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.gateway.internal.backend.BackendConnector.ConnectFailure;
import io.howdah.gateway.internal.backend.BackendLife.Use;
import io.howdah.gateway.internal.net.Loop;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A pool's part on one loop, which lends its backends. Confined to that loop.
 *
 * <p>First come, first served: a freed backend goes straight to the longest waiter. {@link Permits}
 * bound how many are open, with the pool's {@link BackendLimits} and its reserve; {@link Upkeep}
 * does what time demands.
 */
public final class LoopPool implements Backend.Owner {
    /** No backend is idle. */
    static final long NONE_IDLE = Long.MIN_VALUE;

    private static final long SPARE_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** What all pools share. */
    public record Context(
            List<Loop> loops,
            BackendConnector connector,
            CancelSender cancels,
            Topology topology,
            GatewayMetrics metrics,
            Randomness randomness,
            AtomicLong lastStatement,
            Runnable poolUnused) {}

    private final Pool pool;
    private final Loop loop;
    private final Context context;
    private final WaiterQueue waiters;
    private final IdleBackends idle = new IdleBackends(this::isFit);
    private final OpenBackends open;
    private final Permits permits;
    private final Upkeep upkeep;
    private final Departures departures = new Departures();
    private final StatementCatalog catalog;
    private final LoginParameters loginParameters = new LoginParameters();
    private final SettingDefaults settingDefaults = new SettingDefaults();
    private int reserved;
    private int checking;
    private boolean serving;
    private boolean closed;

    LoopPool(Pool pool, Loop loop, int share, PermitMarket market, Context context) {
        this.pool = pool;
        this.loop = loop;
        this.context = context;
        this.waiters = new WaiterQueue(context.metrics.waiting);
        this.open = new OpenBackends(this, context);
        this.permits = new Permits(this, market, share, context.metrics.permitsTraded);
        this.upkeep = new Upkeep(this, context.metrics, waiters, idle, open);
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

    private PoolSettings settings() {
        return pool.settings();
    }

    // ---- lending

    /** Lends a backend now, or answers null and lets {@code waiter} know later. */
    public @Nullable Backend acquire(Waiter waiter, Requester holder) {
        Backend backend = waiters.isEmpty() ? takeFresh() : null;
        if (backend == null) {
            waiters.add(waiter);
            checkStale();
            grow();
        } else {
            backend.lend(holder);
        }
        return backend;
    }

    /** Takes an idle backend to lend it; null: none can be lent at once. */
    private @Nullable Backend takeFresh() {
        boolean inTurn = settings().roundRobin();
        Backend backend = pool.isPaused() ? null : idle.next(inTurn);
        if (backend == null || isStale(backend, loop.nanos())) {
            return null;
        }
        idle.takeNext(inTurn);
        backend.life().use(Use.LENT);
        context.metrics.lent.incrementAndGet();
        return backend;
    }

    /** Whether it has been idle for so long that it must be checked. */
    boolean isStale(Backend backend, long now) {
        long delay = settings().checkDelay().toNanos();
        return delay > 0 && now - backend.idleSince() > delay;
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
        long now = loop.nanos();
        takeIn(backend, now, isFit(backend) && isWelcome(backend, now));
    }

    private void takeIn(Backend backend, long now, boolean keep) {
        backend.life().use(Use.IDLE);
        backend.idleSince(now);
        if (keep) {
            idle.add(backend);
            serveWaiters();
        } else {
            backend.close();
        }
    }

    /** Whether it could be lent again. */
    private boolean isFit(Backend backend) {
        return backend.isClean() && !backend.life().isOlderThan(pool.generation());
    }

    /** Whether any may stay open. */
    private boolean isOpen() {
        return !closed && !pool.isPaused();
    }

    /** Whether it may stay open after use, or has to make room. */
    private boolean isWelcome(Backend backend, long now) {
        return isOpen()
                && !isElsewhere()
                && surplus() <= 0
                && !(permits.isRepaymentDue() && open.closing() == 0)
                && !isExpired(backend, now)
                && !pool.limits().mustYield(this, now);
    }

    /** Whether it is to be closed because of its age. */
    boolean isExpired(Backend backend, long now) {
        return backend.life().isOver(now, settings().backendLifetime().toNanos())
                && pool.tryExpire(now);
    }

    /** How many backends are open that should not be. */
    int surplus() {
        int overdrawn = reserved > 0 && pool.isReserveOverdrawn() ? 1 : 0;
        int surplus = open.count() - allowed() + overdrawn;
        return surplus <= 0 ? surplus : surplus - open.closing();
    }

    /** How many permits it holds. */
    int permits() {
        return permits.held();
    }

    /** How many backends of the reserve are open here, or on their way out. */
    int reserved() {
        return reserved;
    }

    /** Whether the primary is another node. */
    boolean isElsewhere() {
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
            Backend backend = waiters.isEmpty() ? null : takeFresh();
            while (backend != null) {
                waiters.takeFirst().granted(backend);
                backend = waiters.isEmpty() ? null : takeFresh();
            }
        } finally {
            serving = false;
        }
        checkStale();
    }

    /** Has as many idle backends checked as are waited for. */
    private void checkStale() {
        boolean inTurn = settings().roundRobin();
        while (checking < waiters.size() && !pool.isPaused()) {
            Backend backend = idle.next(inTurn);
            if (backend == null) {
                return;
            }
            idle.takeNext(inTurn);
            checking++;
            BackendCheck.run(
                    this,
                    backend,
                    settings().checkQuery().orElse(""),
                    settings().connectTimeout().toNanos());
        }
    }

    /** A check is over. */
    void checked(Backend backend, boolean passed) {
        checking--;
        takeIn(backend, loop.nanos(), passed && isOpen() && isFit(backend));
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

    // ---- growing

    /** Opens backends for those who wait, as far as all bounds allow. */
    void grow() {
        long now = loop.nanos();
        while (unserved() > 0 && open.count() < allowed() && tryConnect(now)) {}
        boolean full = !closed && open.count() >= allowed();
        if (full && unserved() > 0 && open.connecting() == 0 && upkeep.isReserveDue(now)) {
            connectReserve(now);
        }
        permits.ask(full ? unserved() : 0);
        if (unserved() <= 0) {
            pool.limits().forget(this);
        }
    }

    /** Waiters for whom nothing is on its way. */
    private int unserved() {
        return waiters.size() - open.connecting() - checking;
    }

    /** How many backends may be open. */
    private int allowed() {
        return permits.held() + reserved;
    }

    private boolean tryConnect(long now) {
        if (!isOpen() || !open.mayConnect(now) || !pool.limits().tryTake(this, now)) {
            return false;
        }
        pool.users().incrementAndGet();
        open.connect();
        return true;
    }

    private void connectReserve(long now) {
        if (pool.tryReserve()) {
            reserved++;
            if (!tryConnect(now)) {
                settleReserve();
            }
        }
    }

    /** Gives back what of the reserve is not in use. */
    private void settleReserve() {
        while (reserved > 0 && open.count() < allowed()) {
            reserved--;
            pool.unreserve();
        }
    }

    /** Opens backends up to {@code minimum}, as far as no waiting is needed for that. */
    void growTo(int minimum, long now) {
        while (open.count() < Math.min(permits.held(), minimum) && pool.tryUse()) {
            boolean connecting = tryConnect(now);
            pool.leave();
            if (!connecting) {
                return;
            }
        }
    }

    /** A backend that was being opened can be used. */
    void opened(Backend backend) {
        takeIn(backend, loop.nanos(), isOpen() && isFit(backend));
    }

    /** A backend could not be opened. */
    void refused(ConnectFailure failure) {
        settleReserve();
        departures.check();
        upkeep.refused(failure.failure());
        if (failure.failure().is(ErrorCode.TOO_MANY_CONNECTIONS)) {
            pool.full(loop.nanos());
        }
        if (failure.anotherNode() && context.topology.deny(pool.key().node())) {
            redirectWaiters(failure.failure());
        } else if (!mayPass(failure.failure()) && open.count() == 0) {
            for (Waiter waiter : waiters.takeAll()) {
                waiter.refused(failure.failure());
            }
        }
    }

    /** Whether waiting may help: the server is starting up, or full of this pool's own backends. */
    private boolean mayPass(Failure failure) {
        return failure.is(ErrorCode.CANNOT_CONNECT_NOW)
                || (failure.is(ErrorCode.TOO_MANY_CONNECTIONS) && pool.opened().get() > 0);
    }

    private void redirectWaiters(Failure reason) {
        for (Waiter waiter : waiters.takeAll()) {
            waiter.redirected(reason);
        }
    }

    // ---- shrinking

    @Override
    public void ended(Backend backend) {
        idle.remove(backend);
        if (!open.remove(backend)) {
            return;
        }
        switch (backend.life().use()) {
            case LENT -> context.metrics.lent.decrementAndGet();
            case CHECKED -> checking--;
            case IDLE -> {}
        }
        settleReserve();
        departures.check();
        if (!closed) {
            permits.repay(allowed() - open.count());
        }
        grow();
        shareSpare();
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
            permits.shareSpare(allowed() - open.count());
        }
        if (hasSpareBackend() && permits.isWantedElsewhere()) {
            idle.closeLongest();
        }
    }

    private boolean hasSpareBackend() {
        Backend longest = idle.longest();
        return longest != null
                && loop.nanos() - longest.idleSince() > SPARE_AFTER_NANOS
                && open.closing() == 0;
    }

    /** Another loop has given a permit. */
    void permitReceived() {
        permits.received(unserved() <= 0);
        grow();
    }

    /** Its share of the pool's permits has changed. */
    void resized(int share) {
        permits.resize(share);
        upkeep.closeSurplus();
        grow();
    }

    /** Since when its longest idle backend is idle; {@link #NONE_IDLE} without one; any thread. */
    long longestIdleSince() {
        return idle.longestSince();
    }

    /** {@code limit} needs room. */
    void evict(BackendLimit limit) {
        if (idle.isEmpty()) {
            limit.evictionFailed();
        } else {
            idle.closeLongest();
        }
    }

    // ---- what operators do to it

    /** Backends of an earlier generation are not to be used any more. */
    void closeOutdated() {
        loginParameters.forget();
        idle.closeUnfit();
        grow();
    }

    /** Backends that are connected to none of these are not to be used any more. */
    void outdateBeside(Set<InetAddress> addresses) {
        for (Backend backend : open.opened()) {
            if (!addresses.contains(backend.identity().address().getAddress())) {
                backend.life().outdate();
            }
        }
        closeOutdated();
    }

    /** The pool has been paused, or goes on. */
    void pauseChanged() {
        if (pool.isPaused()) {
            idle.closeAll();
            pool.limits().forget(this);
        } else {
            upkeep.resumed();
            grow();
        }
    }

    /** Closes every backend, whatever it is doing. */
    void kill() {
        open.opened().forEach(Backend::drop);
    }

    /** Completes {@code done} when no backend is open any more. */
    void awaitEmpty(CompletableFuture<Void> done) {
        departures.await(() -> open.count() == 0, done);
    }

    /** Completes {@code done} when no backend is open that must be replaced now. */
    void awaitUpToDate(CompletableFuture<Void> done) {
        int current = pool.generation();
        departures.await(() -> open.isNoneOlderThan(current), done);
    }

    // ---- time

    /** Looks after everything that time changes; called a few times a second. */
    public void tick(long now) {
        if (!context.topology.has(pool.key().node())) {
            redirectWaiters(
                    Failure.of(
                            ErrorCode.CANNOT_CONNECT_NOW,
                            pool.key().node() + " is not a node any more"));
        }
        upkeep.tick(now);
        shareSpare();
        grow();
        growTo(upkeep.minimumHere(), now);
    }

    /** Whether somebody who has waited since then has waited long enough for a node to be found. */
    public boolean isConnectTimeOver(long sinceNanos) {
        return loop.nanos() - sinceNanos > settings().connectTimeout().toNanos();
    }

    /** What it is like now. */
    public PoolState state() {
        return ShardView.of(this, waiters, open, loop.nanos());
    }

    /** Closes everything; backends that are lent are closed when they come back. */
    public void close() {
        closed = true;
        idle.closeAll();
    }
}
