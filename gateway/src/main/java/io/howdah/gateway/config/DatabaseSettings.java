package io.howdah.gateway.config;

import io.howdah.base.config.Setting;

import java.util.Optional;

/** What is special about one database; databases not named use the defaults. */
public record DatabaseSettings(
        @Setting("The database's name.") String name,
        @Setting("The most clients of this database at a time; absent: no limit of its own.")
                Optional<Integer> maxClients,
        @Setting("Pool settings of this database's pools.") PoolOverrides pool) {
    public DatabaseSettings {
        maxClients.ifPresent(ClientSettings::checkMaxClients);
    }
}
