package io.howdah.gateway.config;

import io.howdah.base.HostPort;
import io.howdah.base.config.InvalidSetting;
import io.howdah.base.config.Setting;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One PostgreSQL server. Which node is the primary is found out by asking, unless it is said. */
public record NodeSettings(
        @Setting("What people call it; absent: its address.") Optional<String> name,
        @Setting("Where it listens, as HOST:PORT.") HostPort address,
        @Setting(
                        value =
                                "Whether each address that the name in address leads to is a server"
                                        + " of the cluster, and a node of its own. It is looked up"
                                        + " again every backends.dns-ttl.",
                        fallback = "false")
                boolean discover,
        @Setting(
                        value =
                                "auto: what it says itself. primary: it is, whatever others say;"
                                        + " one node at most. replica: it never becomes the"
                                        + " primary.",
                        fallback = "auto")
                NodeRole role,
        @Setting("The region that it is in.") Optional<String> region,
        @Setting("The zone of the region.") Optional<String> zone,
        @Setting(value = "Its share of the reads, next to that of others.", fallback = "100")
                int weight,
        @Setting("Words by which it can be told from others.") List<String> labels,
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
    private static final int LONGEST_NAME = 63;

    public NodeSettings {
        labels = List.copyOf(labels);
        name.ifPresent(NodeSettings::checkName);
        maxBackends.ifPresent(BackendSettings::checkMaxBackends);
        Bounds.within(0, 1_000, "weight", weight);
        if (address.port() == 0) {
            throw new InvalidSetting("address", "port 0 is no address of a server");
        }
        if (discover) {
            checkDiscovery(address, role, unixSocket);
        }
    }

    /** A node like the others. */
    public NodeSettings(HostPort address, PoolOverrides pool) {
        this(address, Optional.empty(), Optional.empty(), pool, BackendTlsOverrides.NONE);
    }

    /** A node that is what it says, without a name and at no place in particular. */
    public NodeSettings(
            HostPort address,
            Optional<Path> unixSocket,
            Optional<Integer> maxBackends,
            PoolOverrides pool,
            BackendTlsOverrides tls) {
        this(
                Optional.empty(),
                address,
                false,
                NodeRole.AUTO,
                Optional.empty(),
                Optional.empty(),
                100,
                List.of(),
                unixSocket,
                maxBackends,
                pool,
                tls);
    }

    /** What people call it. */
    public String label() {
        return name.orElseGet(address::toString);
    }

    /** One that is like it at another address, and is not looked for any more. */
    public NodeSettings at(HostPort place, BackendTlsOverrides changedTls) {
        return new NodeSettings(
                name.map(word -> word + "@" + place.host())
                        .filter(word -> word.length() <= LONGEST_NAME),
                place,
                false,
                role,
                region,
                zone,
                weight,
                labels,
                unixSocket,
                maxBackends,
                pool,
                changedTls);
    }

    private static void checkDiscovery(HostPort address, NodeRole role, Optional<Path> unixSocket) {
        if (address.isNumeric()) {
            throw new InvalidSetting(
                    "discover", address.host() + " is an address, and no name of several");
        }
        if (role == NodeRole.PRIMARY) {
            throw new InvalidSetting("discover", "one node can be the primary, not several");
        }
        if (unixSocket.isPresent()) {
            throw new InvalidSetting("discover", "several nodes cannot have one unix-socket");
        }
    }

    private static void checkName(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new InvalidSetting("name", "has 1 to " + LONGEST_NAME + " characters");
        }
    }
}
