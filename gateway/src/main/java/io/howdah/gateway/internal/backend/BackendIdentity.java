package io.howdah.gateway.internal.backend;

import io.howdah.base.HostPort;
import io.howdah.wire.CancelKey;

import java.net.SocketAddress;

/**
 * Which server process a backend is.
 *
 * @param address where the connection really leads; a name may have several
 * @param key what it takes to cancel its statement
 */
public record BackendIdentity(
        HostPort node, SocketAddress address, String database, String user, CancelKey key) {
    /** The server process's id. */
    public int processId() {
        return key.processId();
    }

    @Override
    public String toString() {
        return "backend " + processId() + " of " + user + "@" + database + " at " + node;
    }
}
