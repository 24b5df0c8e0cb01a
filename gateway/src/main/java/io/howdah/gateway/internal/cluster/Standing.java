package io.howdah.gateway.internal.cluster;

import org.jspecify.annotations.Nullable;

/**
 * How a node is judged. Immutable.
 *
 * @param role what it is taken to be
 * @param readable whether reads may go to it: a replica that is sound, of this cluster and
 *     timeline, and not too far behind
 * @param health how far it is trusted
 * @param reason why it is not used as it might be; empty: it is
 * @param lag of a replica
 * @param upstream whom it follows, as far as is known; empty: nobody
 * @param facts what it said last; null: nothing, or that was too long ago
 */
public record Standing(
        Role role,
        boolean readable,
        Health health,
        String reason,
        Lag lag,
        String upstream,
        @Nullable NodeFacts facts) {
    /** Before it was asked. */
    public static final Standing UNKNOWN =
            new Standing(Role.UNKNOWN, false, Health.unasked(), "", Lag.UNKNOWN, "", null);

    /** Whether somebody who chooses among nodes would see a difference. */
    public boolean differsFrom(Standing other) {
        return role != other.role || readable != other.readable;
    }

    /** Whether it is given nothing, whatever it says. */
    public boolean isRefused() {
        return role == Role.RIVAL || role == Role.STRANGER;
    }
}
