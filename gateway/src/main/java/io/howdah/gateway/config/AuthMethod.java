package io.howdah.gateway.config;

/** How clients prove who they are, where there are no rules that say it for each. */
public enum AuthMethod {
    /** Not at all; only for a listener on loopback. */
    TRUST,
    /** SCRAM-SHA-256, RFC 5802 and RFC 7677; bound to the TLS connection where there is one. */
    SCRAM,
    /** A hash of the password; SCRAM for users of whom only a SCRAM secret is known. */
    MD5,
    /** The password as it is, over TLS only. */
    PASSWORD,
    /** A TLS client certificate made out to the user. */
    CERT,
    /** The operating system's word for who is at the other end of a Unix socket. */
    PEER
}
