package io.howdah.gateway.internal.backend;

import java.util.Optional;

/**
 * Which pools a command is about; what is absent may be any.
 *
 * @param node an address as {@link io.howdah.base.HostPort} writes it
 */
public record PoolFilter(Optional<String> database, Optional<String> user, Optional<String> node) {
    /** Every pool. */
    public static final PoolFilter ALL =
            new PoolFilter(Optional.empty(), Optional.empty(), Optional.empty());

    /** The pools of one database. */
    public static PoolFilter ofDatabase(String database) {
        return new PoolFilter(Optional.of(database), Optional.empty(), Optional.empty());
    }

    /** The pools of one user. */
    public static PoolFilter ofUser(String user) {
        return new PoolFilter(Optional.empty(), Optional.of(user), Optional.empty());
    }

    /** The pools on one node. */
    public static PoolFilter ofNode(String node) {
        return new PoolFilter(Optional.empty(), Optional.empty(), Optional.of(node));
    }

    /** Whether the pool with this key is meant. */
    public boolean matches(PoolKey key) {
        return covers(database, key.database())
                && covers(user, key.user())
                && covers(node, key.node().toString());
    }

    /** Whether every pool that {@code other} means is meant. */
    public boolean covers(PoolFilter other) {
        return covers(database, other.database)
                && covers(user, other.user)
                && covers(node, other.node);
    }

    private static boolean covers(Optional<String> wanted, String value) {
        return wanted.isEmpty() || wanted.get().equals(value);
    }

    private static boolean covers(Optional<String> wanted, Optional<String> other) {
        return wanted.isEmpty() || wanted.equals(other);
    }
}
