package io.howdah.gateway;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;
import io.howdah.base.Randomness;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.base.metrics.Metrics;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.control.Controls;
import io.howdah.gateway.control.Monitor;
import io.howdah.gateway.internal.backend.Pool;
import io.howdah.gateway.internal.backend.Pools;
import io.howdah.gateway.internal.backend.Topology;
import io.howdah.gateway.internal.net.Loop;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running gateway: its entrance, its event loops, its clients and pools. Safe from any thread but
 * an event loop's.
 */
public final class Gateway implements AutoCloseable {
    private final Parts parts;
    private final Reconfiguration reconfiguration;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Gateway(Parts parts) {
        this.parts = parts;
        this.reconfiguration = new Reconfiguration(parts);
    }

    /**
     * Begins to load, on a thread of its own, what every gateway needs, while the caller finds out
     * what this one is to be.
     */
    public static void prepare() {
        Thread.ofPlatform().daemon().name("howdah-prepare").start(EventLoops::prepare);
    }

    /** Starts one that inherits nothing and has no local databases. */
    public static Gateway start(
            GatewaySettings settings, Clock clock, Randomness randomness, Metrics metrics)
            throws IOException, InterruptedException {
        return start(settings, Surroundings.of(clock, randomness, metrics));
    }

    /**
     * Starts listening. PostgreSQL is not asked for anything until the first client comes, but
     * where there are several nodes, what they are.
     *
     * @throws IOException when a file cannot be used, or it cannot be listened; the message says
     *     which or where, and why
     */
    public static Gateway start(GatewaySettings settings, Surroundings around)
            throws IOException, InterruptedException {
        Foundation base = Foundation.lay(settings, around);
        try {
            Gateway gateway = new Gateway(Parts.assemble(base, around));
            gateway.parts.operation().monitor().start();
            gateway.parts.servers().prober().follow();
            base.loops().tick(gateway::tick);
            return gateway;
        } catch (IOException | RuntimeException e) {
            base.derivation().close();
            base.loops().abandon();
            throw e;
        }
    }

    private void tick(Loop loop) {
        long now = loop.nanos();
        for (Pool pool : pools().all()) {
            pool.on(loop).tick(now);
        }
        parts.clients().tick(loop, now);
        if (loop.index() == 0) {
            pools().tick();
            parts.catalogs().tick();
            reconfiguration.followNames();
        }
    }

    // ---- what it is

    /** Where clients connect, with the real port when 0 was asked for. */
    public HostPort address() {
        return parts.operation().address();
    }

    /** Its pools. */
    Pools pools() {
        return parts.servers().pools();
    }

    /** Its nodes. */
    Topology topology() {
        return parts.servers().topology();
    }

    /** Shows what it is doing. */
    public Monitor monitor() {
        return parts.operation().monitor();
    }

    /** Steers it. */
    public Controls controls() {
        return parts.operation().controls();
    }

    // ---- other settings

    /**
     * Reads every file that {@code next} names: rules, maps, certificates and keys.
     *
     * @return puts {@code next} in force, as far as can be done while it runs; running it cannot
     *     fail
     * @throws InvalidConfiguration with everything that is wrong; what was in force stays so
     */
    public Runnable prepare(GatewaySettings next) throws InvalidConfiguration {
        return reconfiguration.prepare(next);
    }

    /**
     * Reads the rules and the maps that {@code settings} name again, and takes their users.
     *
     * @return puts all of it in force, for log-ins from then on; running it cannot fail
     * @throws InvalidConfiguration with everything that is wrong; what was in force stays so
     */
    public Runnable prepareAccess(GatewaySettings settings) throws InvalidConfiguration {
        return reconfiguration.prepareAccess(settings);
    }

    /**
     * Reads the certificates and keys that {@code settings} name; of everything else in them
     * nothing is used.
     *
     * @return puts them in force, for connections made from then on; running it cannot fail
     * @throws IOException when a file cannot be used: the message says which, and why
     */
    public Runnable prepareTls(GatewaySettings settings) throws IOException {
        return reconfiguration.prepareTls(settings);
    }

    // ---- its end

    /** Completes when another process has taken over; its clients stay with this one. */
    public CompletableFuture<Void> handedOver() {
        return parts.entrance().handedOver();
    }

    /** Lets no new clients in; those that are there stay. */
    public void closeEntrance() {
        parts.entrance().close();
    }

    /**
     * Waits until there is no client, but for those of local databases.
     *
     * @return false: there still is one after {@code limit}
     */
    public boolean awaitClients(Duration limit) throws InterruptedException {
        var metrics = parts.base().metrics();
        return parts.base()
                .loops()
                .await(
                        () -> metrics.clients.get() == 0 && metrics.lent.get() == 0,
                        limit.toNanos());
    }

    /**
     * Accepts no new clients, ends those that are outside a transaction, lets the others finish
     * theirs, then closes; whatever is left after {@code limit} is cut.
     */
    public void drain(Duration limit) throws InterruptedException {
        closeEntrance();
        parts.clients().drain();
        if (!awaitClients(limit)) {
            System.getLogger(Gateway.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "drain time is over: cutting off {0} clients",
                            parts.base().metrics().clients.get());
        }
        close();
    }

    /** Stops at once: transactions that are open are rolled back by PostgreSQL. Once is enough. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        closeEntrance();
        parts.servers().prober().close();
        EventLoops loops = parts.base().loops();
        loops.runLast(
                loop -> {
                    parts.clients().stop(loop);
                    parts.servers().hubs().close(loop);
                    for (Pool pool : pools().all()) {
                        pool.on(loop).close();
                    }
                });
        parts.catalogs().close();
        loops.close();
        parts.base().derivation().close();
    }
}
