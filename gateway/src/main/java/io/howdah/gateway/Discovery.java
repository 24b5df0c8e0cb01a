package io.howdah.gateway;

import io.howdah.base.HostPort;
import io.howdah.gateway.config.BackendTlsOverrides;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.config.NodeSettings;
import io.howdah.gateway.internal.net.NodeAddresses;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes nodes of the addresses that names lead to, where {@code discover} says so. What is
 * configured stays apart from what follows from it, so that it can be followed again when a name
 * leads elsewhere. Safe from any thread.
 */
final class Discovery {
    private static final System.Logger LOG = System.getLogger(Discovery.class.getName());

    private final NodeAddresses addresses;
    private volatile GatewaySettings configured;

    /**
     * @param configured as people have written it
     */
    Discovery(NodeAddresses addresses, GatewaySettings configured) {
        this.addresses = addresses;
        this.configured = configured;
        addresses.keep(names(configured));
    }

    /** People have written something else. */
    void configured(GatewaySettings next) {
        configured = next;
        addresses.keep(names(next));
    }

    /** Whether any name is followed. */
    boolean isActive() {
        return configured.nodes().stream().anyMatch(NodeSettings::discover);
    }

    private static Set<String> names(GatewaySettings settings) {
        return settings.nodes().stream()
                .filter(NodeSettings::discover)
                .map(node -> node.address().host())
                .collect(Collectors.toSet());
    }

    /**
     * {@code settings} with a node for each address. A name that leads nowhere is a node itself,
     * which cannot be reached. What is not known yet is looked up, which may take a while.
     */
    GatewaySettings expand(GatewaySettings settings) {
        return settings.withNodes(nodes(settings));
    }

    private List<NodeSettings> nodes(GatewaySettings settings) {
        List<NodeSettings> nodes = new ArrayList<>();
        Set<HostPort> taken = new HashSet<>();
        for (NodeSettings node : settings.nodes()) {
            if (!node.discover()) {
                nodes.add(node);
                taken.add(node.address());
            }
        }
        for (NodeSettings node : settings.nodes()) {
            if (node.discover()) {
                found(node).stream().filter(it -> taken.add(it.address())).forEach(nodes::add);
            }
        }
        if (nodes.size() <= GatewaySettings.MOST_NODES) {
            return nodes;
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "names lead to {0} nodes; the first {1} are used",
                nodes.size(),
                GatewaySettings.MOST_NODES);
        return nodes.subList(0, GatewaySettings.MOST_NODES);
    }

    private List<NodeSettings> found(NodeSettings node) {
        List<NodeSettings> found =
                addresses.all(node.address().host()).stream()
                        .map(InetAddress::getHostAddress)
                        .sorted()
                        .map(host -> at(node, host))
                        .toList();
        return found.isEmpty() ? List.of(node) : found;
    }

    /** Its certificate is that of the name, as the address is in none. */
    private static NodeSettings at(NodeSettings node, String host) {
        BackendTlsOverrides tls = node.tls();
        return node.at(
                new HostPort(host, node.address().port()),
                tls.named(tls.serverName().orElse(node.address().host())));
    }

    /**
     * What is to be in force instead of {@code now}, because names lead elsewhere; empty: they do
     * not.
     */
    Optional<GatewaySettings> moved(GatewaySettings now) {
        GatewaySettings next = expand(configured);
        if (next.nodes().equals(now.nodes())) {
            return Optional.empty();
        }
        LOG.log(
                System.Logger.Level.INFO,
                "nodes by their names: {0}",
                next.nodes().stream().map(NodeSettings::label).collect(Collectors.joining(", ")));
        return Optional.of(next);
    }
}
