package io.howdah.gateway.internal.backend;

import io.howdah.base.HostPort;
import io.howdah.gateway.config.NodeSettings;
import io.howdah.gateway.internal.net.UnixSocketFile;

import java.nio.file.Path;
import java.util.Optional;

/** A PostgreSQL server of the cluster; there is one object a node. Safe from any thread. */
public final class Node {
    private final HostPort address;
    private final Backoff backoff = new Backoff();
    private final LocalReach localReach = new LocalReach(this);
    private volatile NodeSettings settings;
    private volatile boolean peers;

    Node(NodeSettings settings) {
        this.address = settings.address();
        this.settings = settings;
    }

    /** What is configured for it now. */
    public NodeSettings settings() {
        return settings;
    }

    /** Something else is configured for it, but for its address. */
    void apply(NodeSettings changed) {
        settings = changed;
    }

    /** Whether there are other nodes, so that this one need not be the primary. */
    boolean hasPeers() {
        return peers;
    }

    /** There are other nodes, or no more. */
    void peers(boolean some) {
        peers = some;
    }

    /** When it may be tried again, by all pools. */
    Backoff backoff() {
        return backoff;
    }

    /** Where its Unix socket has to be, if one is configured. */
    Optional<Path> unixSocket() {
        return settings.unixSocket()
                .map(directory -> UnixSocketFile.pathFor(directory, address.port()));
    }

    /** Whether it answers by its Unix socket; until it was tried it is taken to. */
    LocalReach localReach() {
        return localReach;
    }

    /** Where it listens. */
    public HostPort address() {
        return address;
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
