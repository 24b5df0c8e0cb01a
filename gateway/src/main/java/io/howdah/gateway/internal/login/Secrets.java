package io.howdah.gateway.internal.login;

import io.howdah.base.Randomness;
import io.howdah.base.Secret;
import io.howdah.gateway.config.UserSettings;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.wire.Bytes;
import io.howdah.wire.Md5Secret;
import io.howdah.wire.scram.MockVerifiers;
import io.howdah.wire.scram.Scram;
import io.howdah.wire.scram.ScramVerifier;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What clients' proofs are checked against: the configuration, then PostgreSQL's catalogue. Safe
 * from any thread.
 *
 * <p>Passwords in clear are turned into verifiers once, from the start on, so that a log-in never
 * derives a key and takes the same time whether the user exists or not; who does not exist is
 * checked against a made-up verifier.
 */
public final class Secrets {
    private final KeyDerivation derivation;
    private final Randomness randomness;
    private final Optional<AuthQuery> query;
    private final Optional<String> queryUser;
    private final MockVerifiers strangers;
    private volatile Map<String, KnownSecret> configured = Map.of();

    /**
     * Begins to derive what has to be derived.
     *
     * @param query asked for users that are not configured
     * @param queryUser not asked for: it is the one that asks
     */
    public Secrets(
            List<UserSettings> users,
            KeyDerivation derivation,
            Randomness randomness,
            Optional<AuthQuery> query,
            Optional<String> queryUser) {
        this.derivation = derivation;
        this.randomness = randomness;
        this.query = query;
        this.queryUser = queryUser;
        this.strangers = new MockVerifiers(randomness, Scram.DEFAULT_ITERATIONS);
        replace(users);
    }

    /** From now on these users are configured, and PostgreSQL is asked anew for all others. */
    public void replace(List<UserSettings> users) {
        Map<String, KnownSecret> next = new HashMap<>();
        for (UserSettings user : users) {
            user.password().ifPresent(password -> next.put(user.name(), known(password)));
        }
        configured = Map.copyOf(next);
        query.ifPresent(AuthQuery::forget);
    }

    private KnownSecret known(Secret password) {
        String text = password.reveal();
        if (ScramVerifier.resembles(text)) {
            return new KnownSecret.Scram(ScramVerifier.parse(text));
        }
        return Md5Secret.resembles(text)
                ? new KnownSecret.Md5(Md5Secret.parse(text))
                : new KnownSecret.Clear(password, verifier(password));
    }

    private CompletableFuture<ScramVerifier> verifier(Secret password) {
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

    /** Hands what is known of {@code user} to {@code receiver} on {@code loop}, later. */
    public void of(String user, Loop loop, Consumer<Answer<KnownSecret>> receiver) {
        KnownSecret own = configured.get(user);
        if (own == null && query.isPresent() && !queryUser.equals(Optional.of(user))) {
            query.get().secret(user, loop, receiver);
            return;
        }
        KnownSecret known = own == null ? new KnownSecret.Nothing() : own;
        loop.execute(() -> receiver.accept(new Answer.Known<>(known)));
    }

    /** Hands a verifier of what is known, or a made-up one, to {@code receiver} on the loop. */
    public void verifier(
            String user, KnownSecret known, Loop loop, Consumer<ScramVerifier> receiver) {
        CompletableFuture<ScramVerifier> verifier =
                switch (known) {
                    case KnownSecret.Scram(var own) -> CompletableFuture.completedFuture(own);
                    case KnownSecret.Clear(var _, var derived) -> derived;
                    case KnownSecret.Md5 _, KnownSecret.Nothing _ ->
                            CompletableFuture.completedFuture(strangers.forUser(user));
                };
        verifier.thenAccept(found -> loop.execute(() -> receiver.accept(found)));
    }

    /**
     * Whether a user of whom nothing is known should be asked for an MD5 answer where the rule says
     * md5: as most users are.
     */
    public boolean strangersUseMd5() {
        Map<String, KnownSecret> users = configured;
        long md5 = users.values().stream().filter(KnownSecret::servesMd5).count();
        return query.isEmpty() && md5 * 2 > users.size();
    }

    /** A log-in of {@code user} has failed: what is known may be out of date. */
    public void doubt(String user) {
        query.ifPresent(asked -> asked.doubt(user));
    }
}
