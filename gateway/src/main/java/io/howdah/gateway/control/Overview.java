package io.howdah.gateway.control;

import java.util.List;

/**
 * Clients, backends, pools and nodes, as each loop saw its own a moment ago; loops are asked one by
 * one, so that what is on one may be a little later than what is on another.
 *
 * @param loggingIn connections whose session has not begun
 * @param silentLoops loops that did not answer in time, whose part is missing
 */
public record Overview(
        List<ClientSnapshot> clients,
        List<BackendSnapshot> backends,
        List<PoolSnapshot> pools,
        List<NodeSnapshot> nodes,
        int loggingIn,
        int silentLoops) {
    public Overview {
        clients = List.copyOf(clients);
        backends = List.copyOf(backends);
        pools = List.copyOf(pools);
        nodes = List.copyOf(nodes);
    }
}
