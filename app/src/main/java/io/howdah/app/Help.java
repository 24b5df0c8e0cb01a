package io.howdah.app;

import java.io.PrintWriter;
import java.util.List;

/** The texts of {@code --help}. */
final class Help {
    private final PrintWriter out;

    Help(PrintWriter out) {
        this.out = out;
    }

    /** What Howdah can do. */
    void overview(List<Command> commands) {
        out.println("Howdah stands in front of PostgreSQL; applications connect to it as if it");
        out.println("were PostgreSQL.");
        out.println();
        out.println("Usage: howdah COMMAND [OPTION…]");
        out.println("       howdah COMMAND --help");
        out.println("       howdah --version");
        out.println();
        commands.forEach(command -> row(command.name(), command.summary(), 10));
        exitCodes();
    }

    /** What one command can do. */
    void of(Command command) {
        out.println(command.summary());
        out.println();
        String lead = "Usage: howdah ";
        for (String line : command.synopsis()) {
            out.println(lead + line);
            lead = " ".repeat(lead.length());
        }
        out.println();
        command.options()
                .forEach(
                        option ->
                                row(
                                        (option.name() + " " + option.label()).strip(),
                                        option.meaning(),
                                        20));
        if (!command.notes().isEmpty()) {
            out.println();
            command.notes().forEach(out::println);
        }
        exitCodes();
    }

    private void exitCodes() {
        out.println();
        out.println("Exit codes:");
        for (ExitCode exitCode : ExitCode.values()) {
            row(Integer.toString(exitCode.code()), exitCode.meaning(), 3);
        }
    }

    private void row(String left, String right, int width) {
        out.println("  " + left + " ".repeat(Math.max(1, width - left.length())) + right);
    }
}
