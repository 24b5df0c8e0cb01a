package io.howdah.gateway.internal.login;

import io.howdah.base.Secret;
import io.howdah.gateway.config.UserSettings;
import io.howdah.wire.scram.ScramVerifier;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The users that the configuration names. Immutable. */
public final class Credentials {
    private final Map<String, UserSettings> users;

    /** Of two users of one name the later counts. */
    public Credentials(List<UserSettings> users) {
        this.users =
                users.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        UserSettings::name, Function.identity(), (a, b) -> b));
    }

    /** What is set for {@code user}. */
    public Optional<UserSettings> user(String user) {
        return Optional.ofNullable(users.get(user));
    }

    /** The password, in clear, that logs {@code user} in to PostgreSQL. */
    public Optional<Secret> of(String user) {
        return user(user)
                .flatMap(
                        known ->
                                known.backendPassword()
                                        .or(() -> known.password().filter(Credentials::isClear)));
    }

    static boolean isClear(Secret password) {
        return !ScramVerifier.resembles(password.reveal());
    }
}
