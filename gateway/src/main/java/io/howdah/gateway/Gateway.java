package io.howdah.gateway;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;
import io.howdah.base.Randomness;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.base.metrics.Metrics;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.gateway.internal.access.RuleRow;
import io.howdah.gateway.internal.backend.BackendConnector;
import io.howdah.gateway.internal.backend.CancelSender;
import io.howdah.gateway.internal.backend.LoopPool;
import io.howdah.gateway.internal.backend.Pool;
import io.howdah.gateway.internal.backend.Pools;
import io.howdah.gateway.internal.backend.Topology;
import io.howdah.gateway.internal.catalog.Catalogs;
import io.howdah.gateway.internal.catalog.PooledDatabases;
import io.howdah.gateway.internal.client.ClientContext;
import io.howdah.gateway.internal.client.ClientRegistry;
import io.howdah.gateway.internal.listen.ListenContext;
import io.howdah.gateway.internal.listen.ListenHubs;
import io.howdah.gateway.internal.login.Credentials;
import io.howdah.gateway.internal.login.KeyDerivation;
import io.howdah.gateway.internal.login.Logins;
import io.howdah.gateway.internal.net.BackgroundResolver;
import io.howdah.gateway.internal.net.HostNames;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.LoopReadBuffers;
import io.howdah.gateway.internal.net.SocketOptions;
import io.howdah.gateway.internal.net.Transport;
import io.howdah.gateway.internal.relay.Relays;
import io.howdah.gateway.internal.tls.Tls;
import io.howdah.gateway.internal.tls.TlsContexts;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.EventExecutor;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A running gateway: a listener, its event loops, its clients and pools. */
public final class Gateway implements AutoCloseable {
    private static final int TICK_MILLIS = 250;
    private static final int DRAIN_POLL_MILLIS = 10;
    private static final long CLOSE_SECONDS = 5;

    private final MultiThreadIoEventLoopGroup group;
    private final List<Loop> loops;
    private final KeyDerivation derivation;
    private final Pools pools;
    private final ListenHubs hubs;
    private final ClientRegistry registry;
    private final Catalogs catalogs;
    private final Tls tls;
    private final Entrance entrance;
    private final HostPort address;
    private final GatewayMetrics metrics;
    private final Logins logins;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Gateway(
            MultiThreadIoEventLoopGroup group,
            List<Loop> loops,
            KeyDerivation derivation,
            Pools pools,
            ListenHubs hubs,
            ClientRegistry registry,
            Catalogs catalogs,
            Tls tls,
            Entrance entrance,
            HostPort address,
            GatewayMetrics metrics,
            Logins logins) {
        this.logins = logins;
        this.group = group;
        this.loops = loops;
        this.derivation = derivation;
        this.pools = pools;
        this.hubs = hubs;
        this.registry = registry;
        this.catalogs = catalogs;
        this.tls = tls;
        this.entrance = entrance;
        this.address = address;
        this.metrics = metrics;
    }

    /**
     * Starts listening. PostgreSQL is not asked for anything until the first client comes.
     *
     * @throws IOException when the address cannot be listened on; the message says why
     */
    public static Gateway start(
            GatewaySettings settings, Clock clock, Randomness randomness, Metrics registry)
            throws IOException, InterruptedException {
        return start(settings, clock, randomness, registry, Inheritance.NONE);
    }

    /**
     * Starts listening, on sockets that another process has made.
     *
     * @throws IOException when it cannot be listened; the message says where, and why
     */
    public static Gateway start(
            GatewaySettings settings,
            Clock clock,
            Randomness randomness,
            Metrics registry,
            Inheritance inheritance)
            throws IOException, InterruptedException {
        Transport transport = Transport.choose();
        int threads =
                settings.threads() > 0
                        ? settings.threads()
                        : Runtime.getRuntime().availableProcessors();
        MultiThreadIoEventLoopGroup group =
                new MultiThreadIoEventLoopGroup(threads, new LoopThreads(), transport.ioHandler());
        KeyDerivation derivation = new KeyDerivation();
        try {
            return assemble(
                    settings,
                    clock,
                    randomness,
                    new GatewayMetrics(registry),
                    transport,
                    group,
                    loops(group, clock),
                    derivation,
                    inheritance);
        } catch (IOException | RuntimeException e) {
            derivation.close();
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw e;
        }
    }

    private static Gateway assemble(
            GatewaySettings settings,
            Clock clock,
            Randomness randomness,
            GatewayMetrics metrics,
            Transport transport,
            MultiThreadIoEventLoopGroup group,
            List<Loop> loops,
            KeyDerivation derivation,
            Inheritance inheritance)
            throws IOException, InterruptedException {
        LoopReadBuffers readBuffers = new LoopReadBuffers();
        Topology topology = new Topology(settings.nodes());
        Tls tls = new Tls(TlsContexts.load(settings));
        Credentials credentials = new Credentials(settings.users());
        HostNames names =
                new HostNames(
                        InetAddress::getAllByName,
                        loops.getFirst()::nanos,
                        settings.backends().dnsTtl(),
                        settings.backends().dnsFailureTtl());
        BackendConnector connector =
                new BackendConnector(
                        new BackgroundResolver(names),
                        transport,
                        readBuffers,
                        credentials,
                        derivation,
                        randomness,
                        new BackendConnector.Options(
                                settings.maxPreparedStatements(),
                                (int) settings.clients().writeBuffer().bytes(),
                                new SocketOptions(settings.sockets())),
                        tls);
        CancelSender cancels = new CancelSender(transport, metrics, tls);
        Pools pools =
                new Pools(
                        settings, loops, connector, cancels, topology, metrics, randomness, names);
        Logins logins =
                LoginParts.assemble(settings, pools, credentials, derivation, randomness, metrics);
        ClientRegistry clients = new ClientRegistry(settings, randomness, metrics);
        pools.control().endClientsBy(clients::end);
        Relays relays =
                new Relays(
                        connector,
                        cancels,
                        pools,
                        topology,
                        metrics,
                        settings.clients().maxDedicated());
        ListenHubs hubs =
                new ListenHubs(
                        new ListenContext(loops, connector, pools, topology, clock, metrics));
        Catalogs catalogs =
                new Catalogs(
                        settings.catalog(),
                        clock,
                        new PooledDatabases(pools, loops.getFirst(), clients::serves),
                        metrics);
        ClientContext context =
                new ClientContext(
                        settings,
                        pools,
                        relays,
                        hubs,
                        catalogs,
                        clients,
                        logins,
                        derivation,
                        tls,
                        randomness,
                        metrics);
        Entrance entrance =
                Entrance.open(
                        settings,
                        new Listener(context, transport, readBuffers, group, loops),
                        group,
                        clients,
                        inheritance);
        HostPort address = new HostPort(settings.listen().first().host(), entrance.port());
        Gateway gateway =
                new Gateway(
                        group,
                        loops,
                        derivation,
                        pools,
                        hubs,
                        clients,
                        catalogs,
                        tls,
                        entrance,
                        address,
                        metrics,
                        logins);
        gateway.startTicking();
        return gateway;
    }

    private static List<Loop> loops(MultiThreadIoEventLoopGroup group, Clock clock) {
        List<Loop> loops = new ArrayList<>();
        for (EventExecutor executor : group) {
            loops.add(new Loop(loops.size(), (EventLoop) executor, clock));
        }
        return List.copyOf(loops);
    }

    private void startTicking() {
        for (Loop loop : loops) {
            loop.executor()
                    .scheduleWithFixedDelay(
                            () -> tick(loop), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
        loops.getFirst()
                .executor()
                .scheduleWithFixedDelay(
                        catalogs::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick(Loop loop) {
        long now = loop.nanos();
        for (Pool pool : pools.all()) {
            pool.on(loop).tick(now);
        }
        registry.tick(loop, now);
        if (loop.index() == 0) {
            pools.tick();
        }
    }

    /**
     * Reads the rules and the maps that {@code settings} name again, and takes their users.
     *
     * @return puts all of it in force, for log-ins from then on; running it cannot fail
     * @throws InvalidConfiguration with everything that is wrong; what was in force stays so
     */
    public Runnable prepareAccess(GatewaySettings settings) throws InvalidConfiguration {
        Runnable rules = logins.access().prepare(settings.auth());
        return () -> {
            rules.run();
            logins.credentials().replace(settings.users());
            logins.secrets().replace(settings.users());
        };
    }

    /** The rules in force, as PostgreSQL's view {@code pg_hba_file_rules} has them. */
    public List<RuleRow> accessRules() {
        return logins.access().rows();
    }

    /** Where clients connect, with the real port when 0 was asked for. */
    public HostPort address() {
        return address;
    }

    /** Its pools. */
    Pools pools() {
        return pools;
    }

    /**
     * Reads the certificates and keys that {@code settings} name; of everything else in them
     * nothing is used.
     *
     * @return puts them in force, for connections made from then on; running it cannot fail
     * @throws IOException when a file cannot be used: the message says which, and why
     */
    public Runnable prepareTls(GatewaySettings settings) throws IOException {
        TlsContexts next = TlsContexts.load(settings);
        return () -> tls.replace(next);
    }

    /**
     * Accepts no new clients, ends those that are outside a transaction, lets the others finish
     * theirs, then closes; whatever is left after {@code limit} is cut.
     */
    public void drain(Duration limit) throws InterruptedException {
        entrance.close();
        registry.drain();
        if (!awaitClients(limit)) {
            System.getLogger(Gateway.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "drain time is over: cutting off {0} clients",
                            metrics.clients.get());
        }
        close();
    }

    /** Completes when another process has taken over; its clients stay with this one. */
    public CompletableFuture<Void> handedOver() {
        return entrance.handedOver();
    }

    /**
     * Waits until there is no client.
     *
     * @return false: there still is one after {@code limit}
     */
    public boolean awaitClients(Duration limit) throws InterruptedException {
        CountDownLatch empty = new CountDownLatch(1);
        Future<?> watch =
                loops.getFirst()
                        .executor()
                        .scheduleWithFixedDelay(
                                () -> {
                                    if (metrics.clients.get() == 0 && metrics.lent.get() == 0) {
                                        empty.countDown();
                                    }
                                },
                                DRAIN_POLL_MILLIS,
                                DRAIN_POLL_MILLIS,
                                TimeUnit.MILLISECONDS);
        try {
            return empty.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            watch.cancel(false);
        }
    }

    /** Stops at once: transactions that are open are rolled back by PostgreSQL. Once is enough. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        entrance.close();
        CountDownLatch shut = new CountDownLatch(loops.size());
        for (Loop loop : loops) {
            loop.execute(
                    () -> {
                        registry.stop(loop);
                        hubs.close(loop);
                        for (Pool pool : pools.all()) {
                            LoopPool shard = pool.on(loop);
                            shard.close();
                        }
                        shut.countDown();
                    });
        }
        try {
            if (!shut.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                System.getLogger(Gateway.class.getName())
                        .log(System.Logger.Level.WARNING, "an event loop did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        catalogs.close();
        group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
        derivation.close();
    }
}
