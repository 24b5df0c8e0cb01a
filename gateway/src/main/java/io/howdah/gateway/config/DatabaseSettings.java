package io.howdah.gateway.config;

import io.howdah.base.config.Setting;

import java.util.Optional;

/** What is special about one database; databases not named use the defaults. */
public record DatabaseSettings(
        @Setting("The database's name.") String name,
        @Setting("The most clients of this database at a time; absent: no limit of its own.")
                Optional<Integer> maxClients,
        @Setting(
                        "The most backends of this database at a time, whatever the user; absent:"
                                + " backends.max-per-database.")
                Optional<Integer> maxBackends,
        @Setting("Pool settings of this database's pools.") PoolOverrides pool) {
    public DatabaseSettings {
        maxClients.ifPresent(ClientSettings::checkMaxClients);
        maxBackends.ifPresent(BackendSettings::checkMaxBackends);
    }
}
