package io.howdah.gateway.config;

/** Where reads go that any node may answer. */
public enum ReadsFrom {
    /** To the primary, as everything else. */
    PRIMARY,
    /** To a replica; to the primary while none is there that is fresh enough. */
    REPLICAS,
    /** To any node, the primary among them. */
    ANY
}
