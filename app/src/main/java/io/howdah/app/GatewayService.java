package io.howdah.app;

import io.howdah.app.log.StatisticsLog;
import io.howdah.base.HostPort;
import io.howdah.base.metrics.Metrics;
import io.howdah.gateway.config.GatewaySettings;

import java.io.IOException;
import java.util.function.Consumer;

/** Runs a gateway until the operator stops it. */
final class GatewayService {
    private static final System.Logger LOG = System.getLogger("io.howdah.gateway");

    private final Surroundings around;

    GatewayService(Surroundings around) {
        this.around = around;
    }

    /**
     * Returns once the gateway is stopped.
     *
     * @param ready told the address when clients can connect
     */
    void run(GatewaySettings settings, Consumer<HostPort> ready)
            throws Refusal, InterruptedException {
        Metrics metrics = new Metrics();
        try (RunningGateway gateway = start(settings, metrics);
                StatisticsLog _ =
                        StatisticsLog.start(metrics, around.clock(), settings.statisticsPeriod())) {
            ready.accept(gateway.address());
            if (around.stops().await() == Stop.DRAIN) {
                drain(gateway, settings);
            }
        }
    }

    private RunningGateway start(GatewaySettings settings, Metrics metrics)
            throws Refusal, InterruptedException {
        try {
            return around.stops().interruptible(() -> around.gateways().start(settings, metrics));
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.CANNOT_LISTEN,
                    "cannot listen on " + settings.listen() + ": " + e.getMessage());
        }
    }

    private void drain(RunningGateway gateway, GatewaySettings settings) {
        LOG.log(
                System.Logger.Level.INFO,
                "draining: no new clients, running transactions have "
                        + settings.drainTimeout().toSeconds()
                        + " s");
        try {
            around.stops()
                    .interruptible(
                            () -> {
                                gateway.drain(settings.drainTimeout());
                                return gateway;
                            });
            LOG.log(System.Logger.Level.INFO, "drained");
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.INFO, "asked again: stopping at once");
        }
    }
}
