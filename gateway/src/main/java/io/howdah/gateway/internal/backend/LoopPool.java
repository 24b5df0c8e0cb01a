package io.howdah.gateway.internal.backend;

import io.howdah.base.Randomness;
import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.config.MultiplexingSettings;
import io.howdah.gateway.config.PoolSettings;
import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.gateway.internal.backend.BackendConnector.ConnectFailure;
import io.howdah.gateway.internal.net.Loop;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A pool's part on one loop, which lends its backends. Confined to that loop.
 *
 * <p>{@link Lending} lends and takes back. {@link Permits} bound how many are open, with the pool's
 * {@link BackendLimits} and its reserve; {@link Upkeep} does what time demands.
 */
public final class LoopPool implements Backend.Owner {
    /** No backend is idle. */
    static final long NONE_IDLE = Long.MIN_VALUE;

    /** What all pools share. */
    public record Context(
            List<Loop> loops,
            BackendConnector connector,
            CancelSender cancels,
            Topology topology,
            GatewayMetrics metrics,
            Randomness randomness,
            AtomicLong lastStatement,
            AtomicInteger lastBackend,
            BackendPids pids,
            TrafficLedger ledger,
            Supplier<MultiplexingSettings> multiplexing,
            Runnable poolUnused) {}

    private final Pool pool;
    private final Loop loop;
    private final Context context;
    private final WaiterQueue waiters;
    private final Fitness fitness;
    private final IdleBackends idle;
    private final OpenBackends open;
    private final Permits permits;
    private final Growth growth;
    private final StaleChecks checks;
    private final Lending lending;
    private final Upkeep upkeep;
    private final Deadlines deadlines;
    private final Departures departures = new Departures();
    private final StatementCatalog catalog;
    private final Traffic traffic;
    private final LoginParameters loginParameters = new LoginParameters();
    private final Shapes shapes;
    private final Shares shares;
    private final SettingDefaults settingDefaults = new SettingDefaults();
    private boolean closed;

    LoopPool(Pool pool, Loop loop, int share, PermitMarket market, Context context) {
        this.pool = pool;
        this.loop = loop;
        this.context = context;
        this.waiters = new WaiterQueue(context.metrics.waiting);
        this.fitness = new Fitness(pool, context.topology, context.metrics);
        this.idle = new IdleBackends(fitness::isFit);
        this.open = new OpenBackends(this, context);
        this.permits = new Permits(this, market, share, context.metrics.permitsTraded);
        this.growth = new Growth(this, waiters, idle, open, permits);
        this.checks = new StaleChecks(this, waiters, idle);
        this.lending = new Lending(this, waiters, idle, checks);
        this.deadlines = new Deadlines(loop);
        this.upkeep = new Upkeep(this, waiters, idle, open);
        this.shapes = new Shapes(context.multiplexing, context.metrics);
        this.shares = new Shares(this, waiters, context.multiplexing, context.metrics);
        this.catalog = new StatementCatalog(context.lastStatement);
        this.traffic = context.ledger.of(pool.key().database(), loop);
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

    /** What is known of its clients' statements. */
    public Shapes shapes() {
        return shapes;
    }

    /** Those of its backends that serve several clients at a time. */
    public Shares shares() {
        return shares;
    }

    /** What its clients have put off. */
    public Deadlines deadlines() {
        return deadlines;
    }

    /** What settings are in a session that has changed none. */
    public SettingDefaults settingDefaults() {
        return settingDefaults;
    }

    private PoolSettings settings() {
        return pool.settings();
    }

    // ---- what is shown of it

    @Override
    public Traffic traffic() {
        return traffic;
    }

    @Override
    public int nextNumber() {
        return context.lastBackend.incrementAndGet();
    }

    /** Has what it holds taken down. */
    public void describe(PoolCensus census) {
        census.add(pool, waiters, open, checks);
    }

    /** On how many backends {@code statement} is prepared. */
    int preparedOn(Statement statement) {
        return (int)
                open.opened().stream().filter(each -> each.statements().has(statement)).count();
    }

    // ---- lending

    /** Lends a backend now, or answers null and lets {@code waiter} know later. */
    public @Nullable Backend acquire(Waiter waiter, Requester holder) {
        return lending.acquire(waiter, holder);
    }

    /** Lets {@code waiter} know when there is a backend to share, of which none is free now. */
    public void await(Waiter waiter) {
        lending.await(waiter);
    }

    /** Takes a backend for many to share; null: none is free, or others wait for one. */
    @Nullable Backend takeToShare() {
        return lending.takeToShare();
    }

    /** Lends a backend if one is free now, else answers null. */
    @Nullable Backend tryAcquire(Requester holder) {
        Backend backend = takeToShare();
        if (backend != null) {
            backend.lend(holder);
        }
        return backend;
    }

    /** Takes back a backend whose holder is done with it. */
    public void release(Backend backend) {
        if (backend.life().isOlderThan(pool.generation())) {
            loginParameters.forget(); // Somebody may just have learned them from this one.
        }
        lending.release(backend);
    }

    /** {@code waiter} does not want one any more. */
    public void forget(Waiter waiter) {
        waiters.remove(waiter);
    }

    /** A check is over. */
    void checked(Backend backend, boolean passed) {
        checks.ended(passed);
        lending.put(backend, passed && isOpen() && fitness.isFit(backend));
    }

    /** Leads those elsewhere who would wait in vain. */
    void redirectMisplaced() {
        lending.redirectMisplaced();
    }

    /** Whether its backends may be lent. */
    Fitness fitness() {
        return fitness;
    }

    /** Whether a backend that nobody uses at the moment may stay lent. */
    boolean mayStayLent(Backend backend) {
        return fitness.isFit(backend) && isWelcome(backend, loop.nanos());
    }

    /** Whether a permit of another loop's must be given back. */
    boolean isRepaymentDue() {
        return permits.isRepaymentDue();
    }

    /** Opens one of its kind that does not belong to it. */
    void connectBeside(String applicationName, BackendConnector.Listener listener) {
        context.connector()
                .connect(
                        loop,
                        pool,
                        Map.of("application_name", applicationName),
                        ended -> {},
                        listener);
    }

    /** Whether backends may be open at all. */
    boolean isOpen() {
        return !closed && !pool.isPaused();
    }

    /** Whether the process is going down. */
    boolean isClosed() {
        return closed;
    }

    /** The process's figures. */
    GatewayMetrics metrics() {
        return context.metrics;
    }

    /** How many backends are being checked. */
    int checking() {
        return checks.underWay();
    }

    /** How many permits it holds. */
    int permits() {
        return permits.held();
    }

    /** Whether it may stay open after use, or has to make room. */
    private boolean isWelcome(Backend backend, long now) {
        return isOpen()
                && !fitness.isElsewhere()
                && !fitness.isExpired(backend, now)
                && !growth.mustYield(now);
    }

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

    /** Opens backends for those who wait, as far as all bounds allow. */
    void grow() {
        growth.grow();
    }

    /** Opens one more, if that keeps nobody from one: there is enough to do for it. */
    void growForSharing() {
        if (waiters.isEmpty() && open.connecting() == 0) {
            growth.growTo(open.count() + 1, loop.nanos());
        }
    }

    /** Whether somebody has waited for so long that the reserve is to be used. */
    boolean isReserveDue(long now) {
        return upkeep.isReserveDue(now);
    }

    /** A backend that was being opened can be used. */
    void opened(Backend backend) {
        context.pids.opened(pool.key().node(), backend);
        lending.put(backend, isOpen() && fitness.isFit(backend));
    }

    /** A backend could not be opened. */
    void refused(ConnectFailure failure) {
        growth.shrunk();
        departures.check();
        upkeep.refused(failure.failure());
        if (failure.failure().is(ErrorCode.TOO_MANY_CONNECTIONS)) {
            pool.full(loop.nanos());
        }
        if (failure.anotherNode() && context.topology.deny(pool.key().node())) {
            lending.redirect(failure.failure());
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

    @Override
    public void ended(Backend backend) {
        idle.remove(backend);
        if (!open.remove(backend)) {
            return;
        }
        context.pids.ended(pool.key().node(), backend);
        if (backend.isForsaken()) {
            context.topology.doubt(pool.key().node());
        }
        switch (backend.life().use()) {
            case LENT -> context.metrics.lent.decrementAndGet();
            case CHECKED -> checks.ended(false);
            case IDLE -> {}
        }
        growth.shrunk();
        departures.check();
        grow();
        shareSpare();
    }

    /** Gives what this loop does not need to loops that wait. */
    void shareSpare() {
        growth.shareSpare();
    }

    /** Another loop has given a permit. */
    void permitReceived() {
        growth.permitReceived();
    }

    /** Its share of the pool's permits has changed. */
    void resized(int share) {
        permits.resize(share);
        growth.closeSurplus(loop.nanos());
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
            context.metrics.backendsEvicted.increment();
            idle.closeLongest();
        }
    }

    // ---- what operators do to it

    /** Backends of an earlier generation are not to be used any more. */
    void closeOutdated() {
        loginParameters.forget();
        settingDefaults.forget();
        idle.closeUnfit();
        grow();
    }

    /** Backends that are connected by TCP to none of these are not to be used any more. */
    void outdateBeside(Set<InetAddress> addresses) {
        for (Backend backend : open.opened()) {
            if (backend.identity().address() instanceof InetSocketAddress there
                    && !addresses.contains(there.getAddress())) {
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
        redirectMisplaced();
        settingDefaults.tick(now);
        shares.tick(now);
        upkeep.tick(now);
        growth.closeSurplus(now);
        upkeep.closeReserve(now, growth.reserveLeft());
        shareSpare();
        grow();
        growth.growTo(upkeep.minimumHere(), now);
    }

    /**
     * Whether somebody who has waited since then has waited long enough for the primary to be
     * found.
     */
    public boolean isConnectTimeOver(long sinceNanos) {
        return !context.topology.isPrimaryKnown()
                && loop.nanos() - sinceNanos > settings().connectTimeout().toNanos();
    }

    /** Closes everything; backends that are lent are closed when they come back. */
    public void close() {
        closed = true;
        idle.closeAll();
    }
}
