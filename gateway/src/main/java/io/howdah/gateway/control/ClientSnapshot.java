package io.howdah.gateway.control;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A client as it was a moment ago.
 *
 * @param id unique among the clients there are; what it gets as its process id
 * @param requested when it was last heard of
 * @param waiting for how long it has waited for a backend
 * @param backend {@link BackendSnapshot#id} of the backend it holds; 0: none
 * @param preparedStatements how many it has
 * @param replication {@code none}, {@code logical} or {@code physical}
 * @param pins why it keeps its backend; empty: it does not
 * @param pinnedSince when the first of these came; {@link Instant#EPOCH} without any
 * @param pinned for how long it has kept its backend
 */
public record ClientSnapshot(
        int id,
        String user,
        String database,
        State state,
        Ends ends,
        Instant connected,
        Instant requested,
        Duration waiting,
        int backend,
        String applicationName,
        int preparedStatements,
        String replication,
        List<Reason> pins,
        Instant pinnedSince,
        Duration pinned) {
    public ClientSnapshot {
        pins = List.copyOf(pins);
    }

    /**
     * Why a client keeps its backend.
     *
     * @param name one of a few, such as {@code session-lock}
     * @param detail what in particular; empty if there is no more to say
     */
    public record Reason(String name, String detail) {
        @Override
        public String toString() {
            return detail.isEmpty() ? name : name + " (" + detail + ")";
        }
    }

    /** What a client is at. */
    public enum State {
        /** It holds a backend, or has begun a transaction that needs none yet. */
        ACTIVE,
        /** It wants nothing. */
        IDLE,
        /** It waits for a backend. */
        WAITING,
        /** It is at the console, or another database that the process answers for itself. */
        LOCAL
    }
}
