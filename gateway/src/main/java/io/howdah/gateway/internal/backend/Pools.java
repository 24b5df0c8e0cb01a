package io.howdah.gateway.internal.backend;

import io.howdah.base.Randomness;
import io.howdah.gateway.config.DatabaseSettings;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.config.MultiplexingSettings;
import io.howdah.gateway.config.PoolOverrides;
import io.howdah.gateway.config.PoolSettings;
import io.howdah.gateway.config.UserSettings;
import io.howdah.gateway.control.NodeSnapshot;
import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.NodeAddresses;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
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

    private final PoolControl control = new PoolControl(this);
    private final LimitBook limits;
    private final Topology topology;
    private final NodeAddresses addresses;
    private final BackendPids pids = new BackendPids();
    private final TrafficLedger ledger;
    private final LoopPool.Context context;
    private volatile Layers layers;
    private volatile MultiplexingSettings multiplexing;

    /** No pools yet. */
    public Pools(
            GatewaySettings settings,
            List<Loop> loops,
            BackendConnector connector,
            CancelSender cancels,
            Topology topology,
            GatewayMetrics metrics,
            Randomness randomness,
            NodeAddresses addresses) {
        this.layers = Layers.of(settings);
        this.multiplexing = settings.multiplexing();
        this.limits = new LimitBook(settings);
        this.topology = topology;
        this.addresses = addresses;
        this.ledger = new TrafficLedger(loops.size());
        this.context =
                new LoopPool.Context(
                        loops,
                        connector,
                        cancels,
                        topology,
                        metrics,
                        randomness,
                        new AtomicLong(),
                        new AtomicInteger(),
                        pids,
                        ledger,
                        () -> multiplexing,
                        this::prune);
        addresses.whenMoved(this::moved);
    }

    /** Where a pool's settings come from; a node's are its own. */
    private record Layers(
            PoolSettings defaults,
            Map<String, PoolOverrides> ofDatabases,
            Map<String, PoolOverrides> ofUsers) {
        static Layers of(GatewaySettings settings) {
            return new Layers(
                    settings.pool(),
                    byName(settings.databases(), DatabaseSettings::name, DatabaseSettings::pool),
                    byName(settings.users(), UserSettings::name, UserSettings::pool));
        }

        private static <T> Map<String, PoolOverrides> byName(
                List<T> settings, Function<T, String> name, Function<T, PoolOverrides> overrides) {
            return settings.stream().collect(Collectors.toMap(name, overrides, (a, b) -> b));
        }

        PoolSettings of(PoolKey key) {
            PoolSettings settings = key.node().settings().pool().over(defaults);
            settings = over(ofDatabases.get(key.database()), settings);
            return over(ofUsers.get(key.user()), settings);
        }

        private static PoolSettings over(@Nullable PoolOverrides overrides, PoolSettings settings) {
            return overrides == null ? settings : overrides.over(settings);
        }
    }

    // ---- pools come and go

    /**
     * The pool of {@code user}'s backends of {@code database} on the primary, held for a client.
     */
    public Pool open(String database, String user) {
        return hold(
                new PoolKey(database, user, topology.primary()),
                held -> held.clients().incrementAndGet());
    }

    private Pool hold(PoolKey key, Consumer<Pool> alongside) {
        Pool known = pools.get(key);
        Pool pool =
                pools.compute(
                        key,
                        (same, present) -> {
                            Pool held = present == null ? create(key) : present;
                            held.users().incrementAndGet();
                            alongside.accept(held);
                            return held;
                        });
        if (pool != known) {
            settle(pool);
            control.settle(pool);
        }
        return pool;
    }

    /**
     * The pool of the same database and user on another node, for reads. It lasts as long as {@code
     * pool} does.
     */
    public Pool reading(Pool pool, Node node) {
        Pool known = pool.readers().get(node.slot());
        return known != null && known.key().node() == node ? known : openReader(pool, node);
    }

    private synchronized Pool openReader(Pool pool, Node node) {
        Pool former = pool.readers().get(node.slot());
        if (former != null && former.key().node() == node) {
            return former;
        }
        PoolKey key = new PoolKey(pool.key().database(), pool.key().user(), node);
        Pool reader = hold(key, held -> {});
        pool.readers().set(node.slot(), reader);
        if (former != null) {
            former.leave();
        }
        return reader;
    }

    /** What was changed for all pools while this one was made, has not been changed for it. */
    private synchronized void settle(Pool pool) {
        pool.apply(layers.of(pool.key()));
    }

    /** Gives up what {@link #open} answered. */
    public void close(Pool pool) {
        pool.clients().decrementAndGet();
        pool.leave();
    }

    private Pool create(PoolKey key) {
        return new Pool(
                key,
                layers.of(key),
                epochs.get(Math.floorMod(key.database().hashCode(), EPOCHS)),
                limits.open(key),
                context);
    }

    private void prune() {
        List<Pool> gone = new ArrayList<>();
        for (PoolKey key : pools.keySet()) {
            pools.computeIfPresent(
                    key, (same, pool) -> pool.users().get() == 0 ? gone(pool, gone) : pool);
        }
        gone.forEach(Pool::closeReaders); // which may leave others without users
    }

    private @Nullable Pool gone(Pool pool, List<Pool> gone) {
        limits.close(pool);
        pool.gone();
        gone.add(pool);
        return null;
    }

    /** Whether {@code pool} is still on the primary. */
    public boolean isCurrent(Pool pool) {
        return topology.primary() == pool.key().node();
    }

    /** The server processes of all pools. */
    public BackendPids pids() {
        return pids;
    }

    /** The pools there are, in no order. */
    public List<Pool> all() {
        return List.copyOf(pools.values());
    }

    /** Those of them that {@code filter} means. */
    List<Pool> all(PoolFilter filter) {
        return pools.values().stream().filter(pool -> filter.matches(pool.key())).toList();
    }

    /** What has passed through all pools there were. */
    public TrafficLedger ledger() {
        return ledger;
    }

    /** The nodes, as they are believed to be. */
    public List<NodeSnapshot> nodes(long now) {
        return topology.describe(now);
    }

    /** What is known of the addresses of the nodes' names. */
    public NodeAddresses addresses() {
        return addresses;
    }

    /** Looks after what time changes in all pools together; called a few times a second. */
    public void tick() {
        addresses.refresh(topology.hosts());
        for (Pool pool : pools.values()) {
            if (!isCurrent(pool)) {
                pool.closeReaders(); // or two of them could keep each other
            }
        }
    }

    // ---- what is done to them

    /** What operators may do to pools. */
    public PoolControl control() {
        return control;
    }

    /**
     * Other settings hold from now on: nodes, limits, and the settings of each pool. Clients keep
     * their pools; backends above a smaller bound are closed when they become idle, those on a node
     * that is gone as well.
     */
    public synchronized void apply(GatewaySettings settings) {
        topology.apply(settings.nodes());
        addresses.keepFor(settings.backends().dnsTtl(), settings.backends().dnsFailureTtl());
        limits.apply(settings);
        layers = Layers.of(settings);
        multiplexing = settings.multiplexing();
        for (Pool pool : all()) {
            pool.apply(layers.of(pool.key()));
            if (!topology.has(pool.key().node())) {
                pool.recycle();
            }
        }
    }

    /**
     * Backends that are open now are closed when they are idle or come back, and new ones take
     * their places: what PostgreSQL gives to a session at its start has changed.
     */
    public void recycle(PoolFilter filter) {
        all(filter).forEach(Pool::recycle);
    }

    /**
     * A name of nodes leads to these addresses now; as {@link #recycle} for backends that are
     * connected to others.
     */
    public void moved(String host, Set<InetAddress> addresses) {
        for (Pool pool : all()) {
            if (pool.key().node().address().host().equals(host)) {
                pool.recycleBeside(addresses);
            }
        }
    }
}
