package io.howdah.gateway.internal.backend;

import io.howdah.base.HostPort;
import io.howdah.gateway.config.NodeRole;
import io.howdah.gateway.config.NodeSettings;
import io.howdah.gateway.internal.cluster.LsnSample;
import io.howdah.gateway.internal.cluster.Role;
import io.howdah.gateway.internal.cluster.SampleDemand;
import io.howdah.gateway.internal.cluster.Standing;
import io.howdah.gateway.internal.net.UnixSocketFile;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Optional;

/** A PostgreSQL server of the cluster; there is one object a node. Safe from any thread. */
public final class Node {
    private final HostPort address;
    private final int slot;
    private final Backoff backoff = new Backoff();
    private final LocalReach localReach = new LocalReach(this);
    private final SampleDemand samples = new SampleDemand();
    private volatile NodeSettings settings;
    private volatile Standing standing = Standing.UNKNOWN;
    private volatile boolean peers;

    Node(NodeSettings settings, int slot) {
        this.address = settings.address();
        this.settings = settings;
        this.slot = slot;
    }

    /** What is configured for it now. */
    public NodeSettings settings() {
        return settings;
    }

    /** Something else is configured for it, but for its address. */
    void apply(NodeSettings changed) {
        settings = changed;
    }

    /** Its number among the nodes, below {@link Topology#MOST}; it is another's when it is gone. */
    public int slot() {
        return slot;
    }

    // ---- what is known of it

    /** What it is. */
    public Role role() {
        return standing.role();
    }

    /** Whether it is a replica that reads may go to: healthy, and not too far behind. */
    public boolean isReadable() {
        return standing.readable();
    }

    /** Whether it is the primary because the configuration says so. */
    boolean isSaidToBePrimary() {
        return settings.role() == NodeRole.PRIMARY;
    }

    /** Whether it can be tried as the primary: nobody has said, nor has it, that it is none. */
    boolean mayBePrimary() {
        Role role = standing.role();
        return settings.role() != NodeRole.REPLICA
                && (role == Role.UNKNOWN || role == Role.PRIMARY);
    }

    /** How it is judged. */
    public Standing standing() {
        return standing;
    }

    /** It is judged anew. */
    void standing(Standing judged) {
        standing = judged;
    }

    /**
     * Where its write-ahead log was last known to be; null while there is no connection to ask on.
     */
    public @Nullable LsnSample sample() {
        return samples.sample();
    }

    /**
     * A sample is wanted now that is requested after {@code nanos}. One question is under way at a
     * time; this costs next to nothing while it is.
     */
    public void wantSample(long nanos) {
        samples.want(nanos);
    }

    /** Changes when what was sampled before does not hold any more: on every new connection. */
    public int connection() {
        return samples.connection();
    }

    /** What is wanted of whoever asks it. */
    public SampleDemand samples() {
        return samples;
    }

    // ---- how it is reached

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
