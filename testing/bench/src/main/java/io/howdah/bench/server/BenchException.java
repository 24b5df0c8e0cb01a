package io.howdah.bench.server;

/** Nothing can be measured; the message is a line for a person and says what to do. */
public final class BenchException extends Exception {
    /** {@code line} says it all. */
    public BenchException(String line) {
        super(line);
    }

    /** {@code line} with the reason after it: what {@code cause} says, or what caused that. */
    public BenchException(String line, Throwable cause) {
        super(line + ": " + reason(cause), cause);
    }

    private static String reason(Throwable cause) {
        Throwable inner = cause.getCause();
        return inner == null ? String.valueOf(cause.getMessage()) : reason(inner);
    }
}
