package io.howdah.app;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;
import io.howdah.base.Randomness;
import io.howdah.base.metrics.Metrics;
import io.howdah.gateway.Gateway;
import io.howdah.gateway.Inheritance;
import io.howdah.gateway.config.GatewaySettings;

import java.io.IOException;
import java.time.Duration;

/** What commands need of a gateway; tests bring their own. */
interface RunningGateway extends AutoCloseable {
    /** Where clients connect. */
    HostPort address();

    /** Takes no new clients, lets running transactions finish for at most {@code limit}, closes. */
    void drain(Duration limit) throws InterruptedException;

    /** Runs {@code then} when another process has taken over; the clients stay. */
    void onHandedOver(Runnable then);

    /** Waits for the last client to leave, at most {@code limit}; false: one is still there. */
    boolean awaitClients(Duration limit) throws InterruptedException;

    /** Stops at once; does nothing after a drain. */
    @Override
    void close();

    /** Starts a gateway. */
    interface Starter {
        /**
         * Returns when clients can connect.
         *
         * @throws IOException when the address to listen on cannot be used
         */
        RunningGateway start(GatewaySettings settings, Metrics metrics, Inheritance inheritance)
                throws IOException, InterruptedException;
    }

    /** Starts the real one. */
    static Starter starter(Clock clock, Randomness randomness) {
        return (settings, metrics, inheritance) ->
                new Real(Gateway.start(settings, clock, randomness, metrics, inheritance));
    }

    /** The real gateway. */
    record Real(Gateway gateway) implements RunningGateway {
        @Override
        public HostPort address() {
            return gateway.address();
        }

        @Override
        public void drain(Duration limit) throws InterruptedException {
            gateway.drain(limit);
        }

        @Override
        public void onHandedOver(Runnable then) {
            gateway.handedOver().thenRun(then);
        }

        @Override
        public boolean awaitClients(Duration limit) throws InterruptedException {
            return gateway.awaitClients(limit);
        }

        @Override
        public void close() {
            gateway.close();
        }
    }
}
