package io.howdah.gateway.internal.backend;

import io.howdah.gateway.config.PoolSettings;
import io.howdah.gateway.internal.net.Loop;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * The backends of one (database, user) on one node, in the whole process. Safe from any thread; all
 * that changes belongs to its shards, one a loop.
 *
 * <p>The pool's size is the number of permits its shards hold together. A small pool lives on one
 * loop; a larger one is split, and loops trade permits, never connections. Once split, it stays so.
 */
public final class Pool {
    /** A pool with fewer permits a loop than this stays on one loop. */
    private static final int SPLIT_FROM = 4;

    private static final int SPLIT = -1;

    /**
     * INSERTs after which clients are expected to ask for a sequence's value, though none has yet.
     */
    private static final int SEQUENCE_TRIALS = 100;

    private final AtomicInteger sequenceTrials = new AtomicInteger(SEQUENCE_TRIALS);
    private volatile boolean readsSequences;
    private final PoolKey key;
    private final SchemaEpoch epoch;
    private final BackendLimit capacity = new BackendLimit(BackendLimit.NONE);
    private final BackendLimits limits;
    private final Runnable unused;
    private final List<LoopPool> shards;
    private final AtomicReferenceArray<@Nullable Pool> readers =
            new AtomicReferenceArray<>(Topology.MOST);
    private final AtomicInteger users = new AtomicInteger();
    private final AtomicInteger clients = new AtomicInteger();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger reserveUsed = new AtomicInteger();
    private final AtomicInteger generation = new AtomicInteger();
    private final AtomicLong lastExpiry;
    private volatile PoolSettings settings;
    private volatile int home;
    private volatile boolean paused;
    private volatile boolean gone;

    Pool(
            PoolKey key,
            PoolSettings settings,
            SchemaEpoch epoch,
            BackendLimits limits,
            LoopPool.Context context) {
        List<Loop> loops = context.loops();
        this.key = key;
        this.settings = settings;
        this.epoch = epoch;
        this.limits = limits.with(capacity);
        this.unused = context.poolUnused();
        this.lastExpiry = new AtomicLong(loops.getFirst().nanos());
        this.home =
                isLarge(settings.size(), loops.size())
                        ? SPLIT
                        : Math.floorMod(
                                key.database().hashCode() * 31 + key.user().hashCode(),
                                loops.size());
        PermitMarket market = new PermitMarket(loops.size(), this::shards);
        this.shards =
                loops.stream()
                        .map(loop -> new LoopPool(this, loop, share(loop, loops), market, context))
                        .toList();
        this.limits.join(this);
    }

    private static boolean isLarge(int size, int loops) {
        return size >= SPLIT_FROM * loops && loops > 1;
    }

    private int share(Loop loop, List<Loop> loops) {
        int size = settings.size();
        if (home != SPLIT) {
            return loop.index() == home ? size : 0;
        }
        return size / loops.size() + (loop.index() < size % loops.size() ? 1 : 0);
    }

    // ---- what it is

    /** What its backends have in common. */
    public PoolKey key() {
        return key;
    }

    /** Its bounds now. */
    public PoolSettings settings() {
        return settings;
    }

    /** Counts schema changes of its database. */
    public SchemaEpoch epoch() {
        return epoch;
    }

    /** The limits beside its own size. */
    BackendLimits limits() {
        return limits;
    }

    /** Its part on {@code loop}. */
    public LoopPool on(Loop loop) {
        return shards.get(loop.index());
    }

    /** The loop that a client of this pool, now on {@code loop}, should move to. */
    public Loop home(Loop loop) {
        return home == SPLIT ? loop : shards.get(home).loop();
    }

    /** Whether its clients ask for the last values of sequences. */
    public boolean readsSequences() {
        return readsSequences;
    }

    /**
     * Whether a client that has just advanced a sequence is likely to ask for its value: if clients
     * do, or the first few of the pool have not shown yet that they do not.
     */
    public boolean expectsSequenceReads() {
        return readsSequences
                || (sequenceTrials.get() > 0 && sequenceTrials.decrementAndGet() >= 0);
    }

    /** A client has asked for the last value of a sequence: others are likely to. */
    public void noteSequencesRead() {
        if (!readsSequences) {
            readsSequences = true;
        }
    }

    /** Its parts, one a loop. */
    public List<LoopPool> shards() {
        return shards;
    }

    private void tell(Consumer<LoopPool> what) {
        shards.forEach(shard -> shard.loop().execute(() -> what.accept(shard)));
    }

    // ---- who uses it

    /** Counts whoever keeps the pool alive: clients, and backends being opened or open. */
    AtomicInteger users() {
        return users;
    }

    /** Counts one more user; false: the pool has none, may be gone, and nobody was counted. */
    boolean tryUse() {
        return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** Counts one user less. */
    void leave() {
        if (users.decrementAndGet() == 0) {
            unused.run();
        }
    }

    /** The pools on other nodes that its clients read from, by the nodes' slots. */
    AtomicReferenceArray<@Nullable Pool> readers() {
        return readers;
    }

    /** It is gone: whoever waits there is led elsewhere. */
    void gone() {
        gone = true;
        tell(LoopPool::redirectMisplaced);
    }

    /** Whether it is gone, so that nobody looks after those who wait. */
    boolean isGone() {
        return gone;
    }

    /** Gives up the pools on other nodes that its clients read from. */
    void closeReaders() {
        for (int slot = 0; slot < readers.length(); slot++) {
            Pool reader = readers.getAndSet(slot, null);
            if (reader != null) {
                reader.leave();
            }
        }
    }

    /** Counts its clients. */
    AtomicInteger clients() {
        return clients;
    }

    /** Counts backends that are open, on all loops. */
    AtomicInteger opened() {
        return opened;
    }

    // ---- its bounds

    /** Other settings hold from now on; what is open beyond them is closed when it is idle. */
    synchronized void apply(PoolSettings changed) {
        if (changed.equals(settings)) {
            return;
        }
        settings = changed;
        List<Loop> loops = shards.stream().map(LoopPool::loop).toList();
        if (isLarge(changed.size(), loops.size())) {
            home = SPLIT;
        }
        tellShares(loops);
    }

    private void tellShares(List<Loop> loops) {
        for (LoopPool shard : shards) {
            int share = share(shard.loop(), loops);
            shard.loop().execute(() -> shard.resized(share));
        }
    }

    /** PostgreSQL has no place for one more backend: what there is has to do for a while. */
    void full(long now) {
        capacity.full(now);
    }

    /** Whether a pool that is split has fewer permits than loops. */
    boolean isTight() {
        return home == SPLIT && settings.size() < shards.size();
    }

    /** Takes a backend of the reserve; false: all are in use, and none was taken. */
    boolean tryReserve() {
        int most = settings.reserveSize();
        return reserveUsed.getAndUpdate(used -> used < most ? used + 1 : used) < most;
    }

    /** Takes back {@link #tryReserve}. */
    void unreserve() {
        reserveUsed.decrementAndGet();
    }

    /** Whether more of the reserve is in use than there is now. */
    boolean isReserveOverdrawn() {
        return reserveUsed.get() > settings.reserveSize();
    }

    /**
     * Whether a backend may be closed now because of its age: the pool's are closed one at a time,
     * so that they need not be opened all together.
     *
     * @see <a href="https://www.pgbouncer.org/config.html#server_lifetime">PgBouncer:
     *     server_lifetime</a>
     */
    boolean tryExpire(long now) {
        long gap = settings.backendLifetime().toNanos() / settings.size();
        long last = lastExpiry.get();
        return now - last >= gap && lastExpiry.compareAndSet(last, now);
    }

    // ---- what operators do to it

    /** Which backends are up to date: those whose opening began in this generation. */
    int generation() {
        return generation.get();
    }

    /** Every backend is closed when it is idle or comes back, and replaced when needed. */
    void recycle() {
        generation.incrementAndGet();
        tell(LoopPool::closeOutdated);
    }

    /** As {@link #recycle}, but only of backends that are connected to none of these. */
    void recycleBeside(Set<InetAddress> addresses) {
        tell(shard -> shard.outdateBeside(addresses));
    }

    /** Whether no backend is lent at present. */
    boolean isPaused() {
        return paused;
    }

    /** Lends no more backends, or again. */
    void pause(boolean pause) {
        if (paused != pause) {
            paused = pause;
            tell(LoopPool::pauseChanged);
        }
    }

    /** Closes every backend, whatever it is doing. */
    void kill() {
        tell(LoopPool::kill);
    }

    /** Completes when no backend is open any more. */
    CompletableFuture<Void> empty() {
        return all(LoopPool::awaitEmpty);
    }

    /** Completes when no backend is open that had to be replaced when this was asked. */
    CompletableFuture<Void> upToDate() {
        return all(LoopPool::awaitUpToDate);
    }

    private CompletableFuture<Void> all(Watching watching) {
        return CompletableFuture.allOf(
                shards.stream()
                        .map(
                                shard -> {
                                    CompletableFuture<Void> done = new CompletableFuture<>();
                                    shard.loop().execute(() -> watching.await(shard, done));
                                    return done;
                                })
                        .toArray(CompletableFuture[]::new));
    }

    private interface Watching {
        void await(LoopPool shard, CompletableFuture<Void> done);
    }
}
