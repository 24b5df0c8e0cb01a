package io.howdah.gateway.internal.backend;

import io.howdah.base.HostPort;
import io.howdah.gateway.config.NodeSettings;

/** A PostgreSQL server of the cluster; there is one object a node. */
public final class Node {
    private final int index;
    private final NodeSettings settings;
    private final Backoff backoff = new Backoff();

    /**
     * @param index its place in the configuration
     */
    Node(int index, NodeSettings settings) {
        this.index = index;
        this.settings = settings;
    }

    int index() {
        return index;
    }

    /** What is configured for it. */
    public NodeSettings settings() {
        return settings;
    }

    /** When it may be tried again, by all pools. */
    Backoff backoff() {
        return backoff;
    }

    /** Where it listens. */
    public HostPort address() {
        return settings.address();
    }

    @Override
    public String toString() {
        return address().toString();
    }
}
