package io.howdah.gateway.internal.access;

import java.util.Optional;
import java.util.Set;

/**
 * What takes time to find out about an attempt, as far as it is known.
 *
 * @param roles the roles that the user is a member of, itself included; absent: not asked yet
 * @param hostName the client's name, which leads back to its address; empty when there is none;
 *     absent: not asked yet
 */
public record Facts(Optional<Set<String>> roles, Optional<String> hostName) {
    /** Nothing is known yet. */
    public static final Facts NONE = new Facts(Optional.empty(), Optional.empty());

    /** These facts and the roles. */
    public Facts withRoles(Set<String> known) {
        return new Facts(Optional.of(Set.copyOf(known)), hostName);
    }

    /** These facts and the host's name. */
    public Facts withHostName(String name) {
        return new Facts(roles, Optional.of(name));
    }
}
