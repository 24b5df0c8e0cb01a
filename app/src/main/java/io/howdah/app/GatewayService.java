package io.howdah.app;

import io.howdah.app.log.StatisticsLog;
import io.howdah.base.HostPort;
import io.howdah.base.metrics.Metrics;
import io.howdah.gateway.Inheritance;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.control.ServerControls;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** Runs a gateway until the operator stops it. */
final class GatewayService {
    private static final System.Logger LOG = System.getLogger("io.howdah.gateway");

    private static final Duration FOR_EVER = Duration.ofDays(10_000);

    private final Surroundings around;
    private final Reloader reloader;
    private final ServerControls servers;

    /**
     * Runs it with what {@code reloader} has read, and lets that read it again.
     *
     * @param servers what its console can do to servers
     */
    GatewayService(Surroundings around, Reloader reloader, ServerControls servers) {
        this.around = around;
        this.reloader = reloader;
        this.servers = servers;
    }

    /**
     * Returns once the gateway is stopped.
     *
     * @param takeOver whether to take over from the process that runs now, if one does
     * @param ready told the address when clients can connect
     */
    void run(boolean takeOver, Consumer<HostPort> ready) throws Refusal, InterruptedException {
        GatewaySettings settings = reloader.settings();
        Metrics metrics = new Metrics();
        try (RunningGateway gateway = start(settings, takeOver, metrics);
                StatisticsLog _ =
                        StatisticsLog.start(metrics, around.clock(), settings.statisticsPeriod())) {
            reloader.attach(gateway);
            ready.accept(gateway.address());
            gateway.onHandedOver(() -> around.stops().request(Stop.WHEN_EMPTY));
            switch (around.stops().await()) {
                case DRAIN -> drain(gateway);
                case WHEN_EMPTY -> outstay(gateway);
                case WHEN_LEFT -> awaitClients(gateway);
                case FAST -> {}
            }
        }
    }

    private RunningGateway start(GatewaySettings settings, boolean takeOver, Metrics metrics)
            throws Refusal, InterruptedException {
        try {
            Inheritance inheritance = Inheritance.of(around.environment(), takeOver);
            return around.stops()
                    .interruptible(
                            () ->
                                    around.gateways()
                                            .start(
                                                    settings,
                                                    new RunningGateway.Launch(
                                                            metrics,
                                                            inheritance,
                                                            new OperatorControls(
                                                                    around.stops(),
                                                                    reloader,
                                                                    servers))));
        } catch (IOException e) {
            throw new Refusal(ExitCode.CANNOT_LISTEN, String.valueOf(e.getMessage()));
        }
    }

    /** Another process lets clients in; this one serves those that it has. */
    private void outstay(RunningGateway gateway) throws InterruptedException {
        LOG.log(System.Logger.Level.INFO, "another process has taken over: clients may stay");
        Duration limit = reloader.settings().sockets().takeOverTimeout();
        try {
            boolean empty =
                    around.stops()
                            .interruptible(
                                    () -> gateway.awaitClients(limit.isZero() ? FOR_EVER : limit));
            if (empty) {
                LOG.log(System.Logger.Level.INFO, "the last client has left");
                return;
            }
        } catch (InterruptedException e) {
            if (around.stops().await() == Stop.FAST) {
                return;
            }
        }
        drain(gateway);
    }

    private void awaitClients(RunningGateway gateway) {
        LOG.log(System.Logger.Level.INFO, "no new clients; stopping when the last one has left");
        gateway.closeEntrance();
        try {
            boolean _ = around.stops().interruptible(() -> gateway.awaitClients(FOR_EVER));
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.INFO, "asked again: stopping at once");
        }
    }

    private void drain(RunningGateway gateway) {
        Duration limit = reloader.settings().drainTimeout();
        LOG.log(
                System.Logger.Level.INFO,
                "draining: no new clients, running transactions have " + limit.toSeconds() + " s");
        try {
            around.stops()
                    .interruptible(
                            () -> {
                                gateway.drain(limit);
                                return gateway;
                            });
            LOG.log(System.Logger.Level.INFO, "drained");
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.INFO, "asked again: stopping at once");
        }
    }
}
