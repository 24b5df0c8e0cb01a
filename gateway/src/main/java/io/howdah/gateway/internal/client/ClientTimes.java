package io.howdah.gateway.internal.client;

/**
 * When a client connected, and when it last sent or was answered something; see {@link
 * io.howdah.base.Clock#nanos}. Confined to the client's loop.
 */
final class ClientTimes {
    private final long connectedNanos;
    private long lastActiveNanos;

    ClientTimes(long connectedNanos) {
        this.connectedNanos = connectedNanos;
        this.lastActiveNanos = connectedNanos;
    }

    /** It has sent something, or an exchange of its has ended. */
    void active(long nanos) {
        lastActiveNanos = nanos;
    }

    long connectedNanos() {
        return connectedNanos;
    }

    long lastActiveNanos() {
        return lastActiveNanos;
    }
}
