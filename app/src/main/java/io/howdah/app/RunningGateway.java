package io.howdah.app;

import io.howdah.admin.AdminConsole;
import io.howdah.base.Clock;
import io.howdah.base.HostPort;
import io.howdah.base.Randomness;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.base.metrics.Metrics;
import io.howdah.gateway.Gateway;
import io.howdah.gateway.Inheritance;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.control.LocalDatabases;
import io.howdah.gateway.control.ProcessControls;
import io.howdah.routing.Routing;

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

    /** Takes no new clients; those that are there stay. */
    void closeEntrance();

    /** Waits for the last client to leave, at most {@code limit}; false: one is still there. */
    boolean awaitClients(Duration limit) throws InterruptedException;

    /**
     * Reads every file that {@code next} names.
     *
     * @return puts {@code next} in force; running it cannot fail
     * @throws InvalidConfiguration with everything that is wrong; what was in force stays so
     */
    Runnable prepare(GatewaySettings next) throws InvalidConfiguration;

    /** Stops at once; does nothing after a drain. */
    @Override
    void close();

    /**
     * What a gateway is started with, beside its settings.
     *
     * @param inheritance sockets that another process has made
     * @param process what its console can do to the process
     */
    record Launch(Metrics metrics, Inheritance inheritance, ProcessControls process) {}

    /** Starts a gateway. */
    interface Starter {
        /**
         * Returns when clients can connect.
         *
         * @throws IOException when the address to listen on cannot be used
         */
        RunningGateway start(GatewaySettings settings, Launch launch)
                throws IOException, InterruptedException;
    }

    /** Starts the real one, with a console. */
    static Starter starter(Clock clock, Randomness randomness) {
        return (settings, launch) ->
                new Real(
                        Gateway.start(
                                settings,
                                io.howdah.gateway.Surroundings.of(
                                                clock, randomness, launch.metrics())
                                        .balancing(
                                                () ->
                                                        new Routing(
                                                                settings.routing().balancing(),
                                                                clock,
                                                                randomness,
                                                                launch.metrics()))
                                        .inheriting(launch.inheritance())
                                        .with(console(launch.process()))));
    }

    private static LocalDatabases.Factory console(ProcessControls process) {
        return AdminConsole.in(new AdminConsole.Surroundings(process, Main.versionNumber()));
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
        public void closeEntrance() {
            gateway.closeEntrance();
        }

        @Override
        public boolean awaitClients(Duration limit) throws InterruptedException {
            return gateway.awaitClients(limit);
        }

        @Override
        public Runnable prepare(GatewaySettings next) throws InvalidConfiguration {
            return gateway.prepare(next);
        }

        @Override
        public void close() {
            gateway.close();
        }
    }
}
