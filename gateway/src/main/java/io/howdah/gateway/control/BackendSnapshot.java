package io.howdah.gateway.control;

import io.howdah.base.HostPort;

import java.time.Instant;

/**
 * A backend as it was a moment ago.
 *
 * @param id unique among the backends there are
 * @param requested when it was last asked for something
 * @param closeNeeded whether it is closed once it comes back
 * @param processId of the server process
 * @param preparedStatements how many there are on it
 */
public record BackendSnapshot(
        int id,
        String user,
        String database,
        HostPort node,
        State state,
        Ends ends,
        Instant connected,
        Instant requested,
        boolean closeNeeded,
        int processId,
        int preparedStatements) {
    /** What a backend is at. */
    public enum State {
        /** It is lent to a client. */
        ACTIVE,
        /** It may be lent at once. */
        IDLE,
        /** A cancel request may still hit it, so it is lent to nobody else yet. */
        BEING_CANCELED,
        /** Idle for so long that it is checked before it is lent. */
        USED,
        /** It is being checked. */
        TESTED
    }
}
