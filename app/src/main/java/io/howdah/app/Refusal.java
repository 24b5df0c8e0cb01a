package io.howdah.app;

/** An expected end of a command: some plain lines for the operator and an exit code. */
final class Refusal extends Exception {
    private final ExitCode exitCode;
    private final String text;

    Refusal(ExitCode exitCode, String text) {
        super(text, null, false, false);
        this.exitCode = exitCode;
        this.text = text;
    }

    ExitCode exitCode() {
        return exitCode;
    }

    String text() {
        return text;
    }
}
