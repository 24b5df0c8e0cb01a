package io.howdah.app;

import io.howdah.base.config.InvalidConfiguration;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Howdah's command line. */
@Command(
        name = "howdah",
        description = "A gateway that applications connect to as if it were PostgreSQL.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Main.Version.class)
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
        CommandLine howdah = commandLine(around);
        try {
            if (args.length == 0) {
                howdah.usage(around.err());
                return ExitCode.USAGE.code();
            }
            return howdah.execute(args);
        } finally {
            around.out().flush();
            around.err().flush();
        }
    }

    private static CommandLine commandLine(Surroundings around) {
        CommandLine howdah =
                new CommandLine(new Main())
                        .addSubcommand(new UpCommand(around))
                        .addSubcommand(new RunCommand(around))
                        .addSubcommand(new CheckCommand(around))
                        .addSubcommand(new WarmUpCommand(around));
        howdah.getCommandSpec().mixinStandardHelpOptions(true);
        howdah.getSubcommands().values().forEach(Main::describe);
        describe(howdah);
        return howdah.setOut(around.out())
                .setErr(around.err())
                .setParameterExceptionHandler((misuse, _) -> misused(misuse))
                .setExecutionExceptionHandler((failure, command, _) -> failed(failure, command));
    }

    private static void describe(CommandLine command) {
        Map<String, String> codes = new LinkedHashMap<>();
        Arrays.stream(ExitCode.values())
                .forEach(code -> codes.put(Integer.toString(code.code()), code.meaning()));
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        command.getCommandSpec().mixinStandardHelpOptions(true);
        usage.exitCodeListHeading("%nExit codes:%n");
        usage.exitCodeList(codes);
        usage.optionListHeading("%n");
        usage.commandListHeading("%nCommands:%n");
    }

    private static int misused(ParameterException misuse) {
        CommandLine command = misuse.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("howdah: " + misuse.getMessage());
        UnmatchedArgumentException.printSuggestions(misuse, err);
        err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE.code();
    }

    private static int failed(Exception failure, CommandLine command) {
        PrintWriter err = command.getErr();
        return switch (failure) {
            case Refusal refusal -> {
                err.println("howdah: " + refusal.text());
                yield refusal.exitCode().code();
            }
            case InvalidConfiguration invalid -> {
                err.println(invalid.getMessage());
                int problems = invalid.problems().size();
                err.println("howdah: " + problems + (problems == 1 ? " problem" : " problems"));
                yield ExitCode.INVALID_CONFIGURATION.code();
            }
            case InterruptedException _ -> ExitCode.OK.code();
            default -> {
                err.println("howdah: this is a bug, please report it");
                failure.printStackTrace(err);
                yield ExitCode.FAILED.code();
            }
        };
    }

    /** Says which Howdah this is, and what it runs on. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {
                "howdah %s (Java %s)"
                        .formatted(version == null ? "development" : version, Runtime.version())
            };
        }
    }
}
