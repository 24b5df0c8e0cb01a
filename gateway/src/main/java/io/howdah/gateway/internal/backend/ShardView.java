package io.howdah.gateway.internal.backend;

import io.howdah.gateway.internal.backend.BackendState.Phase;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes what operators see of one shard. Confined to its loop. */
final class ShardView {
    private final LoopPool shard;
    private final WaiterQueue waiters;
    private final OpenBackends open;
    private final StaleChecks checks;

    ShardView(LoopPool shard, WaiterQueue waiters, OpenBackends open, StaleChecks checks) {
        this.shard = shard;
        this.waiters = waiters;
        this.open = open;
        this.checks = checks;
    }

    /** What the shard is like at {@code now}. */
    PoolState at(long now) {
        Pool pool = shard.pool();
        PoolKey key = pool.key();
        Waiter first = waiters.first();
        boolean home = shard == pool.shards().getFirst();
        List<BackendState> backends = new ArrayList<>();
        for (Backend backend : open.opened()) {
            backends.add(state(backend, now));
        }
        for (long since : open.openingSince()) {
            backends.add(opening(since));
        }
        return new PoolState(
                key.database(),
                key.user(),
                key.node().toString(),
                pool.settings().mode(),
                pool.isPaused(),
                home,
                home ? pool.clients().get() : 0,
                waiters.size(),
                first == null ? 0 : now - first.waitingSinceNanos(),
                backends);
    }

    private BackendState state(Backend backend, long now) {
        BackendLife life = backend.life();
        return new BackendState(
                backend.identity().processId(),
                Optional.of(backend.identity().address()),
                phase(backend, now),
                life.connectedNanos(),
                backend.idleSince(),
                backend.holderNumber(),
                backend.statements().size(),
                backend.isClosing() || life.isOlderThan(shard.pool().generation()));
    }

    private Phase phase(Backend backend, long now) {
        if (backend.isBeingCancelled()) {
            return Phase.BEING_CANCELED;
        }
        return switch (backend.life().use()) {
            case LENT -> Phase.ACTIVE;
            case CHECKED -> Phase.TESTED;
            case IDLE -> checks.isNeededBy(backend, now) ? Phase.USED : Phase.IDLE;
        };
    }

    private static BackendState opening(long since) {
        return new BackendState(0, Optional.empty(), Phase.LOGIN, since, since, 0, 0, false);
    }
}
