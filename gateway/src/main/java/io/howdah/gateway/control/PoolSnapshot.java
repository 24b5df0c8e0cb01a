package io.howdah.gateway.control;

import io.howdah.base.HostPort;
import io.howdah.gateway.config.PoolSettings;

import java.time.Duration;

/**
 * A pool as it was a moment ago, all loops together.
 *
 * @param used see {@link BackendSnapshot.State}, as the others
 * @param connecting backends that are logging in
 * @param waiting clients in the queue
 * @param longestWait of the first in the queue; zero when there is none
 */
public record PoolSnapshot(
        String database,
        String user,
        HostPort node,
        PoolSettings settings,
        int active,
        int idle,
        int beingCanceled,
        int used,
        int tested,
        int connecting,
        int waiting,
        Duration longestWait) {
    /** This part of a pool together with another one. */
    public PoolSnapshot plus(PoolSnapshot other) {
        return new PoolSnapshot(
                database,
                user,
                node,
                settings,
                active + other.active,
                idle + other.idle,
                beingCanceled + other.beingCanceled,
                used + other.used,
                tested + other.tested,
                connecting + other.connecting,
                waiting + other.waiting,
                longestWait.compareTo(other.longestWait) < 0 ? other.longestWait : longestWait);
    }

    /** Its backends, those that are logging in included. */
    public int backends() {
        return active + idle + beingCanceled + used + tested + connecting;
    }
}
