package io.howdah.gateway.config;

import io.howdah.base.HostPort;
import io.howdah.base.config.InvalidSetting;
import io.howdah.base.config.Setting;

import java.nio.file.Path;
import java.util.Optional;

/** One PostgreSQL server. Which node is the primary is found out by asking. */
public record NodeSettings(
        @Setting("Where it listens, as HOST:PORT.") HostPort address,
        @Setting(
                        "The directory of its Unix socket, .s.PGSQL.PORT, where it runs on this"
                                + " machine: what connects to the node goes there, without TLS, and"
                                + " by the lines local of its pg_hba.conf. If nobody answers"
                                + " there, by TCP.")
                Optional<Path> unixSocket,
        @Setting("The most backends on this node at a time, of all pools; absent: no limit.")
                Optional<Integer> maxBackends,
        @Setting("Pool settings of this node's pools.") PoolOverrides pool,
        @Setting("TLS towards this node where it differs.") BackendTlsOverrides tls) {
    public NodeSettings {
        maxBackends.ifPresent(BackendSettings::checkMaxBackends);
        if (address.port() == 0) {
            throw new InvalidSetting("address", "port 0 is no address of a server");
        }
    }

    /** A node like the others. */
    public NodeSettings(HostPort address, PoolOverrides pool) {
        this(address, Optional.empty(), Optional.empty(), pool, BackendTlsOverrides.NONE);
    }
}
