package io.howdah.gateway.internal.relay;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.BackendConnector;
import io.howdah.gateway.internal.backend.CancelSender;
import io.howdah.gateway.internal.backend.Pool;
import io.howdah.gateway.internal.backend.PoolKey;
import io.howdah.gateway.internal.backend.Pools;
import io.howdah.gateway.internal.backend.Topology;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.Outbox;
import io.netty.channel.Channel;

import java.util.function.IntSupplier;

/** Opens backends for clients that need one of their own, and counts them. Safe from any thread. */
public final class Relays {
    /** Who wanted one; called on the loop, exactly once. */
    public interface Listener {
        /** Here it is. */
        void opened(Opened relay);

        /** There is none. */
        void refused(Failure failure);
    }

    private final BackendConnector connector;
    private final CancelSender cancels;
    private final Pools pools;
    private final Topology topology;
    private final GatewayMetrics metrics;
    private final IntSupplier limit;

    /**
     * None yet.
     *
     * @param limit how many there may be at a time; asked each time
     */
    public Relays(
            BackendConnector connector,
            CancelSender cancels,
            Pools pools,
            Topology topology,
            GatewayMetrics metrics,
            IntSupplier limit) {
        this.connector = connector;
        this.cancels = cancels;
        this.pools = pools;
        this.topology = topology;
        this.metrics = metrics;
        this.limit = limit;
    }

    /** Opens a backend on the primary. */
    public void open(Loop loop, RelayRequest request, Listener listener) {
        if (metrics.relays.incrementAndGet() > limit.getAsInt()) {
            metrics.relays.decrementAndGet();
            metrics.clientsRefused.increment();
            listener.refused(
                    Failure.of(
                                    ErrorCode.TOO_MANY_CONNECTIONS,
                                    "too many connections that need a backend of their own")
                            .withHint(
                                    "Replication does, and so do start-up options that only a"
                                            + " backend start can take; clients.max-dedicated is "
                                            + limit.getAsInt()
                                            + "."));
        } else {
            new Attempt(loop, request, listener).start();
        }
    }

    /** A backend that waits to be connected to its client. */
    public final class Opened {
        private final Backend backend;
        private final Pool pool;

        private Opened(Backend backend, Pool pool) {
            this.backend = backend;
            this.pool = pool;
        }

        /** The backend, to look at. */
        public Backend backend() {
            return backend;
        }

        /** The pool of whose settings it is. */
        public PoolKey key() {
            return pool.key();
        }

        /**
         * Connects it to its client.
         *
         * @param ended run once, when both sides have been told to close
         */
        public Relay connect(Channel client, Outbox toClient, Runnable ended) {
            metrics.relaysOpened.increment();
            return new Relay(
                    client,
                    toClient,
                    backend,
                    cancels,
                    pool.settings(),
                    () -> {
                        count(pool);
                        ended.run();
                    });
        }

        /** The client has gone in the meantime. */
        public void discard() {
            backend.close();
            count(pool);
        }
    }

    private void count(Pool pool) {
        metrics.relays.decrementAndGet();
        pools.close(pool);
    }

    /** Tries one node after the other, each once and the first twice. */
    private final class Attempt implements BackendConnector.Listener {
        private final Loop loop;
        private final RelayRequest request;
        private final Listener listener;
        private int left = topology.size();
        private Pool pool;

        Attempt(Loop loop, RelayRequest request, Listener listener) {
            this.loop = loop;
            this.request = request;
            this.listener = listener;
            this.pool = pools.open(request.database(), request.user());
        }

        void start() {
            connector.connect(loop, pool, request.parameters(), closed -> {}, this);
        }

        @Override
        public void connected(Backend backend) {
            listener.opened(new Opened(backend, pool));
        }

        @Override
        public void refused(BackendConnector.ConnectFailure failure) {
            if (failure.anotherNode() && left > 0 && topology.deny(pool.key().node())) {
                left--;
                pools.close(pool);
                pool = pools.open(request.database(), request.user());
                start();
            } else {
                metrics.backendsRefused.increment();
                count(pool);
                listener.refused(failure.failure());
            }
        }
    }
}
