package io.howdah.gateway;

import io.howdah.base.Randomness;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.gateway.config.AuthSettings;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.gateway.internal.access.Access;
import io.howdah.gateway.internal.backend.Inquiry;
import io.howdah.gateway.internal.backend.PoolInquiry;
import io.howdah.gateway.internal.backend.Pools;
import io.howdah.gateway.internal.login.Answer;
import io.howdah.gateway.internal.login.AuthQuery;
import io.howdah.gateway.internal.login.Credentials;
import io.howdah.gateway.internal.login.FailedLogins;
import io.howdah.gateway.internal.login.HalfOpen;
import io.howdah.gateway.internal.login.Inquirer;
import io.howdah.gateway.internal.login.KeyDerivation;
import io.howdah.gateway.internal.login.Logins;
import io.howdah.gateway.internal.login.Secrets;

import java.io.IOException;
import java.util.Optional;

/** Puts together what logging in takes. */
final class LoginParts {
    /** Names and secrets are short; a user can be a member of many roles. */
    private static final int ANSWER_BYTES = 1 << 20;

    private LoginParts() {}

    /**
     * Reads the rules, and asks nobody yet.
     *
     * @throws IOException when the rules cannot be used; the message says why
     */
    static Logins assemble(
            GatewaySettings settings,
            Pools pools,
            Credentials credentials,
            KeyDerivation derivation,
            Randomness randomness,
            GatewayMetrics metrics)
            throws IOException {
        AuthSettings auth = settings.auth();
        Optional<AuthQuery> query =
                auth.queryUser()
                        .map(user -> inquirer(pools, auth.queryDatabase(), user))
                        .map(inquirer -> new AuthQuery(inquirer, auth));
        return new Logins(
                access(auth),
                new Secrets(settings.users(), derivation, randomness, query, auth.queryUser()),
                query,
                credentials,
                new FailedLogins(auth.failures()),
                new HalfOpen(auth.maxLogins(), metrics));
    }

    private static Access access(AuthSettings auth) throws IOException {
        try {
            return new Access(auth);
        } catch (InvalidConfiguration e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Inquirer inquirer(Pools pools, String database, String user) {
        return (loop, sql, done) ->
                PoolInquiry.run(
                        pools,
                        loop,
                        database,
                        user,
                        sql,
                        ANSWER_BYTES,
                        answer ->
                                done.accept(
                                        switch (answer) {
                                            case Inquiry.Answer.Rows(var rows) ->
                                                    new Answer.Known<>(new Inquirer.Rows(rows));
                                            case Inquiry.Answer.Failed(var failure) ->
                                                    new Answer.Failed<>(failure);
                                        }));
    }
}
