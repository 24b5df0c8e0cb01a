package io.howdah.gateway.internal.backend;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * A backend as it is at one moment, to be shown.
 *
 * @param processId of the server process; 0 while it logs in
 * @param address where the connection really leads; absent while it logs in
 * @param connectedNanos when it was opened, see {@link io.howdah.base.Clock#nanos}
 * @param usedNanos when it was last given back; as {@code connectedNanos} if never
 * @param clientId the process id in the cancel key of the client it serves; 0: none
 * @param prepared how many statements are prepared
 * @param leaving whether it is closed when it comes back
 */
public record BackendState(
        int processId,
        Optional<InetSocketAddress> address,
        Phase phase,
        long connectedNanos,
        long usedNanos,
        int clientId,
        int prepared,
        boolean leaving) {
    /** PgBouncer's states of a server connection. */
    public enum Phase {
        LOGIN,
        /** Lent to a client. */
        ACTIVE,
        /** Lent, or kept back, with a cancel request on its way to it. */
        BEING_CANCELED,
        IDLE,
        /** Idle for so long that it is checked before it is lent. */
        USED,
        /** Being checked. */
        TESTED
    }
}
