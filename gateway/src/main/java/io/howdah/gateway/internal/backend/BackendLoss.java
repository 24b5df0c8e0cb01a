package io.howdah.gateway.internal.backend;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;

import org.jspecify.annotations.Nullable;

/**
 * How a backend was lost.
 *
 * @param failure what to tell the client
 * @param inFrame whether a message to the client was cut in the middle
 * @param inTransaction whether a transaction block was open
 * @param unanswered how many complete exchanges of its holder's had not been answered in full
 * @param openExchange whether another exchange of its holder's had begun and was not complete
 */
public record BackendLoss(
        Failure failure,
        boolean inFrame,
        boolean inTransaction,
        int unanswered,
        boolean openExchange) {
    /**
     * The same for one whose single request was under way.
     *
     * @param current whether it was the one that was being answered
     */
    BackendLoss ofOne(boolean current) {
        return new BackendLoss(failure, current && inFrame, false, 1, false);
    }

    /**
     * What to tell a client whose backend is gone.
     *
     * @param lastWords what PostgreSQL said before it closed the connection, or null
     */
    static Failure failure(BackendIdentity backend, @Nullable ErrorSummary lastWords) {
        String where = "PostgreSQL server process " + backend.processId() + " at " + backend.node();
        if (lastWords == null) {
            return Failure.of(ErrorCode.CONNECTION_FAILURE, "connection to " + where + " was lost")
                    .withHint("Only this client's statement or transaction is lost; try it again.");
        }
        return Failure.reported(lastWords.sqlState(), lastWords.message())
                .withDetail(lastWords.detail())
                .withHint("Reported by " + where + ".");
    }
}
