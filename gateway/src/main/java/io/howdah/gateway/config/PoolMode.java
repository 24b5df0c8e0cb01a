package io.howdah.gateway.config;

/** How long a client keeps the backend it was given. */
public enum PoolMode {
    /** From its first statement until it disconnects. */
    SESSION,
    /** For one transaction, or for one statement outside a transaction. */
    TRANSACTION,
    /** For one statement; who opens a transaction block is disconnected. */
    STATEMENT
}
