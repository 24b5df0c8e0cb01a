package io.howdah.gateway.control;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * The name of a node's host, and what is known of its addresses.
 *
 * @param addresses empty when it has never been found
 * @param left how long they are taken as known; not positive: they are being looked up
 */
public record HostSnapshot(String name, List<InetAddress> addresses, Duration left) {
    public HostSnapshot {
        addresses = List.copyOf(addresses);
    }
}
