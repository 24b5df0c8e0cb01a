package io.howdah.base.error;

/**
 * An expected failure, as a value.
 *
 * @param sqlState five characters; of the {@link ErrorCode catalogue} when Howdah found the failure
 * @param message what happened, to which object; primary message of PostgreSQL's style
 * @param detail more of it, or empty
 * @param hint what to do, or empty
 */
public record Failure(String sqlState, String message, String detail, String hint) {
    /** A failure that Howdah found. */
    public static Failure of(ErrorCode code, String message) {
        return new Failure(code.sqlState(), message, "", "");
    }

    /** A failure that somebody else reported, with their SQLSTATE. */
    public static Failure reported(String sqlState, String message) {
        return new Failure(sqlState, message, "", "");
    }

    /** Whether it is of this kind. */
    public boolean is(ErrorCode code) {
        return code.sqlState().equals(sqlState);
    }

    /** This failure with advice on what to do. */
    public Failure withHint(String advice) {
        return new Failure(sqlState, message, detail, advice);
    }

    /** This failure with more of what happened. */
    public Failure withDetail(String more) {
        return new Failure(sqlState, message, more, hint);
    }
}
