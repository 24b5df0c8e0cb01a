package io.howdah.gateway.internal.backend;

import io.howdah.base.HostPort;
import io.howdah.gateway.control.BackendSnapshot;
import io.howdah.gateway.control.BackendSnapshot.State;
import io.howdah.gateway.control.PoolSnapshot;
import io.howdah.gateway.control.StatementSnapshot;
import io.howdah.gateway.internal.net.Moment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Takes down what the pools of one loop hold. Confined to that loop. */
public final class PoolCensus {
    private static final int TEXT_CHARACTERS = 1_000;

    private final Moment moment;
    private final List<BackendSnapshot> backends = new ArrayList<>();
    private final List<PoolSnapshot> pools = new ArrayList<>();

    /** Nothing taken down yet. */
    public PoolCensus(Moment moment) {
        this.moment = moment;
    }

    /** Every backend that was taken down. */
    public List<BackendSnapshot> backends() {
        return backends;
    }

    /** Every pool's part that was taken down. */
    public List<PoolSnapshot> pools() {
        return pools;
    }

    void add(Pool pool, WaiterQueue waiters, OpenBackends open, StaleChecks checks) {
        Map<State, Integer> counts = new EnumMap<>(State.class);
        for (Backend backend : open.opened()) {
            State state = state(backend, checks);
            boolean outdated = backend.life().isOlderThan(pool.generation());
            backends.add(backend.describe(state, outdated, moment));
            counts.merge(state, 1, Integer::sum);
        }
        Waiter first = waiters.first();
        long wait = first == null ? 0 : moment.nanos() - first.waitingSinceNanos();
        pools.add(
                new PoolSnapshot(
                        pool.key().database(),
                        pool.key().user(),
                        pool.key().node().address(),
                        pool.settings(),
                        counts.getOrDefault(State.ACTIVE, 0),
                        counts.getOrDefault(State.IDLE, 0),
                        counts.getOrDefault(State.BEING_CANCELED, 0),
                        counts.getOrDefault(State.USED, 0),
                        counts.getOrDefault(State.TESTED, 0),
                        open.connecting(),
                        waiters.size(),
                        Duration.ofNanos(Math.max(0, wait))));
    }

    private State state(Backend backend, StaleChecks checks) {
        if (backend.isBeingCancelled()) {
            return State.BEING_CANCELED;
        }
        return switch (backend.life().use()) {
            case LENT -> State.ACTIVE;
            case CHECKED -> State.TESTED;
            case IDLE -> checks.isNeededBy(backend, moment.nanos()) ? State.USED : State.IDLE;
        };
    }

    /** The statements that clients of {@code shard} share; called on its loop. */
    public static List<StatementSnapshot> statements(LoopPool shard) {
        PoolKey key = shard.pool().key();
        HostPort node = key.node().address();
        List<StatementSnapshot> found = new ArrayList<>();
        for (Statement statement : shard.catalog().all()) {
            found.add(
                    new StatementSnapshot(
                            key.database(),
                            key.user(),
                            node,
                            shard.loop().index(),
                            statement.nameText(),
                            statement.text(TEXT_CHARACTERS),
                            shard.preparedOn(statement)));
        }
        return found;
    }
}
