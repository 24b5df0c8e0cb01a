package io.howdah.sql;

import java.util.Optional;

/**
 * A call of {@code set_config(name, value, is_local)}, or what may have its effect. An argument
 * that is no constant is empty: the call may then set anything.
 *
 * @param name in lower case
 * @param value to be set; null in SQL is empty, too
 * @param local whether it ends with the transaction
 */
public record ConfigCall(Optional<String> name, Optional<String> value, Optional<Boolean> local) {
    /** One of which nothing is known. */
    static final ConfigCall UNREADABLE =
            new ConfigCall(Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether the text leaves open which setting is set, or for how long. */
    public boolean isUnreadable() {
        return name.isEmpty() || local.isEmpty();
    }
}
