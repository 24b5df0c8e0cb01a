package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;

/** Why Howdah ends a session that has broken no protocol. */
final class Farewell {
    static final Failure SHUTDOWN =
            Failure.of(
                    ErrorCode.ADMIN_SHUTDOWN,
                    "terminating connection due to administrator command");

    static final Failure IDLE =
            Failure.of(
                            ErrorCode.IDLE_SESSION_TIMEOUT,
                            "terminating connection due to idle-session timeout")
                    .withHint("See pool.client-idle-timeout.");

    static final Failure IDLE_IN_TRANSACTION =
            Failure.of(
                            ErrorCode.IDLE_IN_TRANSACTION_TIMEOUT,
                            "terminating connection due to idle-in-transaction timeout")
                    .withHint("See pool.idle-in-transaction-timeout.");

    static final Failure KILLED =
            Failure.of(
                            ErrorCode.ADMIN_SHUTDOWN,
                            "terminating connection due to administrator command")
                    .withHint("KILL was said in the admin console.");

    static final Failure TRANSACTION_BLOCK =
            Failure.of(
                            ErrorCode.FEATURE_NOT_SUPPORTED,
                            "transaction blocks not allowed in statement pooling mode")
                    .withHint("Set pool.mode to transaction for this database or user.");

    private Farewell() {}
}
