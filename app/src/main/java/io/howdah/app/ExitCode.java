package io.howdah.app;

/** How the program ends, for scripts. Each is told in {@code --help}. */
enum ExitCode {
    OK(0, "done, or stopped by a signal"),
    FAILED(1, "failed while running"),
    USAGE(2, "the command line cannot be understood"),
    INVALID_CONFIGURATION(3, "the configuration is not valid; every problem is named"),
    CANNOT_LISTEN(4, "the address to listen on cannot be used"),
    NO_CLUSTER(5, "the embedded PostgreSQL servers cannot run");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    String meaning() {
        return meaning;
    }
}
