package io.howdah.app;

import io.howdah.app.config.ConfigurationReference;
import io.howdah.base.config.InvalidConfiguration;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Howdah's command line.
 *
 * <p>It is parsed by hand: picocli's class files are too old for the JVM's ahead-of-time cache, so
 * it would add some 75 ms to each start.
 */
public final class Main {
    private Main() {}

    /** Runs a command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        Surroundings around = Surroundings.system(out, err);
        Signals.handle(around.stops());
        System.exit(run(args, around));
    }

    /** Runs a command in the calling thread, without signals. Returns the exit code. */
    public static int run(String[] args, PrintWriter out, PrintWriter err) {
        return run(args, Surroundings.system(out, err));
    }

    static int run(String[] args, Surroundings around) {
        try {
            return dispatch(Arrays.asList(args), around).code();
        } finally {
            around.out().flush();
            around.err().flush();
        }
    }

    private static ExitCode dispatch(List<String> words, Surroundings around) {
        List<Command> commands =
                List.of(
                        new UpCommand(around),
                        new RunCommand(around),
                        new NodeCommand(around),
                        new CheckCommand(around),
                        new ImportCommand(around),
                        new BenchCommand(around));
        try {
            switch (words.isEmpty() ? "" : words.getFirst()) {
                case "" -> {
                    new Help(around.err()).overview(commands);
                    return ExitCode.USAGE;
                }
                case "--help", "-h", "help" -> new Help(around.out()).overview(commands);
                case "--version", "-V" -> around.out().println(version());
                case "docs" -> around.out().print(ConfigurationReference.page());
                case "warm-up" -> new WarmUp(around).run();
                default -> run(command(commands, words.getFirst()), words, around);
            }
            return ExitCode.OK;
        } catch (Exception e) {
            return failed(e, around.err());
        }
    }

    private static void run(Command command, List<String> words, Surroundings around)
            throws Refusal, InvalidConfiguration, InterruptedException {
        List<String> options = words.subList(1, words.size());
        if (options.contains("--help") || options.contains("-h")) {
            new Help(around.out()).of(command);
        } else {
            command.run(Arguments.parse(command, options));
        }
    }

    private static Command command(List<Command> commands, String name) throws Refusal {
        for (Command command : commands) {
            if (command.name().equals(name)) {
                return command;
            }
        }
        throw Arguments.unknown(
                "command",
                name,
                commands.stream().map(Command::name).toList(),
                "\nSee howdah --help");
    }

    private static ExitCode failed(Exception failure, PrintWriter err) {
        return switch (failure) {
            case Refusal refusal -> {
                err.println("howdah: " + refusal.text());
                yield refusal.exitCode();
            }
            case InvalidConfiguration invalid -> {
                int problems = invalid.problems().size();
                err.println(invalid.getMessage());
                err.println("howdah: " + problems + (problems == 1 ? " problem" : " problems"));
                yield ExitCode.INVALID_CONFIGURATION;
            }
            case InterruptedException _ -> ExitCode.OK;
            default -> {
                err.println("howdah: this is a bug, please report it");
                failure.printStackTrace(err);
                yield ExitCode.FAILED;
            }
        };
    }

    /** Such as 0.1.0; {@code development} when it was not packaged. */
    static String versionNumber() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private static String version() {
        return "howdah " + versionNumber() + " (Java " + Runtime.version() + ")";
    }
}
