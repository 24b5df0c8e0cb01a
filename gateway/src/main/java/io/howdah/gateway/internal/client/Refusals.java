package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.access.Attempt;
import io.howdah.gateway.internal.access.Method;

/** What clients are told that may not log in, in PostgreSQL's words. */
final class Refusals {
    static final Failure BARRED =
            Failure.of(ErrorCode.INVALID_AUTHORIZATION, "too many failed log-ins from this address")
                    .withHint("Wait a while; see auth.failures.");

    static final Failure NO_CERTIFICATE =
            Failure.of(
                    ErrorCode.INVALID_AUTHORIZATION,
                    "connection requires a valid client certificate");

    static final Failure NOT_ENCRYPTED =
            Failure.of(
                            ErrorCode.INVALID_AUTHORIZATION,
                            "password authentication is only done over TLS")
                    .withHint("Connect with sslmode=require, or have scram-sha-256 in the rule.");

    private Refusals() {}

    static Failure unmatched(Attempt attempt) {
        return about(attempt, "no pg_hba.conf entry for ", "replication connection from ");
    }

    static Failure rejected(Attempt attempt) {
        return attempt.physicalReplication()
                ? about(attempt, "pg_hba.conf rejects replication connection for ", "")
                : about(attempt, "pg_hba.conf rejects connection for ", "");
    }

    private static Failure about(Attempt attempt, String what, String replication) {
        boolean physical = attempt.physicalReplication();
        return Failure.of(
                ErrorCode.INVALID_AUTHORIZATION,
                what
                        + (physical ? replication : "")
                        + "host \""
                        + attempt.host()
                        + "\", user \""
                        + attempt.user()
                        + (physical ? "\", " : "\", database \"" + attempt.database() + "\", ")
                        + (attempt.encrypted() ? "SSL encryption" : "no encryption"));
    }

    static Failure failed(Method method, String user) {
        return switch (method) {
            case SCRAM, MD5, PASSWORD ->
                    Failure.of(
                            ErrorCode.INVALID_PASSWORD,
                            "password authentication failed for user \"" + user + "\"");
            case PEER -> failed("Peer", user);
            case CERT -> failed("certificate", user);
            case TRUST -> failed("\"trust\"", user);
            default -> failed(method.word(), user);
        };
    }

    private static Failure failed(String what, String user) {
        return Failure.of(
                ErrorCode.INVALID_AUTHORIZATION,
                what + " authentication failed for user \"" + user + "\"");
    }
}
