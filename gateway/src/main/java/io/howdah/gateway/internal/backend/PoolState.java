package io.howdah.gateway.internal.backend;

import io.howdah.gateway.config.PoolMode;

import java.util.List;

/**
 * One loop's part of a pool as it is at one moment, to be shown; figures of the parts add up.
 *
 * @param node an address as {@link io.howdah.base.HostPort} writes it
 * @param home whether this is the part that carries the figures of the whole pool
 * @param clients of the whole pool, waiting ones included; 0 elsewhere than at home
 * @param longestWaitNanos how long the first in the queue has waited; 0: nobody waits
 */
public record PoolState(
        String database,
        String user,
        String node,
        PoolMode mode,
        boolean paused,
        boolean home,
        int clients,
        int waiting,
        long longestWaitNanos,
        List<BackendState> backends) {
    public PoolState {
        backends = List.copyOf(backends);
    }
}
