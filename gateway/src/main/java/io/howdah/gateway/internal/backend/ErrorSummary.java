package io.howdah.gateway.internal.backend;

import io.netty.buffer.ByteBuf;

import java.nio.charset.StandardCharsets;

/**
 * The fields of an ErrorResponse that Howdah acts on; empty where absent.
 *
 * @param severity not localized: ERROR, FATAL or PANIC
 * @param routine of PostgreSQL's source that reported it
 * @see <a href="https://www.postgresql.org/docs/current/protocol-error-fields.html">protocol: error
 *     fields</a>
 */
record ErrorSummary(
        String severity, String sqlState, String message, String detail, String routine) {
    /** Reported where a plan is found to be outdated that must not change what it gives. */
    private static final String OUTDATED_PLAN = "RevalidateCachedQuery";

    /** Reads the fields in {@code [index, end)}, as far as they have arrived. */
    static ErrorSummary of(ByteBuf buffer, int index, int end) {
        String severity = "";
        String sqlState = "";
        String message = "";
        String detail = "";
        String routine = "";
        int at = index;
        while (at < end && buffer.getByte(at) != 0) {
            int fieldEnd = buffer.indexOf(at + 1, end, (byte) 0);
            if (fieldEnd < 0) {
                break;
            }
            byte field = buffer.getByte(at);
            if ("VCMDR".indexOf(field) >= 0) {
                String value = buffer.toString(at + 1, fieldEnd - at - 1, StandardCharsets.UTF_8);
                switch (field) {
                    case 'V' -> severity = value;
                    case 'C' -> sqlState = value;
                    case 'M' -> message = value;
                    case 'D' -> detail = value;
                    default -> routine = value;
                }
            }
            at = fieldEnd + 1;
        }
        return new ErrorSummary(severity, sqlState, message, detail, routine);
    }

    /** Whether the schema has changed under a prepared statement, rather than that it is wrong. */
    boolean isOfOutdatedPlan() {
        return routine.equals(OUTDATED_PLAN);
    }

    boolean isFatal() {
        return severity.equals("FATAL") || severity.equals("PANIC");
    }
}
