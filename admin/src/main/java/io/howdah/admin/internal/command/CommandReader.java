package io.howdah.admin.internal.command;

import io.howdah.admin.internal.command.Command.Verb;
import io.howdah.admin.internal.command.Token.Kind;
import io.howdah.base.HostPort;
import io.howdah.gateway.control.ControlRefused;
import io.howdah.gateway.control.ProcessControls.Shutdown;
import io.howdah.gateway.control.Target;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Reads commands: PgBouncer's, those beyond, and what drivers send without being asked.
 *
 * @see <a href="https://www.pgbouncer.org/usage.html#admin-console">PgBouncer: admin console</a>
 */
public final class CommandReader {
    private static final List<String> VERBS =
            List.of(
                    "SHOW",
                    "SET",
                    "PAUSE",
                    "RESUME",
                    "DISABLE",
                    "ENABLE",
                    "RECONNECT",
                    "KILL",
                    "KILL_CLIENT",
                    "SUSPEND",
                    "WAIT_CLOSE",
                    "SHUTDOWN",
                    "RELOAD",
                    "NODE");

    private final Collection<String> tables;

    /**
     * @param tables what SHOW knows, in small letters
     */
    public CommandReader(Collection<String> tables) {
        this.tables = new TreeSet<>(tables);
    }

    /**
     * The commands in {@code text}, which semicolons part; none when there is nothing in it.
     *
     * @throws ControlRefused with what is wrong with the first that is
     */
    public List<Command> read(String text) throws ControlRefused {
        List<Command> commands = new ArrayList<>();
        List<Token> tokens = new ArrayList<>();
        for (Token token : Scanner.scan(text)) {
            if (token.is(";")) {
                add(commands, tokens);
            } else {
                tokens.add(token);
            }
        }
        add(commands, tokens);
        return commands;
    }

    private void add(List<Command> commands, List<Token> tokens) throws ControlRefused {
        if (!tokens.isEmpty()) {
            commands.add(command(tokens));
            tokens.clear();
        }
    }

    private Command command(List<Token> tokens) throws ControlRefused {
        String verb = tokens.getFirst().lower();
        List<Token> rest = List.copyOf(tokens.subList(1, tokens.size()));
        return switch (verb) {
            case "show", "select" -> show(tokens, rest);
            case "set" -> set(tokens, rest);
            case "pause", "resume", "disable", "enable", "reconnect", "kill", "wait_close" ->
                    steer(Verb.valueOf(verb.toUpperCase(Locale.ROOT)), tokens, rest);
            case "kill_client" -> killClient(tokens, rest);
            case "suspend" -> alone(new Command.Suspend(), tokens, rest);
            case "reload" -> alone(new Command.Reload(), tokens, rest);
            case "shutdown" -> shutdown(tokens, rest);
            case "node" -> NodeCommands.read(rest);
            default -> {
                Optional<Command> courtesy = DriverTalk.courtesy(verb);
                if (courtesy.isEmpty()) {
                    throw Refusals.unknown(text(tokens), verb.toUpperCase(Locale.ROOT), VERBS);
                }
                yield courtesy.get();
            }
        };
    }

    // ---- SHOW

    private Command show(List<Token> tokens, List<Token> rest) throws ControlRefused {
        if (text(rest).equalsIgnoreCase("transaction isolation level")) {
            return new Command.Constant("transaction_isolation", "read committed");
        }
        if (rest.size() != 1) {
            throw rest.isEmpty() ? Refusals.syntax("SHOW what? Use SHOW HELP;") : invalid(tokens);
        }
        String what = rest.getFirst().lower();
        if (tables.contains(what)) {
            return new Command.Show(what);
        }
        Optional<Command> setting = DriverTalk.shown(what);
        if (setting.isPresent()) {
            return setting.get();
        }
        if (tokens.getFirst().is("select")) {
            return select(tokens, what);
        }
        throw Refusals.unknown(text(tokens), what, tables);
    }

    /** What monitors ask to see whether anybody is there. */
    private static Command select(List<Token> tokens, String what) throws ControlRefused {
        return switch (what) {
            case "1" -> new Command.Constant("?column?", "1");
            case "version()" -> new Command.Constant("version", "PgBouncer 1.25.2 (Howdah)");
            default -> throw invalid(tokens);
        };
    }

    // ---- SET

    private static Command set(List<Token> tokens, List<Token> rest) throws ControlRefused {
        int begin =
                !rest.isEmpty() && (rest.getFirst().is("session") || rest.getFirst().is("local"))
                        ? 1
                        : 0;
        if (rest.size() <= begin) {
            throw invalid(tokens);
        }
        String key = rest.get(begin).text();
        if (DriverTalk.isPhrase(key) || DriverTalk.isSetting(key)) {
            return new Command.Courtesy("SET");
        }
        boolean assigns =
                rest.size() == begin + 3
                        && (rest.get(begin + 1).is("=") || rest.get(begin + 1).is("to"));
        if (!assigns) {
            throw invalid(tokens);
        }
        return new Command.Set(key.toLowerCase(Locale.ROOT), rest.get(begin + 2).text());
    }

    // ---- what is done to pools and clients

    private static Command steer(Verb verb, List<Token> tokens, List<Token> rest)
            throws ControlRefused {
        if (rest.isEmpty()) {
            if (verb == Verb.DISABLE || verb == Verb.ENABLE) {
                throw Refusals.syntax("a database is required");
            }
            return new Command.Steer(verb, new Target.All());
        }
        if (rest.size() > 2) {
            throw invalid(tokens);
        }
        Target target =
                rest.size() == 1
                        ? new Target.Database(rest.getFirst().text())
                        : target(tokens, rest);
        return new Command.Steer(verb, target);
    }

    private static Target target(List<Token> tokens, List<Token> rest) throws ControlRefused {
        String name = rest.getLast().text();
        return switch (rest.getFirst().lower()) {
            case "database" -> new Target.Database(name);
            case "user" -> new Target.User(name);
            case "node" -> new Target.Node(address(name));
            default -> throw invalid(tokens);
        };
    }

    private static HostPort address(String text) throws ControlRefused {
        try {
            return HostPort.parse(text);
        } catch (IllegalArgumentException e) {
            throw Refusals.syntax("a node is written host:port, not '" + text + "'");
        }
    }

    private static Command killClient(List<Token> tokens, List<Token> rest) throws ControlRefused {
        try {
            if (rest.size() == 1 && rest.getFirst().kind() != Kind.SYMBOL) {
                return new Command.KillClient(Integer.parseInt(rest.getFirst().text()));
            }
        } catch (NumberFormatException _) {
            // Told below.
        }
        throw Refusals.syntax("invalid client id in '" + text(tokens) + "'");
    }

    // ---- the process

    private static Command shutdown(List<Token> tokens, List<Token> rest) throws ControlRefused {
        if (rest.size() > 1) {
            throw invalid(tokens);
        }
        return new Command.ShutDown(
                switch (rest.isEmpty() ? "" : rest.getFirst().lower()) {
                    case "" -> Shutdown.IMMEDIATE;
                    case "wait_for_servers" -> Shutdown.WAIT_FOR_SERVERS;
                    case "wait_for_clients" -> Shutdown.WAIT_FOR_CLIENTS;
                    default ->
                            throw Refusals.unknown(
                                    text(tokens),
                                    rest.getFirst().text().toUpperCase(Locale.ROOT),
                                    List.of("WAIT_FOR_SERVERS", "WAIT_FOR_CLIENTS"));
                });
    }

    private static Command alone(Command command, List<Token> tokens, List<Token> rest)
            throws ControlRefused {
        if (!rest.isEmpty()) {
            throw invalid(tokens);
        }
        return command;
    }

    private static ControlRefused invalid(List<Token> tokens) {
        return Refusals.syntax("invalid command '" + text(tokens) + "', use SHOW HELP;");
    }

    private static String text(List<Token> tokens) {
        return String.join(" ", tokens.stream().map(Token::text).toList());
    }
}
