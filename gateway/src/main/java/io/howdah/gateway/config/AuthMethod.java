package io.howdah.gateway.config;

/** How a client proves who it is. */
public enum AuthMethod {
    /** Not at all; only for a listener on loopback. */
    TRUST,
    /** SCRAM-SHA-256, RFC 5802 and RFC 7677. */
    SCRAM
}
