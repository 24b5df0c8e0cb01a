package io.howdah.gateway.config;

import io.howdah.base.Secret;
import io.howdah.base.config.InvalidSetting;
import io.howdah.base.config.Setting;
import io.howdah.wire.Md5Secret;
import io.howdah.wire.scram.ScramVerifier;

import java.util.Optional;

/** A user that may log in, and how Howdah logs in to PostgreSQL on its behalf. */
public record UserSettings(
        @Setting("The role's name, in Howdah and in PostgreSQL.") String name,
        @Setting(
                        "The password in clear (Howdah then can log in to PostgreSQL with it), its"
                                + " SCRAM-SHA-256$... secret (clients' own keys then do) or its md5"
                                + " hash; absent: auth.query is asked.")
                Optional<Secret> password,
        @Setting("A password used towards PostgreSQL instead of the one above.")
                Optional<Secret> backendPassword,
        @Setting("The most clients of this user at a time; absent: no limit of its own.")
                Optional<Integer> maxClients,
        @Setting(
                        "The most backends of this user at a time, whatever the database; absent:"
                                + " backends.max-per-user.")
                Optional<Integer> maxBackends,
        @Setting("Pool settings of this user's pools.") PoolOverrides pool) {
    public UserSettings {
        password.ifPresent(UserSettings::checkPassword);
        backendPassword.ifPresent(UserSettings::checkClear);
        maxClients.ifPresent(ClientSettings::checkMaxClients);
        maxBackends.ifPresent(BackendSettings::checkMaxBackends);
    }

    private static void checkPassword(Secret password) {
        if (ScramVerifier.resembles(password.reveal())) {
            try {
                var _ = ScramVerifier.parse(password.reveal());
            } catch (IllegalArgumentException e) {
                throw damaged();
            }
        }
    }

    private static InvalidSetting damaged() {
        return new InvalidSetting(
                "password",
                "the SCRAM secret is damaged: expected SCRAM-SHA-256$iterations:salt$key:key");
    }

    private static void checkClear(Secret password) {
        if (Md5Secret.resembles(password.reveal()) || ScramVerifier.resembles(password.reveal())) {
            throw new InvalidSetting(
                    "backend-password", "must be the password itself: a hash logs nobody in");
        }
    }
}
