package io.howdah.gateway.internal.backend;

import io.howdah.gateway.config.MultiplexingSettings;
import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.gateway.internal.net.Loop;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The backends of one part of a pool that serve many clients at a time. Confined to its loop.
 *
 * <p>Few are best: requests that arrive together leave in one write, and PostgreSQL finds the next
 * one there when it is done with one. So another backend is used only when those in use have enough
 * to do, by number of requests or by the time they are expected to take, and as long as that makes
 * answers come sooner, see {@link ShareWidth}; and given up when the load has gone. Others who wait
 * for a backend come first.
 */
public final class Shares {
    /** A backend that nobody shares is given back after this time. */
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final int MOST_SETS = 16;

    private final LoopPool pool;
    private final WaiterQueue waiters;
    private final Supplier<MultiplexingSettings> settings;
    private final GatewayMetrics metrics;
    private final List<Share> shares = new ArrayList<>();
    private final ArrayDeque<ParameterSet> reported = new ArrayDeque<>();
    private final ShareWidth width = new ShareWidth();
    private int mostUnderWay;

    /** How many have the settings last asked for, and the shortest of those beyond the width. */
    private int suiting;

    private @Nullable Share beyond;
    private boolean watching;

    Shares(
            LoopPool pool,
            WaiterQueue waiters,
            Supplier<MultiplexingSettings> settings,
            GatewayMetrics metrics) {
        this.pool = pool;
        this.waiters = waiters;
        this.settings = settings;
        this.metrics = metrics;
    }

    LoopPool lender() {
        return pool;
    }

    Loop loop() {
        return pool.loop();
    }

    long nanos() {
        return pool.loop().nanos();
    }

    /** What is agreed on sharing now. */
    public MultiplexingSettings limits() {
        return settings.get();
    }

    private long patienceNanos() {
        return limits().patience().toNanos();
    }

    // ---- taking part

    /**
     * Where a request may go.
     *
     * @param wanted the settings of its session
     * @param predictedNanos how long it is expected to take
     * @return null: it needs a backend to itself
     */
    public @Nullable Share take(SessionSettings wanted, long predictedNanos) {
        Share share = least(wanted);
        if (share == null || !hasRoom(share)) {
            Share more = another(wanted);
            share = more != null || share == null || isFull(share, predictedNanos) ? more : share;
            share = share == null ? roomBeyond(predictedNanos) : share;
        }
        if (share != null) {
            share.taken(predictedNanos);
            metrics.shared.increment();
            watch();
        }
        return share;
    }

    /**
     * Where a request may go that must not be between others': it takes long, or answers much.
     *
     * @param wanted the settings of its session
     * @return null: no backend is free
     */
    public @Nullable Share takeAlone(SessionSettings wanted) {
        Share share = idle(wanted);
        if (share == null) {
            Backend free = freeFor(wanted);
            share = free == null ? null : open(free, wanted);
        }
        if (share != null) {
            share.reserve();
            share.taken(0);
        }
        return share;
    }

    /** Of those with the same settings and within the width, the one with the fewest requests. */
    private @Nullable Share least(SessionSettings wanted) {
        int most = width();
        Share least = null;
        int underWay = 0;
        int busy = 0;
        suiting = 0;
        beyond = null;
        for (int i = 0; i < shares.size(); i++) {
            Share share = shares.get(i);
            underWay += share.depth();
            if (share.isOpen() && share.suits(wanted)) {
                suiting++;
                busy += share.isIdle() ? 0 : 1;
                if (suiting <= most) {
                    least = shorter(least, share);
                } else {
                    beyond = shorter(beyond, share);
                }
            }
        }
        width.busy(busy);
        mostUnderWay = Math.max(mostUnderWay, underWay + 1);
        return least;
    }

    /**
     * One beyond the width is better than a backend to itself, and may have been opened for this.
     */
    private @Nullable Share roomBeyond(long predictedNanos) {
        Share share = beyond;
        return share != null && (share.isIdle() || !isFull(share, predictedNanos)) ? share : null;
    }

    private static Share shorter(@Nullable Share one, Share other) {
        return one == null || other.depth() < one.depth() ? other : one;
    }

    private int width() {
        MultiplexingSettings now = limits();
        return now.adapt() ? width.limit(now.backends()) : now.backends();
    }

    /** A request has been answered that was sent at {@code sentNanos}. */
    void answered(long sentNanos, long now) {
        if (limits().adapt() && width.answered(sentNanos, now, limits().backends())) {
            metrics.shareWidths.increment();
        }
    }

    private boolean hasRoom(Share share) {
        return share.isIdle()
                || (share.depth() < limits().depth()
                        && share.aheadNanos() <= limits().queue().toNanos());
    }

    /** With all in use, waiting for one's turn is still better than waiting for a backend. */
    private boolean isFull(Share share, long predictedNanos) {
        return share.aheadNanos() + predictedNanos > patienceNanos() / 2
                || share.isHeldUp(nanos(), patienceNanos());
    }

    private @Nullable Share another(SessionSettings wanted) {
        if (suiting >= width()) {
            width.pressed();
            return null;
        }
        Share idle = idle(wanted);
        if (idle != null || shares.size() >= limits().backends()) {
            return idle;
        }
        Backend free = freeFor(wanted);
        if (free == null) {
            pool.growForSharing();
        }
        return free == null ? null : open(free, wanted);
    }

    private @Nullable Share idle(SessionSettings wanted) {
        for (Share share : shares) {
            if (share.isOpen() && share.isIdle() && share.mayChange(wanted)) {
                share.change(wanted);
                return share;
            }
        }
        return null;
    }

    private @Nullable Backend freeFor(SessionSettings wanted) {
        Backend free = pool.takeToShare();
        if (free != null && free.session().settings().mayBeRefused(wanted)) {
            pool.release(free);
            return null;
        }
        return free;
    }

    private Share open(Backend backend, SessionSettings wanted) {
        Share share = new Share(this, backend, wanted);
        shares.add(share);
        metrics.sharedBackends.incrementAndGet();
        return share;
    }

    /**
     * Shares a backend that has become free among those who wait, if the first of them can share.
     *
     * @param first the longest waiter, who has been taken from the queue
     * @return false: it is to have the backend to itself
     */
    boolean isOpened(Backend free, Waiter first) {
        SessionSettings wanted = first.sharedSettings();
        if (wanted == null
                || (!mayOpen(wanted) && !first.mustShare())
                || free.session().settings().mayBeRefused(wanted)) {
            return false;
        }
        Share share = open(free, wanted);
        first.invited();
        if (share.isOpen()) { // the first may have needed all of it
            waiters.takeSharing(wanted, limits().depth()).forEach(Waiter::invited);
        }
        if (share.isIdle()) {
            share.leave();
        }
        return true;
    }

    private boolean mayOpen(SessionSettings wanted) {
        return shares.size() < limits().backends()
                && shares.stream().filter(share -> share.isOpen() && share.suits(wanted)).count()
                        < width();
    }

    // ---- what its backends ask

    /** Whether an idle one may be kept. */
    boolean mayKeep(Share share) {
        return waiters.isEmpty()
                && shares.size() <= limits().backends()
                && pool.mayStayLent(share.backend());
    }

    /** Whether an answer is longer than agreed, or its reader too slow for it. */
    boolean isTooMuch(Exchange current) {
        return current.answerBytes() > limits().largestAnswer().bytes()
                || (current.requester().outbox() != null
                        && current.requester().outbox().isCongested());
    }

    void giveBack(Share share) {
        forget(share);
        pool.release(share.backend());
    }

    /** It is not to be taken any more. */
    void forget(Share share) {
        if (shares.remove(share)) {
            metrics.sharedBackends.decrementAndGet();
        }
    }

    void cancel(Backend backend) {
        pool.cancel(backend);
    }

    /** One of equal sets for all, so that comparing is cheap. */
    ParameterSet same(ParameterSet set) {
        for (ParameterSet known : reported) {
            if (known.equals(set)) {
                return known;
            }
        }
        if (reported.size() == MOST_SETS) {
            reported.removeFirst();
        }
        reported.addLast(set);
        return set;
    }

    // ---- making room, and time

    /**
     * Somebody needs a backend to itself: one that is idle comes back at once; where sharing takes
     * most, one comes back soon.
     */
    boolean makeRoom() {
        for (Share share : shares) {
            if (share.isIdle()) {
                share.leave();
                return true;
            }
        }
        if (!shares.isEmpty() && 2 * shares.size() > pool.permits()) {
            shares.getLast().leave();
        }
        return false;
    }

    /** Called a few times a second. */
    void tick(long now) {
        int wanted = Math.ceilDiv(mostUnderWay * 2, limits().depth() * 3);
        mostUnderWay = 0;
        boolean wantedElsewhere = !pool.isOpen() || pool.isRepaymentDue();
        for (Share share : List.copyOf(shares)) {
            boolean idle = share.isIdle() && now - share.idleSinceNanos() > IDLE_NANOS;
            if (idle || wantedElsewhere || pool.fitness().isOutdated(share.backend(), now)) {
                share.leave();
            }
        }
        if (shares.size() > Math.max(1, wanted)) {
            shares.getLast().leave();
        }
    }

    /** Looks after requests that hold others up, for as long as there are any. */
    private void watch() {
        if (!watching) {
            watching = true;
            pool.loop()
                    .executor()
                    .schedule(this::look, Math.max(patienceNanos() / 2, 1), TimeUnit.NANOSECONDS);
        }
    }

    private void look() {
        watching = false;
        long now = nanos();
        for (Share share : List.copyOf(shares)) {
            if (share.isHeldUp(now, patienceNanos())) {
                metrics.shareHeldUp.increment();
                share.evacuate();
            } else if (!share.isIdle()) {
                watch();
            }
        }
    }
}
