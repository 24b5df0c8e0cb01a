package io.howdah.gateway.internal.login;

import io.howdah.base.Secret;
import io.howdah.gateway.config.UserSettings;
import io.howdah.wire.Md5Secret;
import io.howdah.wire.scram.ScramKeys;
import io.howdah.wire.scram.ScramVerifier;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What logs users in to PostgreSQL: what the configuration names, and what their clients have shown
 * at log-in. Safe from any thread.
 */
public final class Credentials {
    private static final int LEARNT = 10_000;

    private volatile Map<String, UserSettings> users;
    private final Map<String, ScramKeys> learnt =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, ScramKeys> eldest) {
                    return size() > LEARNT;
                }
            };
    private final Map<String, Md5Secret> learntMd5 =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Md5Secret> eldest) {
                    return size() > LEARNT;
                }
            };

    /**
     * What there is to log a user in with.
     *
     * @param password in clear
     * @param md5 its MD5 form, for servers that ask for that
     * @param keys of SCRAM, for servers that hold the same verifier
     */
    public record Own(
            Optional<Secret> password, Optional<Md5Secret> md5, Optional<ScramKeys> keys) {}

    /** Of two users of one name the later counts. */
    public Credentials(List<UserSettings> users) {
        this.users = byName(users);
    }

    private static Map<String, UserSettings> byName(List<UserSettings> users) {
        return users.stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                UserSettings::name, Function.identity(), (a, b) -> b));
    }

    /** From now on these users are configured; what clients have shown is kept. */
    public void replace(List<UserSettings> next) {
        users = byName(next);
    }

    /** A client of {@code user} has shown that it has {@code keys}. */
    public void learn(String user, ScramKeys keys) {
        synchronized (learnt) {
            learnt.put(user, keys);
        }
    }

    /** A client of {@code user} has shown that it knows the password of this form. */
    public void learn(String user, Md5Secret secret) {
        synchronized (learntMd5) {
            learntMd5.put(user, secret);
        }
    }

    /** What there is to log {@code user} in with. */
    public Own of(String user) {
        Optional<UserSettings> known = Optional.ofNullable(users.get(user));
        Optional<Secret> own = known.flatMap(UserSettings::password);
        Optional<Secret> clear =
                known.flatMap(UserSettings::backendPassword)
                        .or(() -> own.filter(Credentials::isClear));
        Optional<Md5Secret> md5 =
                clear.map(password -> Md5Secret.of(password, user))
                        .or(
                                () ->
                                        own.map(Secret::reveal)
                                                .filter(Md5Secret::resembles)
                                                .map(Md5Secret::parse))
                        .or(() -> shownMd5(user));
        return new Own(clear, md5, clear.isPresent() ? Optional.empty() : shown(user));
    }

    private Optional<ScramKeys> shown(String user) {
        synchronized (learnt) {
            return Optional.ofNullable(learnt.get(user));
        }
    }

    private Optional<Md5Secret> shownMd5(String user) {
        synchronized (learntMd5) {
            return Optional.ofNullable(learntMd5.get(user));
        }
    }

    private static boolean isClear(Secret password) {
        return !ScramVerifier.resembles(password.reveal())
                && !Md5Secret.resembles(password.reveal());
    }
}
