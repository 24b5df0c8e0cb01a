package io.howdah.app;

import io.howdah.app.config.Configuration;
import io.howdah.app.log.Logging;
import io.howdah.base.HostPort;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.gateway.config.GatewaySettings;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** Stands in front of PostgreSQL servers that are there already. */
@Command(
        name = "run",
        description = "Stands in front of PostgreSQL servers that are there already.",
        customSynopsis = {
            "howdah run --config FILE",
            "       howdah run --node HOST:PORT [--node …] [--listen HOST:PORT]",
            "                  [--auth trust|scram] [--auth-file FILE]",
            "                  [--pool-mode transaction|session] [--pool-size N]"
        },
        footer = {
            "",
            "SIGTERM drains: no new clients, running transactions finish (drain-timeout, 30s).",
            "SIGINT, or a second SIGTERM, stops at once.",
        })
final class RunCommand implements Callable<Integer> {
    private static final System.Logger LOG = System.getLogger("io.howdah.gateway");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings in YAML: see docs/configuration.md.")
    private @Nullable Path config;

    @Option(
            names = "--node",
            paramLabel = "HOST:PORT",
            description = "A PostgreSQL server; once for each.")
    private @Nullable List<String> nodes;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Where clients connect (127.0.0.1:6432).")
    private @Nullable String listen;

    @Option(
            names = "--auth",
            paramLabel = "METHOD",
            description =
                    "How clients log in: scram, or trust, which needs a loopback address (scram).")
    private @Nullable String auth;

    @Option(
            names = "--auth-file",
            paramLabel = "FILE",
            description = "Users, as in PgBouncer's userlist.txt.")
    private @Nullable String authFile;

    @Option(
            names = "--pool-mode",
            paramLabel = "MODE",
            description = "transaction or session (transaction).")
    private @Nullable String poolMode;

    @Option(
            names = "--pool-size",
            paramLabel = "N",
            description = "The most backends of a database and user (20).")
    private @Nullable String poolSize;

    private final Surroundings around;

    RunCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws Refusal, InvalidConfiguration, InterruptedException {
        Logging.start(around.err(), System.Logger.Level.INFO);
        GatewaySettings settings = settings();
        new GatewayService(around).run(settings, address -> announce(settings, address));
        return ExitCode.OK.code();
    }

    private GatewaySettings settings() throws Refusal, InvalidConfiguration {
        Configuration configuration = new Configuration(around.directory(), around.environment());
        if (config != null) {
            if (hasOtherOptions()) {
                throw new Refusal(
                        ExitCode.USAGE, "with --config, everything else belongs in that file");
            }
            return configuration.load(config);
        }
        if (nodes == null) {
            throw new Refusal(
                    ExitCode.USAGE, "which servers? Give --config FILE or --node HOST:PORT");
        }
        if (authFile == null && !"trust".equals(auth)) {
            throw new Refusal(
                    ExitCode.USAGE,
                    "who may log in? Give --auth-file FILE, or --auth trust on a loopback address");
        }
        return configuration.read(tree(nodes).build());
    }

    private boolean hasOtherOptions() {
        return nodes != null
                || listen != null
                || auth != null
                || authFile != null
                || poolMode != null
                || poolSize != null;
    }

    private SettingsTree tree(List<String> addresses) {
        return new SettingsTree()
                .set("--listen", "listen", listen)
                .set("--auth", "auth.method", auth)
                .set("--auth-file", "auth.users-file", authFile)
                .set("--pool-mode", "pool.mode", poolMode)
                .set("--pool-size", "pool.size", poolSize)
                .list(
                        "--node",
                        "nodes",
                        addresses.stream()
                                .map(node -> new SettingsTree().set("--node", "address", node))
                                .toList());
    }

    private static void announce(GatewaySettings settings, HostPort address) {
        LOG.log(
                System.Logger.Level.INFO,
                "listening on "
                        + address
                        + " in front of "
                        + String.join(
                                ", ",
                                settings.nodes().stream()
                                        .map(node -> node.address().toString())
                                        .toList()));
    }
}
