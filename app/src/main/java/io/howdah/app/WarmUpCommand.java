package io.howdah.app;

import io.howdah.app.config.Configuration;
import io.howdah.app.log.Logging;
import io.howdah.base.HostPort;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.base.metrics.Metrics;
import io.howdah.gateway.config.GatewaySettings;

import picocli.CommandLine.Command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Does a little of everything that {@code run} does at its start, so that a JVM that watches can
 * write it to an ahead-of-time cache. {@code ./howdah} calls it after a build.
 */
@Command(name = "warm-up", hidden = true, description = "Trains the JVM's ahead-of-time cache.")
final class WarmUpCommand implements Callable<Integer> {
    private static final int PROTOCOL_3_0 = 196_608;
    private static final int PATIENCE_MILLIS = 3_000;

    private final Surroundings around;

    WarmUpCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InvalidConfiguration, IOException, InterruptedException {
        Logging.start(around.err(), System.Logger.Level.INFO);
        SettingsTree tree =
                new SettingsTree()
                        .set("warm-up", "listen", "127.0.0.1:0")
                        .set("warm-up", "auth.method", "trust")
                        .list(
                                "warm-up",
                                "nodes",
                                List.of(
                                        new SettingsTree()
                                                .set("warm-up", "address", "127.0.0.1:1")));
        GatewaySettings settings =
                new Configuration(around.directory(), around.environment()).read(tree.build());
        try (RunningGateway gateway = around.gateways().start(settings, new Metrics())) {
            connect(gateway.address());
        }
        return ExitCode.OK.code();
    }

    /** Logs in as a client; that no server answers behind the gateway does not matter. */
    private static void connect(HostPort address) throws IOException {
        byte[] parameters = "user\0howdah\0database\0howdah\0\0".getBytes(StandardCharsets.UTF_8);
        int length = 2 * Integer.BYTES + parameters.length;
        ByteBuffer startup =
                ByteBuffer.allocate(length).putInt(length).putInt(PROTOCOL_3_0).put(parameters);
        try (Socket socket = new Socket(InetAddress.ofLiteral(address.host()), address.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(startup.array());
            socket.getInputStream().readNBytes(1);
        }
    }
}
