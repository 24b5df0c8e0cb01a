package io.howdah.gateway.internal.login;

import io.howdah.gateway.internal.access.Access;

import java.util.Optional;

/**
 * What logging in takes, for all clients.
 *
 * @param access the rules
 * @param secrets what proofs are checked against
 * @param query absent when PostgreSQL is not asked
 * @param credentials learn what clients have shown
 * @param failures of each address
 * @param halfOpen who has not logged in yet
 */
public record Logins(
        Access access,
        Secrets secrets,
        Optional<AuthQuery> query,
        Credentials credentials,
        FailedLogins failures,
        HalfOpen halfOpen) {}
