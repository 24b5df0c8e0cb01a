package io.howdah.app;

import io.howdah.app.config.Configuration;
import io.howdah.app.config.Origin;
import io.howdah.app.log.Logging;
import io.howdah.base.HostPort;
import io.howdah.base.config.ConfigNode;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.gateway.Gateway;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.control.ServerControls;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Stands in front of PostgreSQL servers that are there already. */
final class RunCommand implements Command {
    private static final System.Logger LOG = System.getLogger("io.howdah.gateway");

    private static final String TAKE_OVER = "--take-over";
    private static final List<String> BESIDE_FILE = List.of("--config", TAKE_OVER);

    private final Surroundings around;

    RunCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public String name() {
        return "run";
    }

    @Override
    public String summary() {
        return "Stands in front of PostgreSQL servers that are there already.";
    }

    @Override
    public List<String> synopsis() {
        return List.of(
                "run --config FILE [--take-over]",
                "run --node HOST:PORT [--node …] [--listen HOST:PORT]",
                "    [--auth trust|scram] [--auth-file FILE]",
                "    [--pool-mode transaction|session|statement] [--pool-size N]");
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.value("--config", "FILE", "Settings in YAML: see docs/configuration.md."),
                Option.flag(
                        TAKE_OVER,
                        "Goes on in place of the process that runs now, if one does: see"
                                + " sockets.take-over-path."),
                Option.values("--node", "HOST:PORT", "A PostgreSQL server; once for each."),
                Option.value("--listen", "HOST:PORT", "Where clients connect (127.0.0.1:6432)."),
                Option.value(
                        "--auth", "METHOD", "scram, or trust, on a loopback address only (scram)."),
                Option.value("--auth-file", "FILE", "Users, as in PgBouncer's userlist.txt."),
                Option.value(
                        "--pool-mode", "MODE", "transaction, session or statement (transaction)."),
                Option.value("--pool-size", "N", "The most backends of a database and user (20)."));
    }

    @Override
    public List<String> notes() {
        return List.of(
                "SIGTERM drains: no new clients, running transactions finish (drain-timeout, 30s).",
                "SIGINT, or a second SIGTERM, stops at once.",
                "SIGHUP reads the configuration again, all of it or nothing.");
    }

    @Override
    public void run(Arguments arguments)
            throws Refusal, InvalidConfiguration, InterruptedException {
        Gateway.prepare();
        Reloader reloader = Reloader.of(origin(arguments), around.err());
        GatewaySettings settings = reloader.settings();
        Logging.start(around.err(), settings.log());
        boolean takeOver = arguments.has(TAKE_OVER);
        if (takeOver && settings.sockets().takeOverPath().isEmpty()) {
            throw new Refusal(
                    ExitCode.USAGE, TAKE_OVER + " needs sockets.take-over-path in the file");
        }
        around.stops().onHangUp(reloader::reloadOnSignal);
        new GatewayService(around, reloader, ServerControls.NONE)
                .run(takeOver, address -> announce(settings, address));
    }

    private Origin origin(Arguments arguments) throws Refusal {
        Configuration configuration = new Configuration(around.directory(), around.environment());
        if (arguments.has("--config")) {
            for (Option option : options()) {
                boolean beside = BESIDE_FILE.contains(option.name());
                if (!beside && arguments.has(option.name())) {
                    throw new Refusal(
                            ExitCode.USAGE,
                            option.name() + " belongs in the file, when there is --config");
                }
            }
            return Origin.of(configuration, Path.of(arguments.value("--config").orElseThrow()));
        }
        if (!arguments.has("--node")) {
            throw new Refusal(
                    ExitCode.USAGE, "which servers? Give --config FILE or --node HOST:PORT");
        }
        if (!arguments.has("--auth-file") && !arguments.values("--auth").contains("trust")) {
            throw new Refusal(
                    ExitCode.USAGE,
                    "who may log in? Give --auth-file FILE, or --auth trust on a loopback address");
        }
        return Origin.of(configuration, tree(arguments));
    }

    private static ConfigNode tree(Arguments arguments) {
        SettingsTree tree = new SettingsTree();
        tree.set("--listen", "listen", arguments.value("--listen"));
        tree.set("--auth", "auth.method", arguments.value("--auth"));
        tree.set("--auth-file", "auth.users-file", arguments.value("--auth-file"));
        tree.set("--pool-mode", "pool.mode", arguments.value("--pool-mode"));
        tree.set("--pool-size", "pool.size", arguments.value("--pool-size"));
        tree.list("--node", "nodes", "address", arguments.values("--node"));
        return tree.build();
    }

    private static void announce(GatewaySettings settings, HostPort address) {
        String nodes =
                settings.nodes().stream()
                        .map(node -> node.address().toString())
                        .collect(Collectors.joining(", "));
        LOG.log(System.Logger.Level.INFO, "listening on " + address + " in front of " + nodes);
    }
}
