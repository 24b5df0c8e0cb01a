package io.howdah.gateway.internal.backend;

import io.howdah.base.error.Failure;

/**
 * How a backend was lost.
 *
 * @param failure what to tell the client
 * @param inFrame whether a message to the client was cut in the middle
 * @param inTransaction whether a transaction block was open
 */
public record BackendLoss(Failure failure, boolean inFrame, boolean inTransaction) {}
