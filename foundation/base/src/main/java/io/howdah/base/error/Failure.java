package io.howdah.base.error;

/**
 * An expected failure, as a value.
 *
 * @param code what kind of failure
 * @param message what happened, to which object; primary message of PostgreSQL's style
 * @param detail more of it, or empty
 * @param hint what to do, or empty
 */
public record Failure(ErrorCode code, String message, String detail, String hint) {
    /** A failure that needs no more than its message. */
    public static Failure of(ErrorCode code, String message) {
        return new Failure(code, message, "", "");
    }

    /** This failure with advice on what to do. */
    public Failure withHint(String advice) {
        return new Failure(code, message, detail, advice);
    }

    /** This failure with more of what happened. */
    public Failure withDetail(String more) {
        return new Failure(code, message, more, hint);
    }
}
