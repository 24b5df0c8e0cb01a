package io.howdah.gateway.internal.backend;

import io.howdah.base.error.Failure;

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
        boolean openExchange) {}
