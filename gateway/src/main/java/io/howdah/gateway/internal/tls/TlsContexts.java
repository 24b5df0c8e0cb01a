package io.howdah.gateway.internal.tls;

import io.howdah.base.HostPort;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.config.NodeSettings;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All certificates and keys as they were when they were read. Safe from any thread.
 *
 * @param clients absent when clients are not offered TLS
 */
public record TlsContexts(Optional<ClientTls> clients, Map<HostPort, NodeTls> nodes) {
    public TlsContexts {
        nodes = Map.copyOf(nodes);
    }

    /**
     * Reads every file that {@code settings} name.
     *
     * @throws TlsFileException when one cannot be used: nothing is kept then
     */
    public static TlsContexts load(GatewaySettings settings) throws TlsFileException {
        Map<HostPort, NodeTls> nodes = new HashMap<>();
        for (NodeSettings node : settings.nodes()) {
            nodes.put(node.address(), NodeTls.load(settings.backendTls(), node));
        }
        return new TlsContexts(ClientTls.load(settings.tls()), nodes);
    }
}
