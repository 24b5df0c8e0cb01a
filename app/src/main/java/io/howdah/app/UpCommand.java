package io.howdah.app;

import io.howdah.app.config.Configuration;
import io.howdah.app.log.Logging;
import io.howdah.base.HostPort;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.embedded.ClusterException;
import io.howdah.embedded.ClusterSettings;
import io.howdah.embedded.EmbeddedCluster;
import io.howdah.gateway.config.GatewaySettings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** Starts PostgreSQL and stands in front of it: everything a newcomer needs. */
@Command(
        name = "up",
        description = "Starts a PostgreSQL cluster on this machine, and stands in front of it.",
        footer = {"", "The data is kept, and used again at the next start."})
final class UpCommand implements Callable<Integer> {
    private static final int MAX_REPLICAS = 8;
    private static final int MAX_SCALE = 1_000;

    @Option(names = "--demo", description = "Fills in a blogging platform to play with.")
    private boolean demo;

    @Option(
            names = "--scale",
            paramLabel = "N",
            description = "Makes the demo data N times as large (1).")
    private int scale = 1;

    @Option(names = "--replicas", paramLabel = "N", description = "Streaming replicas (2).")
    private int replicas = 2;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where Howdah listens on 127.0.0.1 (6432); 0: a free one.")
    private int port = 6432;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the data lives (.howdah).")
    private Path data = Path.of(".howdah");

    private final Surroundings around;

    UpCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws Refusal, InvalidConfiguration, InterruptedException {
        Logging.start(around.err(), System.Logger.Level.WARNING);
        within("--port", port, 0, 65_535);
        within("--replicas", replicas, 0, MAX_REPLICAS);
        within("--scale", scale, 1, MAX_SCALE);
        if (scale != 1 && !demo) {
            throw new Refusal(ExitCode.USAGE, "--scale is the size of the demo data: add --demo");
        }
        refuseTakenPort();
        try (RunningCluster cluster = start()) {
            boolean withDemo = demo(cluster);
            new GatewayService(around)
                    .run(settings(cluster), address -> welcome(cluster, address, withDemo));
            around.out().println("Stopping the servers…");
            around.out().flush();
        } catch (ClusterException e) {
            throw new Refusal(ExitCode.NO_CLUSTER, String.valueOf(e.getMessage()));
        }
        return ExitCode.OK.code();
    }

    private static void within(String option, int value, int least, int most) throws Refusal {
        if (value < least || value > most) {
            throw new Refusal(
                    ExitCode.USAGE,
                    option + " must be within " + least + ".." + most + ", not " + value);
        }
    }

    /** Said before the servers start rather than after. */
    private void refuseTakenPort() throws Refusal {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.CANNOT_LISTEN,
                    "cannot listen on 127.0.0.1:"
                            + port
                            + ": "
                            + e.getMessage()
                            + "; choose another port with --port");
        }
    }

    private RunningCluster start() throws ClusterException, InterruptedException {
        ClusterSettings settings = new ClusterSettings(around.directory().resolve(data), replicas);
        return around.stops().interruptible(() -> around.clusters().start(settings, this::tell));
    }

    private void tell(String line) {
        around.out().println(line);
        around.out().flush();
    }

    /** Whether the demo data is there, loaded now or before. */
    private boolean demo(RunningCluster cluster) throws ClusterException, InterruptedException {
        if (cluster.hasDemo() || !demo) {
            return cluster.hasDemo();
        }
        ProgressBar bar = new ProgressBar(around.out(), around.terminal(), "Loading the demo");
        return around.stops()
                .interruptible(
                        () -> {
                            cluster.loadDemo(scale, bar::show);
                            bar.done();
                            return true;
                        });
    }

    private GatewaySettings settings(RunningCluster cluster) throws InvalidConfiguration {
        SettingsTree tree =
                new SettingsTree()
                        .set("--port", "listen", "127.0.0.1:" + port)
                        .set("up", "statistics-period", "0s")
                        .list("up", "nodes", cluster.nodes().stream().map(this::node).toList())
                        .list(
                                "up",
                                "users",
                                List.of(
                                        new SettingsTree()
                                                .set("up", "name", EmbeddedCluster.USER)
                                                .set("up", "password", EmbeddedCluster.PASSWORD)));
        return new Configuration(around.directory(), around.environment()).read(tree.build());
    }

    private SettingsTree node(HostPort address) {
        return new SettingsTree().set("up", "address", address);
    }

    private void welcome(RunningCluster cluster, HostPort address, boolean withDemo) {
        new Welcome(address, cluster.nodes(), cluster.data(), withDemo).print(around.out());
    }
}
