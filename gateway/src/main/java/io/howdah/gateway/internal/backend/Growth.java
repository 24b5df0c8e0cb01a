package io.howdah.gateway.internal.backend;

import java.util.concurrent.TimeUnit;

/**
 * How one shard grows for those who wait, and shrinks again: within its permits, the limits of its
 * database, user and node, and the pool's reserve. Confined to its loop.
 */
final class Growth {
    private static final long SPARE_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /**
     * Where a limit has refused a place that nobody waits for, it is not asked again for so long.
     */
    private static final long SPARE_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final LoopPool shard;
    private final WaiterQueue waiters;
    private final IdleBackends idle;
    private final OpenBackends open;
    private final Permits permits;
    private int reserved;
    private boolean spareRefused;
    private long spareRefusedNanos;

    Growth(
            LoopPool shard,
            WaiterQueue waiters,
            IdleBackends idle,
            OpenBackends open,
            Permits permits) {
        this.shard = shard;
        this.waiters = waiters;
        this.idle = idle;
        this.open = open;
        this.permits = permits;
    }

    private BackendLimits limits() {
        return shard.pool().limits();
    }

    // ---- how much there may be

    /** How many backends may be open. */
    private int allowed() {
        return permits.held() + reserved;
    }

    /** How many backends are open that should not be. */
    int surplus() {
        int overdrawn = reserved > 0 && shard.pool().isReserveOverdrawn() ? 1 : 0;
        int surplus = open.count() - allowed() + overdrawn;
        return surplus <= 0 ? surplus : surplus - open.closing();
    }

    /** How many idle backends of the reserve there are to close. */
    int reserveLeft() {
        return reserved == 0 ? 0 : reserved - open.closing();
    }

    /** Whether a backend that comes back has to make room for another shard or pool. */
    boolean mustYield(long now) {
        if (surplus() > 0 || (permits.isRepaymentDue() && open.closing() == 0)) {
            return true;
        }
        boolean owed = limits().mustYield(shard, now);
        if (owed) {
            shard.metrics().backendsEvicted.increment();
        }
        return owed;
    }

    // ---- growing

    /** Opens backends for those who wait, as far as all bounds allow. */
    void grow() {
        long now = shard.loop().nanos();
        while (mayOpen(now) && limits().tryTake(shard, now)) {
            connect();
        }
        if (isReserveDue(now)) {
            connectReserve(now);
        }
        permits.ask(shard.isClosed() || open.count() < allowed() ? 0 : unserved());
        if (!mayOpen(now)) {
            limits().forget(shard);
        }
    }

    /** Whether one more is needed and nothing but a limit may be in the way. */
    private boolean mayOpen(long now) {
        return unserved() > 0 && open.count() < allowed() && shard.isOpen() && open.mayConnect(now);
    }

    /** Waiters for whom nothing is on its way. */
    private int unserved() {
        return waiters.size() - open.connecting() - shard.checking();
    }

    private void connect() {
        shard.pool().users().incrementAndGet();
        open.connect();
    }

    private boolean isReserveDue(long now) {
        return unserved() > 0
                && open.count() >= allowed()
                && open.connecting() == 0
                && shard.isReserveDue(now);
    }

    private void connectReserve(long now) {
        if (shard.pool().tryReserve()) {
            reserved++;
            if (mayOpen(now) && limits().tryTake(shard, now)) {
                connect();
                shard.metrics().backendsReserved.increment();
            } else {
                settleReserve();
            }
        }
    }

    /** Gives back what of the reserve is not in use. */
    private void settleReserve() {
        while (reserved > 0 && open.count() < allowed()) {
            reserved--;
            shard.pool().unreserve();
        }
    }

    /** Opens backends up to {@code minimum}; nobody else has to make room for that. */
    void growTo(int minimum, long now) {
        while (open.count() < Math.min(permits.held(), minimum)
                && shard.isOpen()
                && open.mayConnect(now)
                && !isSparePause(now)
                && shard.pool().tryUse()) {
            if (!limits().tryTakeSpare(now)) {
                shard.pool().leave();
                spareRefused = true;
                spareRefusedNanos = now;
                return;
            }
            open.connect();
        }
    }

    private boolean isSparePause(long now) {
        spareRefused &= now - spareRefusedNanos < SPARE_PAUSE_NANOS;
        return spareRefused;
    }

    // ---- shrinking

    /** A backend is gone, or could not be opened. */
    void shrunk() {
        settleReserve();
        if (!shard.isClosed()) {
            permits.repay(allowed() - open.count());
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
        if (!shard.isClosed()) {
            permits.shareSpare(allowed() - open.count());
        }
        if (hasSpareBackend() && permits.isWantedElsewhere()) {
            idle.closeLongest();
        }
    }

    private boolean hasSpareBackend() {
        Backend longest = idle.longest();
        return longest != null
                && shard.loop().nanos() - longest.idleSince() > SPARE_AFTER_NANOS
                && open.closing() == 0;
    }

    /** Another loop has given a permit. */
    void permitReceived() {
        permits.received(unserved() <= 0);
        grow();
    }

    /** Closes what is idle and more than the pool's size, or a limit, allows now. */
    void closeSurplus(long now) {
        while (!idle.isEmpty() && surplus() > 0) {
            idle.closeLongest();
        }
        if (!idle.isEmpty() && limits().isExceeded(now)) {
            idle.closeLongest();
        }
    }
}
