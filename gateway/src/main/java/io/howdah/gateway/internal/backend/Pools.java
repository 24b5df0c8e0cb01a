package io.howdah.gateway.internal.backend;

import io.howdah.gateway.config.DatabaseSettings;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.config.PoolOverrides;
import io.howdah.gateway.config.PoolSettings;
import io.howdah.gateway.config.UserSettings;
import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.gateway.internal.net.Loop;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All pools. Safe from any thread. A pool exists as long as it has clients or backends. */
public final class Pools {
    private static final int EPOCHS = 64;

    private final Map<PoolKey, Pool> pools = new ConcurrentHashMap<>();

    /** Databases may share one: a bound, at the price of a needless Parse now and then. */
    private final List<SchemaEpoch> epochs =
            Stream.generate(SchemaEpoch::new).limit(EPOCHS).toList();

    private final PoolSettings defaults;
    private final Map<String, PoolOverrides> ofDatabases;
    private final Map<String, PoolOverrides> ofUsers;
    private final Topology topology;
    private final LoopPool.Context context;

    /** No pools yet. */
    public Pools(
            GatewaySettings settings,
            List<Loop> loops,
            BackendConnector connector,
            CancelSender cancels,
            Topology topology,
            GatewayMetrics metrics) {
        this.defaults = settings.pool();
        this.ofDatabases =
                byName(settings.databases(), DatabaseSettings::name, DatabaseSettings::pool);
        this.ofUsers = byName(settings.users(), UserSettings::name, UserSettings::pool);
        this.topology = topology;
        this.context =
                new LoopPool.Context(
                        loops,
                        connector,
                        cancels,
                        topology,
                        metrics,
                        new AtomicLong(),
                        this::prune);
    }

    private static <T> Map<String, PoolOverrides> byName(
            List<T> settings, Function<T, String> name, Function<T, PoolOverrides> overrides) {
        return settings.stream().collect(Collectors.toMap(name, overrides, (a, b) -> b));
    }

    /**
     * The pool of {@code user}'s backends of {@code database} on the primary, held for a client.
     */
    public Pool open(String database, String user) {
        PoolKey key = new PoolKey(database, user, topology.primary());
        return pools.compute(
                key,
                (same, known) -> {
                    Pool pool = known == null ? create(key) : known;
                    pool.users().incrementAndGet();
                    return pool;
                });
    }

    /** Gives up what {@link #open} answered. */
    public void close(Pool pool) {
        if (pool.users().decrementAndGet() == 0) {
            prune();
        }
    }

    /** Whether {@code pool} is still on the primary. */
    public boolean isCurrent(Pool pool) {
        return topology.primary() == pool.key().node();
    }

    /** The pools there are, in no order. */
    public List<Pool> all() {
        return List.copyOf(pools.values());
    }

    /** What holds for a pool of {@code database} and {@code user} on {@code node}. */
    PoolSettings settings(String database, String user, Node node) {
        PoolSettings settings = node.settings().pool().over(defaults);
        settings = over(ofDatabases.get(database), settings);
        return over(ofUsers.get(user), settings);
    }

    private static PoolSettings over(@Nullable PoolOverrides overrides, PoolSettings settings) {
        return overrides == null ? settings : overrides.over(settings);
    }

    private Pool create(PoolKey key) {
        return new Pool(
                key,
                settings(key.database(), key.user(), key.node()),
                epochs.get(Math.floorMod(key.database().hashCode(), EPOCHS)),
                context);
    }

    private void prune() {
        for (PoolKey key : pools.keySet()) {
            pools.computeIfPresent(key, (same, pool) -> pool.users().get() == 0 ? null : pool);
        }
    }
}
