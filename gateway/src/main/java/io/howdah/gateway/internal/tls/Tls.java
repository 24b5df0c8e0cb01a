package io.howdah.gateway.internal.tls;

import io.howdah.base.HostPort;

import java.util.Optional;

/**
 * The certificates in force. Connections take what they need when they begin, and keep it; a reload
 * is for those that come after it. Safe from any thread.
 */
public final class Tls {
    private volatile TlsContexts contexts;

    /** Starts with {@code contexts}. */
    public Tls(TlsContexts contexts) {
        this.contexts = contexts;
    }

    /** From now on, {@code next} are in force. */
    public void replace(TlsContexts next) {
        contexts = next;
    }

    /** TLS for a client that connects now; empty when none is offered. */
    public Optional<ClientTls> clients() {
        return contexts.clients();
    }

    /** TLS for a connection that is made to {@code node} now; empty for a node that is gone. */
    public Optional<NodeTls> node(HostPort node) {
        return Optional.ofNullable(contexts.nodes().get(node));
    }
}
