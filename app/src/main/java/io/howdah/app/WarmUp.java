package io.howdah.app;

import io.howdah.app.config.Configuration;
import io.howdah.app.log.Logging;
import io.howdah.base.HostPort;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.base.metrics.Metrics;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Does a little of everything that {@code run} does at its start, so that a JVM that watches can
 * write it to an ahead-of-time cache. {@code ./howdah} calls it after a build.
 */
final class WarmUp {
    private static final int PROTOCOL_3_0 = 196_608;
    private static final int PATIENCE_MILLIS = 3_000;
    private static final String CONFIGURATION =
            """
            listen: 127.0.0.1:0
            auth: {method: trust}
            nodes: [{address: "127.0.0.1:1"}]
            pool: {size: 5, connect-timeout: 1s}
            """;

    private final Surroundings around;

    WarmUp(Surroundings around) {
        this.around = around;
    }

    void run() throws InvalidConfiguration, IOException, InterruptedException {
        Logging.start(around.err(), System.Logger.Level.INFO);
        Path file = Files.createTempFile("howdah-warm-up", ".yaml");
        try {
            Files.writeString(file, CONFIGURATION);
            Configuration configuration =
                    new Configuration(around.directory(), around.environment());
            try (RunningGateway gateway =
                    around.gateways().start(configuration.load(file), new Metrics())) {
                connect(gateway.address());
            }
        } finally {
            Files.delete(file);
        }
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
            byte[] _ = socket.getInputStream().readNBytes(1);
        }
    }
}
