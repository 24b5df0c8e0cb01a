package io.howdah.gateway.internal.backend;

import io.howdah.base.metrics.Counter;

/**
 * A shard's permits, each the right to have one backend open, and how it trades them with the
 * pool's other shards. Confined to its loop.
 *
 * <p>A loop that has idle backends and no waiters gives a permit up for a loop that waits. What a
 * loop has above its share it lends only: to a loop that waits with less than its share it gives
 * one back even while others wait here, or a busy loop could keep all.
 */
final class Permits {
    private final LoopPool shard;
    private final PermitMarket market;
    private final Counter traded;
    private int share;
    private int held;

    Permits(LoopPool shard, PermitMarket market, int share, Counter traded) {
        this.shard = shard;
        this.market = market;
        this.share = share;
        this.held = share;
        this.traded = traded;
    }

    int held() {
        return held;
    }

    /** The shard has {@code unserved} waiters that its permits do not suffice for. */
    void ask(int unserved) {
        market.claim(shard, Math.min(unserved, Math.max(share, leastShare()) - held));
        if (unserved > 0) {
            market.want(shard, unserved);
        }
    }

    /**
     * The shard has another share. What it holds changes with it, so that all shards together hold
     * as many as the pool's size says; it may be less than nothing for a while.
     */
    void resize(int newShare) {
        held += newShare - share;
        share = newShare;
    }

    /** Whether a backend has to be closed for a loop that has lent its permit to this one. */
    boolean isRepaymentDue() {
        return isBeyondShare() && market.isClaimedBeside(shard);
    }

    /** With fewer permits than loops, all are lent only. */
    private boolean isBeyondShare() {
        return held > share || (held > 0 && shard.pool().isTight());
    }

    /** A loop whose clients came before the pool shrank has a right to a backend, too. */
    private int leastShare() {
        return shard.pool().isTight() ? 1 : 0;
    }

    /** Whether another shard could use one that is spare here. */
    boolean isWantedElsewhere() {
        return market.isWantedBeside(shard);
    }

    /** Gives back what is lent and has become free, {@code unused} at most. */
    void repay(int unused) {
        for (int left = unused; left > 0 && isBeyondShare(); left--) {
            if (!give(market.mostClaiming(shard))) {
                return;
            }
        }
    }

    /** Gives what the shard does not need to those that want it, {@code unused} at most. */
    void shareSpare(int unused) {
        for (int left = unused; left > 0; left--) {
            if (!give(market.mostWanting(shard))) {
                return;
            }
        }
    }

    private boolean give(LoopPool receiver) {
        if (receiver == shard) {
            return false;
        }
        held--;
        traded.increment();
        receiver.loop().execute(receiver::permitReceived);
        return true;
    }

    /**
     * Another shard has given one.
     *
     * @param enough whether no more are needed
     */
    void received(boolean enough) {
        held++;
        if (enough) {
            market.satisfied(shard);
        }
    }
}
