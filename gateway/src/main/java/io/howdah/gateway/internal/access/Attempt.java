package io.howdah.gateway.internal.access;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;

/**
 * A client that wants to log in.
 *
 * @param address where it comes from; null on a Unix socket
 * @param encrypted whether by TLS
 * @param physicalReplication whether for physical replication, which is for no database
 */
public record Attempt(
        @Nullable InetAddress address,
        boolean encrypted,
        String user,
        String database,
        boolean physicalReplication) {
    /** Whether it came over a Unix socket. */
    public boolean isLocal() {
        return address == null;
    }

    /** The host as PostgreSQL's messages name it. */
    public String host() {
        return address == null ? "[local]" : address.getHostAddress();
    }
}
