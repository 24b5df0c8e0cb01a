package io.howdah.gateway.config;

import io.howdah.base.Secret;
import io.howdah.base.config.Setting;

import java.util.Optional;

/** A user that may log in, and how Howdah logs in to PostgreSQL on its behalf. */
public record UserSettings(
        @Setting("The role's name, in Howdah and in PostgreSQL.") String name,
        @Setting(
                        "The password in clear (Howdah then can log in to PostgreSQL with it), or a"
                                + " SCRAM-SHA-256$... secret.")
                Optional<Secret> password,
        @Setting("A password used towards PostgreSQL instead of the one above.")
                Optional<Secret> backendPassword,
        @Setting("The most clients of this user at a time; absent: no limit of its own.")
                Optional<Integer> maxClients,
        @Setting("Pool settings of this user's pools.") PoolOverrides pool) {}
