package io.howdah.gateway.internal.login;

import io.howdah.base.Randomness;
import io.howdah.base.Secret;
import io.howdah.gateway.config.UserSettings;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.wire.Bytes;
import io.howdah.wire.scram.MockVerifiers;
import io.howdah.wire.scram.Scram;
import io.howdah.wire.scram.ScramVerifier;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What clients' SCRAM proofs are checked against. Safe from any thread.
 *
 * <p>Passwords in clear are turned into verifiers once, from the start on, so that a log-in never
 * derives a key and takes the same time whether the user exists or not; who does not exist is
 * checked against a made-up verifier.
 */
public final class Verifiers {
    private final Map<String, CompletableFuture<ScramVerifier>> verifiers = new HashMap<>();
    private final MockVerifiers strangers;

    /** Begins to derive what has to be derived. */
    public Verifiers(List<UserSettings> users, KeyDerivation derivation, Randomness randomness) {
        strangers = new MockVerifiers(randomness, Scram.DEFAULT_ITERATIONS);
        for (UserSettings user : users) {
            user.password()
                    .ifPresent(
                            password ->
                                    verifiers.put(
                                            user.name(),
                                            verifier(password, derivation, randomness)));
        }
    }

    private static CompletableFuture<ScramVerifier> verifier(
            Secret password, KeyDerivation derivation, Randomness randomness) {
        if (!Credentials.isClear(password)) {
            return CompletableFuture.completedFuture(ScramVerifier.parse(password.reveal()));
        }
        byte[] salt = new byte[Scram.SALT];
        randomness.nextBytes(salt);
        CompletableFuture<ScramVerifier> derived = new CompletableFuture<>();
        derivation.execute(
                () ->
                        derived.complete(
                                ScramVerifier.derive(
                                        password, Bytes.of(salt), Scram.DEFAULT_ITERATIONS)));
        return derived;
    }

    /** Hands {@code user}'s verifier, or a stranger's, to {@code receiver} on {@code loop}. */
    public void of(String user, Loop loop, Consumer<ScramVerifier> receiver) {
        CompletableFuture<ScramVerifier> verifier = verifiers.get(user);
        if (verifier == null) {
            verifier = CompletableFuture.completedFuture(strangers.forUser(user));
        }
        verifier.thenAccept(found -> loop.execute(() -> receiver.accept(found)));
    }
}
