package io.howdah.gateway.internal.backend;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How many backends of one database, one user or one node may be open, whatever the pool. Safe from
 * any thread.
 *
 * <p>Shards that are refused queue up; who is not first in the queue is refused, too. For the first
 * an idle backend of any pool is closed, or one that comes back once the first has waited for
 * {@link #PATIENCE_NANOS}, so that busy pools cannot keep all. One is closed at a time.
 */
final class BackendLimit {
    /** No limit. */
    static final int NONE = Integer.MAX_VALUE;

    /** How long a server that was full is believed to be so. */
    private static final long FULL_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Set<Pool> pools = ConcurrentHashMap.newKeySet();
    private final LinkedHashMap<LoopPool, Long> queue = new LinkedHashMap<>();
    private volatile int most;
    private volatile int found = NONE;
    private volatile long foundUntil;
    private volatile boolean contended;
    private volatile int open;
    private boolean evicting;
    private int holders;

    /** Nothing is open, and {@code most} may be. */
    BackendLimit(int most) {
        this.most = most;
    }

    // ---- which pools it is about

    void join(Pool pool) {
        pools.add(pool);
    }

    void leave(Pool pool) {
        pools.remove(pool);
    }

    /** Counts a pool that needs this limit, or one less; {@link LimitBook}'s business. */
    int holders(int change) {
        holders += change;
        return holders;
    }

    /** Changes the limit; what is open above it is closed when it becomes idle. */
    void most(int limit) {
        most = limit;
    }

    /** The server has refused one more: what is open is the limit for a while. */
    synchronized void full(long now) {
        found = Math.max(1, open);
        foundUntil = now + FULL_NANOS;
    }

    private int most(long now) {
        return found != NONE && now - foundUntil < 0 ? Math.min(found, most) : most;
    }

    // ---- opening and closing

    /** Counts one more for {@code shard}; false: it is not its turn, and nothing was counted. */
    synchronized boolean tryTake(LoopPool shard, long now) {
        LoopPool first = queue.isEmpty() ? shard : queue.firstEntry().getKey();
        boolean room = open < most(now);
        if (room && first == shard) {
            open++;
            leaveQueue(shard);
            return true;
        }
        queue.putIfAbsent(shard, now);
        contended = true;
        if (room) {
            wake(first);
        }
        return false;
    }

    /** Counts one more if nobody waits for it; false: nothing was counted. */
    synchronized boolean tryTakeSpare(long now) {
        boolean room = queue.isEmpty() && open < most(now);
        if (room) {
            open++;
        }
        return room;
    }

    /** Takes back {@link #tryTake}. */
    synchronized void give() {
        open--;
        evicting = false;
        wakeFirst();
    }

    /** {@code shard} needs none any more. */
    void forget(LoopPool shard) {
        if (contended) {
            leaveQueueAndWake(shard);
        }
    }

    private synchronized void leaveQueueAndWake(LoopPool shard) {
        if (leaveQueue(shard)) {
            wakeFirst();
        }
    }

    private boolean leaveQueue(LoopPool shard) {
        boolean waited = queue.remove(shard) != null;
        contended = !queue.isEmpty();
        return waited;
    }

    private void wakeFirst() {
        if (!queue.isEmpty()) {
            wake(queue.firstEntry().getKey());
        }
    }

    private static void wake(LoopPool shard) {
        shard.loop().execute(shard::grow);
    }

    // ---- making room

    /** Has the backend closed that has been idle longest in any pool, if there is one. */
    void evict(long now) {
        LoopPool victim = longestIdle();
        if (victim != null && beginEviction(now)) {
            victim.loop().execute(() -> victim.evict(this));
        }
    }

    private synchronized boolean beginEviction(long now) {
        boolean first = !evicting && open >= most(now);
        evicting |= first;
        return first;
    }

    /** There was nothing to close after all. */
    synchronized void evictionFailed() {
        evicting = false;
    }

    /** Whether more are open than may be. */
    boolean isExceeded(long now) {
        return open > most(now);
    }

    /** Whether a backend that comes back to {@code shard} has to make room for another. */
    boolean mustYield(LoopPool shard, long now) {
        return isExceeded(now) || (contended && isOwed(shard, now));
    }

    private synchronized boolean isOwed(LoopPool shard, long now) {
        if (queue.isEmpty() || evicting || open < most(now)) {
            return false;
        }
        var first = queue.firstEntry();
        evicting = first.getKey() != shard && now - first.getValue() > PATIENCE_NANOS;
        return evicting;
    }

    private @Nullable LoopPool longestIdle() {
        LoopPool longest = null;
        long since = 0;
        for (Pool pool : pools) {
            for (LoopPool shard : pool.shards()) {
                long idleSince = shard.longestIdleSince();
                boolean longer = longest == null || idleSince - since < 0;
                if (idleSince != LoopPool.NONE_IDLE && longer) {
                    longest = shard;
                    since = idleSince;
                }
            }
        }
        return longest;
    }
}
