package io.howdah.wire;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;

/**
 * The peer sent what the protocol does not allow (SQLSTATE 08P01). The session cannot go on, for
 * the next frame's beginning is in doubt. The message names what was wrong and where.
 */
public final class ProtocolException extends Exception {
    /** A violation; {@code message} goes to the peer and so must hold nothing secret. */
    public ProtocolException(String message) {
        super(message);
    }

    /** Always 08P01, protocol_violation. */
    public String sqlState() {
        return ErrorCode.PROTOCOL_VIOLATION.sqlState();
    }

    /** This violation as a value, to answer it with. */
    public Failure failure() {
        return Failure.of(ErrorCode.PROTOCOL_VIOLATION, String.valueOf(getMessage()));
    }
}
