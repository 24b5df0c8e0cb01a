package io.howdah.app;

import io.howdah.app.config.Configuration;
import io.howdah.app.config.Origin;
import io.howdah.app.log.Logging;
import io.howdah.base.HostPort;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.embedded.ClusterSettings;
import io.howdah.embedded.EmbeddedCluster;
import io.howdah.gateway.config.LogSettings;
import io.howdah.gateway.config.LogSettings.LogFormat;
import io.howdah.gateway.config.LogSettings.LogLevel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/** Starts PostgreSQL and stands in front of it: everything a newcomer needs. */
final class UpCommand implements Command {
    private static final int MAX_SCALE = 1_000;

    private final Surroundings around;

    UpCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public String name() {
        return "up";
    }

    @Override
    public String summary() {
        return "Starts a PostgreSQL cluster on this machine, and stands in front of it.";
    }

    @Override
    public List<String> synopsis() {
        return List.of("up [--demo [--scale N]] [--replicas N] [--port PORT] [--data DIR]");
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.flag("--demo", "Fills in a blogging platform to play with."),
                Option.value("--scale", "N", "Makes the demo data N times as large (1)."),
                Option.value("--replicas", "N", "Streaming replicas (2)."),
                Option.value("--port", "PORT", "Port on 127.0.0.1; 0: a free one (6432)."),
                Option.value("--data", "DIR", "Where the data lives (.howdah)."));
    }

    @Override
    public List<String> notes() {
        return List.of(
                "The data is kept, and used again at the next start. Ctrl-C stops all.",
                "What happens when a server fails: howdah node --help.");
    }

    @Override
    public void run(Arguments arguments)
            throws Refusal, InvalidConfiguration, InterruptedException {
        int port = arguments.number("--port", NodeCommand.USUAL_PORT, 0, 65_535);
        int scale = arguments.number("--scale", 1, 1, MAX_SCALE);
        boolean demo = arguments.has("--demo");
        if (arguments.has("--scale") && !demo) {
            throw new Refusal(ExitCode.USAGE, "--scale is the size of the demo data: add --demo");
        }
        ClusterSettings cluster =
                new ClusterSettings(
                        around.directory().resolve(arguments.value("--data").orElse(".howdah")),
                        arguments.number("--replicas", 2, 0, ClusterSettings.MAX_REPLICAS));
        Logging.start(around.err(), new LogSettings(LogFormat.TEXT, LogLevel.WARNING));
        refuseTakenPort(port);
        try (RunningCluster running = start(cluster)) {
            boolean filled = running.hasDemo() || (demo && load(running, scale));
            Reloader reloader = Reloader.of(origin(running.nodes(), port), around.err());
            new GatewayService(around, reloader, running)
                    .run(
                            false,
                            address ->
                                    new Welcome(address, running.nodes(), running.data(), filled)
                                            .print(around.out()));
            tell("Stopping the servers");
        }
    }

    /** Said before the servers start rather than after. */
    private static void refuseTakenPort(int port) throws Refusal {
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(address);
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.CANNOT_LISTEN,
                    "cannot listen on 127.0.0.1:%d: %s; choose another port with --port"
                            .formatted(port, e.getMessage()));
        }
    }

    private RunningCluster start(ClusterSettings settings) throws Refusal, InterruptedException {
        return around.stops().interruptible(() -> around.clusters().start(settings, this::tell));
    }

    private boolean load(RunningCluster cluster, int scale) throws Refusal, InterruptedException {
        ProgressBar bar = new ProgressBar(around.out(), around.terminal(), "Loading the demo");
        return around.stops()
                .interruptible(
                        () -> {
                            cluster.loadDemo(scale, bar::show);
                            bar.done();
                            return true;
                        });
    }

    private Origin origin(SequencedMap<String, HostPort> nodes, int port) {
        SettingsTree user =
                new SettingsTree()
                        .set("up", "name", EmbeddedCluster.USER)
                        .set("up", "password", EmbeddedCluster.PASSWORD);
        List<SettingsTree> sections = new ArrayList<>();
        nodes.forEach(
                (name, address) ->
                        sections.add(
                                new SettingsTree()
                                        .set("up", "name", name)
                                        .set("up", "address", address.toString())));
        SettingsTree tree =
                new SettingsTree()
                        .set("--port", "listen", "127.0.0.1:" + port)
                        .set("up", "statistics-period", "0s")
                        .list("up", "nodes", sections)
                        .list("up", "users", List.of(user))
                        .words("up", "admin.users", List.of(EmbeddedCluster.USER));
        return Origin.of(new Configuration(around.directory(), around.environment()), tree.build());
    }

    private void tell(String line) {
        around.out().println(line);
        around.out().flush();
    }
}
