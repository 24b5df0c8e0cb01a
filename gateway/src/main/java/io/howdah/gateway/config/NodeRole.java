package io.howdah.gateway.config;

/** What a node is said to be in its cluster. */
public enum NodeRole {
    /** What it says itself. */
    AUTO,
    /** The primary, whatever others say. */
    PRIMARY,
    /** Never the primary. */
    REPLICA
}
