package io.howdah.wire.scram;

import io.howdah.base.error.ErrorCode;

/**
 * A log-in that cannot succeed. Its message may go to the log; what a client is told of a wrong
 * password is the caller's to say, the same for every cause.
 */
public final class ScramException extends Exception {
    private final ErrorCode code;

    ScramException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    static ScramException malformed(String what) {
        return new ScramException(ErrorCode.PROTOCOL_VIOLATION, "malformed SCRAM message: " + what);
    }

    static ScramException unsupported(String what) {
        return new ScramException(ErrorCode.FEATURE_NOT_SUPPORTED, what);
    }

    /**
     * {@link ErrorCode#INVALID_PASSWORD} when the client does not know the password, {@link
     * ErrorCode#INVALID_AUTHORIZATION} when the server does not or the channel is not the one that
     * was agreed, {@link ErrorCode#FEATURE_NOT_SUPPORTED} for parts of SCRAM that are not spoken
     * here, else {@link ErrorCode#PROTOCOL_VIOLATION}.
     */
    public ErrorCode code() {
        return code;
    }
}
