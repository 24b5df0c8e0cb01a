package io.howdah.gateway.internal.backend;

import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;

/** Which shards of a pool ask for permits, and for how many. Safe from any thread. */
final class PermitMarket {
    private final Supplier<List<LoopPool>> shards;
    private final AtomicIntegerArray wanted;
    private final AtomicIntegerArray claimed;

    /** Nobody asks. */
    PermitMarket(int shardCount, Supplier<List<LoopPool>> shards) {
        this.shards = shards;
        this.wanted = new AtomicIntegerArray(shardCount);
        this.claimed = new AtomicIntegerArray(shardCount);
    }

    /** A shard has {@code count} waiters that its own permits cannot serve. */
    void want(LoopPool asking, int count) {
        if (wanted.getAndSet(asking.loop().index(), count) <= 0) {
            for (LoopPool shard : shards.get()) {
                if (shard != asking) {
                    shard.loop().execute(shard::shareSpare);
                }
            }
        }
    }

    /** The shard that wants a permit most, which then is owed one; {@code giving} if none does. */
    LoopPool mostWanting(LoopPool giving) {
        return most(wanted, giving);
    }

    /** Whether a shard other than {@code giving} wants a permit. */
    boolean isWantedBeside(LoopPool giving) {
        return isAnyBeside(wanted, giving);
    }

    /** {@code shard} needs no more permits than it has. */
    void satisfied(LoopPool shard) {
        wanted.set(shard.loop().index(), 0);
        claimed.set(shard.loop().index(), 0);
    }

    /** A shard has waiters, and {@code count} permits less than its share for them. */
    void claim(LoopPool asking, int count) {
        claimed.set(asking.loop().index(), Math.max(0, count));
    }

    /** The shard that claims most, which then is owed one less; {@code giving} if none does. */
    LoopPool mostClaiming(LoopPool giving) {
        return most(claimed, giving);
    }

    /** Whether a shard other than {@code giving} has waiters and less than its share. */
    boolean isClaimedBeside(LoopPool giving) {
        return isAnyBeside(claimed, giving);
    }

    private LoopPool most(AtomicIntegerArray counts, LoopPool giving) {
        LoopPool most = giving;
        int count = 0;
        for (LoopPool shard : shards.get()) {
            int asked = counts.get(shard.loop().index());
            if (shard != giving && asked > count) {
                most = shard;
                count = asked;
            }
        }
        if (count > 0) {
            counts.decrementAndGet(most.loop().index());
        }
        return most;
    }

    private boolean isAnyBeside(AtomicIntegerArray counts, LoopPool giving) {
        for (int i = 0; i < counts.length(); i++) {
            if (i != giving.loop().index() && counts.get(i) > 0) {
                return true;
            }
        }
        return false;
    }
}
