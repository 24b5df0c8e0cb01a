package io.howdah.it;

import io.howdah.base.HostPort;
import io.howdah.gateway.config.PoolMode;

import org.jspecify.annotations.Nullable;

/**
 * What a test class runs against: a server, and Howdah in front of it in one pool mode. Started
 * when first asked for, shared by all test classes. One thread.
 */
final class Rig implements AutoCloseable {
    /** Room for pgbench's 64 clients in session mode; in transaction mode 64 clients share few. */
    private static final int SESSION_POOL = 80;

    static final int TRANSACTION_POOL = 8;

    private final int version;
    private final PoolMode mode;
    private final Source server;
    private @Nullable Front front;

    Rig(int version, PoolMode mode, Source server) {
        this.version = version;
        this.mode = mode;
        this.server = server;
    }

    /** The server's major version. */
    int version() {
        return version;
    }

    PoolMode mode() {
        return mode;
    }

    /** PostgreSQL itself. */
    Endpoint direct() throws Exception {
        return new Endpoint(server.address());
    }

    /** PostgreSQL through Howdah. */
    Endpoint howdah() throws Exception {
        return front().endpoint();
    }

    /** The gateway. */
    Front front() throws Exception {
        if (front == null) {
            int size = mode == PoolMode.SESSION ? SESSION_POOL : TRANSACTION_POOL;
            front = Front.of(mode, size, server.address());
        }
        return front;
    }

    /** Waits until the gateway, if it was needed at all, is as a test has to leave it. */
    void awaitQuiet() throws Exception {
        if (front != null) {
            front.awaitQuiet();
        }
    }

    @Override
    public void close() {
        if (front != null) {
            front.close();
        }
    }

    @Override
    public String toString() {
        return "PostgreSQL " + version + " in " + mode + " mode";
    }

    /** Starts a server if it does not run yet. */
    interface Source {
        HostPort address() throws Exception;
    }
}
