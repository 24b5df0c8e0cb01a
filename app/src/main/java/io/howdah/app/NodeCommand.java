package io.howdah.app;

import io.howdah.app.log.Logging;
import io.howdah.base.HostPort;
import io.howdah.gateway.config.LogSettings;
import io.howdah.gateway.config.LogSettings.LogFormat;
import io.howdah.gateway.config.LogSettings.LogLevel;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Stops, starts, kills and delays the servers of a running {@code up}, through its console. */
final class NodeCommand implements Command {
    /** Where {@code up} listens, unless told otherwise. */
    static final int USUAL_PORT = 6432;

    private static final String WORDS = "ACTION NAME";
    private static final List<String> ACTIONS = List.of("list", "stop", "start", "kill", "delay");
    private static final String HELP = "\nSee howdah node --help";

    private final Surroundings around;

    NodeCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public String name() {
        return "node";
    }

    @Override
    public String summary() {
        return "Stops, starts and delays the servers of a running 'howdah up'.";
    }

    @Override
    public List<String> synopsis() {
        return List.of(
                "node list [--port PORT]",
                "node stop|start|kill NAME [--port PORT]",
                "node delay NAME TIME [--port PORT]");
    }

    @Override
    public Optional<Option> operand() {
        return Optional.of(Option.values(WORDS, WORDS, "What to do to which node."));
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.value("--port", "PORT", "Where 'howdah up' listens on 127.0.0.1 (6432)."));
    }

    @Override
    public List<String> notes() {
        return List.of(
                "NAME is primary, replica-1 and so on. kill is a crash: nothing is written any"
                        + " more.",
                "TIME is how long a replica stays behind the primary: 200ms, 5s; 0 ends it.");
    }

    @Override
    public void run(Arguments arguments) throws Refusal {
        List<String> words = arguments.values(WORDS);
        HostPort address =
                new HostPort("127.0.0.1", arguments.number("--port", USUAL_PORT, 1, 65_535));
        check(words);
        // The driver would warn that a console's version is none of PostgreSQL's.
        Logging.start(around.err(), new LogSettings(LogFormat.TEXT, LogLevel.WARNING));
        try (ConsoleLink console = ConsoleLink.to(address)) {
            if (words.getFirst().equals("list")) {
                console.nodes().forEach(around.out()::println);
            } else {
                console.run(words);
                around.out().println(outcome(words));
            }
        } catch (SQLException e) {
            throw ConsoleLink.refusal(address, e);
        }
    }

    private static void check(List<String> words) throws Refusal {
        if (words.isEmpty()) {
            throw new Refusal(ExitCode.USAGE, "what is to be done?" + HELP);
        }
        String action = words.getFirst();
        if (!ACTIONS.contains(action)) {
            throw Arguments.unknown("action", action, ACTIONS, HELP);
        }
        int wanted =
                switch (action) {
                    case "list" -> 1;
                    case "delay" -> 3;
                    default -> 2;
                };
        if (words.size() != wanted) {
            throw new Refusal(
                    ExitCode.USAGE,
                    switch (wanted) {
                        case 1 -> "node list takes no name";
                        case 2 -> "which node? Write howdah node " + action + " NAME";
                        default -> "write howdah node delay NAME TIME";
                    });
        }
    }

    private static String outcome(List<String> words) {
        String node = words.get(1);
        return switch (words.getFirst()) {
            case "stop" -> node + " is stopped";
            case "start" -> node + " runs";
            case "kill" -> node + " is killed";
            default ->
                    words.getLast().equals("0")
                            ? node + " is not delayed any more"
                            : node + " is delayed by " + words.getLast();
        };
    }
}
