package io.howdah.gateway.internal.backend;

import io.howdah.gateway.config.PoolSettings;
import io.howdah.gateway.internal.net.Loop;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The backends of one (database, user) on one node, in the whole process. Safe from any thread; all
 * that changes belongs to its shards, one a loop.
 *
 * <p>The pool's size is the number of permits its shards hold together. A small pool lives on one
 * loop; a larger one is split, and loops trade permits, never connections.
 */
public final class Pool {
    /** A pool with fewer permits a loop than this stays on one loop. */
    private static final int SPLIT_FROM = 4;

    private static final int SPLIT = -1;

    private volatile boolean readsSequences;
    private final PoolKey key;
    private final PoolSettings settings;
    private final SchemaEpoch epoch;
    private final List<LoopPool> shards;
    private final int home;
    private final AtomicInteger users = new AtomicInteger();

    Pool(PoolKey key, PoolSettings settings, SchemaEpoch epoch, LoopPool.Context context) {
        List<Loop> loops = context.loops();
        this.key = key;
        this.settings = settings;
        this.epoch = epoch;
        this.home =
                settings.size() >= SPLIT_FROM * loops.size() && loops.size() > 1
                        ? SPLIT
                        : Math.floorMod(
                                key.database().hashCode() * 31 + key.user().hashCode(),
                                loops.size());
        PermitMarket market = new PermitMarket(loops.size(), this::shards);
        this.shards =
                loops.stream()
                        .map(
                                loop ->
                                        new LoopPool(
                                                this,
                                                loop,
                                                share(loop, loops.size()),
                                                market,
                                                context))
                        .toList();
    }

    private int share(Loop loop, int loops) {
        if (home != SPLIT) {
            return loop.index() == home ? settings.size() : 0;
        }
        return settings.size() / loops + (loop.index() < settings.size() % loops ? 1 : 0);
    }

    /** What its backends have in common. */
    public PoolKey key() {
        return key;
    }

    /** Its bounds. */
    public PoolSettings settings() {
        return settings;
    }

    /** Counts schema changes of its database. */
    public SchemaEpoch epoch() {
        return epoch;
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

    /** Counts whoever keeps the pool alive: clients and open backends. */
    AtomicInteger users() {
        return users;
    }

    /** Counts one more user; false: the pool has none, may be gone, and nobody was counted. */
    boolean tryUse() {
        return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }
}
