package io.howdah.gateway.internal.client;

import io.howdah.base.error.Failure;

/** Who wants to know how a {@link LoginExchange} has ended; told once. */
interface LoginOutcome {
    /** The client knows the password. */
    void proven();

    /**
     * It does not, or there is none. The client is told the same whatever it is.
     *
     * @param reason for the log
     */
    void disproven(String reason);

    /** What the client sent is no part of the exchange. */
    void broken(Failure failure);
}
