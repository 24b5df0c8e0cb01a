package io.howdah.app;

import io.howdah.app.log.Logging;
import io.howdah.base.HostPort;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.embedded.ClusterSettings;
import io.howdah.embedded.EmbeddedCluster;
import io.howdah.gateway.config.LogSettings;
import io.howdah.gateway.config.LogSettings.LogFormat;
import io.howdah.gateway.config.LogSettings.LogLevel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Does what {@code run} does, in front of a PostgreSQL server that lives for a few seconds, so that
 * a JVM that watches can write down the classes that a start needs and the profile of the busy
 * paths. With that, statements run at full speed seconds after a start rather than half a minute.
 * {@code ./howdah} calls it after a build.
 */
final class WarmUp {
    private static final Duration TRAFFIC = Duration.ofSeconds(3);
    private static final String ANY_PORT = "127.0.0.1:0";

    private final Surroundings around;

    WarmUp(Surroundings around) {
        this.around = around;
    }

    void run() throws Refusal, InvalidConfiguration, IOException, InterruptedException {
        Logging.start(around.err(), new LogSettings(LogFormat.TEXT, LogLevel.INFO));
        Path directory = Files.createTempDirectory("howdah-warm-up");
        // The server may run as another user, who has to get to its data.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (RunningCluster cluster =
                around.clusters()
                        .start(
                                new ClusterSettings(directory.resolve("cluster"), 0),
                                line -> around.err().println(line))) {
            pretend(directory.resolve("howdah.yaml"), cluster.nodes().firstEntry().getValue());
        } finally {
            delete(directory);
        }
    }

    /** Once as from the command line, for what that loads, and once busy. */
    private void pretend(Path file, HostPort node)
            throws Refusal, InvalidConfiguration, IOException, InterruptedException {
        serve(
                List.of("--node", node.toString(), "--auth", "trust", "--listen", ANY_PORT),
                Duration.ZERO);
        Files.writeString(file, configuration(node));
        serve(List.of("--config", file.toString()), TRAFFIC);
    }

    private void serve(List<String> options, Duration traffic)
            throws Refusal, InvalidConfiguration, InterruptedException {
        StopRequests stops = new StopRequests();
        RunCommand command =
                new RunCommand(
                        around.with(
                                stops,
                                (settings, launch) -> {
                                    RunningGateway gateway =
                                            around.gateways().start(settings, launch);
                                    Thread.startVirtualThread(
                                            () -> use(gateway.address(), traffic, stops));
                                    return gateway;
                                }));
        command.run(Arguments.parse(command, options));
    }

    private void use(HostPort gateway, Duration duration, StopRequests stops) {
        try {
            new Traffic(gateway, around.clock()).run(duration);
        } finally {
            stops.request(Stop.FAST);
        }
    }

    private static String configuration(HostPort node) {
        return String.join(
                "\n",
                List.of(
                        "listen: " + ANY_PORT,
                        "nodes: [{address: \"" + node + "\"}]",
                        "users: [{name: "
                                + EmbeddedCluster.USER
                                + ", password: "
                                + EmbeddedCluster.PASSWORD
                                + "}]",
                        "pool: {size: 10}"));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
