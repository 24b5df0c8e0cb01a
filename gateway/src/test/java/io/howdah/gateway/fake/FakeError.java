package io.howdah.gateway.fake;

/** An ERROR, or FATAL, that a fake session reports. */
final class FakeError extends Exception {
    private final String severity;
    private final String sqlState;

    FakeError(String sqlState, String message) {
        this("ERROR", sqlState, message);
    }

    FakeError(String severity, String sqlState, String message) {
        super(message, null, false, false);
        this.severity = severity;
        this.sqlState = sqlState;
    }

    String severity() {
        return severity;
    }

    String sqlState() {
        return sqlState;
    }
}
