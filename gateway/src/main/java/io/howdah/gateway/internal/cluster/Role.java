package io.howdah.gateway.internal.cluster;

/** What a node is in its cluster, as far as is known. */
public enum Role {
    /** It has not been asked yet, or has not answered. */
    UNKNOWN,
    /** It takes writes. */
    PRIMARY,
    /** It follows. */
    REPLICA,
    /** It says that it is the primary, and is not believed. It is given nothing. */
    RIVAL,
    /** It belongs to another cluster. It is given nothing. */
    STRANGER
}
