package io.howdah.gateway.internal.backend;

/** What the backends of one pool have in common. */
public record PoolKey(String database, String user, Node node) {
    @Override
    public String toString() {
        return user + "@" + database + " at " + node;
    }
}
