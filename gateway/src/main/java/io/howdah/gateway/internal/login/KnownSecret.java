package io.howdah.gateway.internal.login;

import io.howdah.base.Secret;
import io.howdah.wire.Md5Secret;
import io.howdah.wire.scram.ScramVerifier;

import java.util.concurrent.CompletableFuture;

/** What is known of a user's password. */
public sealed interface KnownSecret {
    /** Enough to check a SCRAM proof. */
    record Scram(ScramVerifier verifier) implements KnownSecret {}

    /** Its MD5 form. */
    record Md5(Md5Secret secret) implements KnownSecret {}

    /**
     * The password itself.
     *
     * @param verifier made of it, which takes a moment
     */
    record Clear(Secret password, CompletableFuture<ScramVerifier> verifier)
            implements KnownSecret {}

    /** Nothing: there is no such user, or it has no password, or one that has expired. */
    record Nothing() implements KnownSecret {}

    /** Whether the user can be asked for an MD5 answer. */
    default boolean servesMd5() {
        return this instanceof Md5 || this instanceof Clear;
    }
}
