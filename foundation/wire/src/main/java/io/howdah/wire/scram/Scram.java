package io.howdah.wire.scram;

/** What both sides agree on, and the bounds of what a peer may ask for. */
public final class Scram {
    /** The mechanism's name in SASL's list. */
    public static final String MECHANISM = "SCRAM-SHA-256";

    /** The mechanism that is bound to the TLS connection. */
    public static final String MECHANISM_PLUS = "SCRAM-SHA-256-PLUS";

    /** PostgreSQL's default of {@code scram_iterations}. */
    public static final int DEFAULT_ITERATIONS = 4096;

    /** More would let a peer keep a core busy for longer than a log-in may take. */
    public static final int MAX_ITERATIONS = 1_000_000;

    /** Bytes of a salt that Howdah makes; PostgreSQL's own number. */
    public static final int SALT = 16;

    /** The most bytes of a salt that a peer may send. */
    public static final int MAX_SALT = 1024;

    /** The most characters of a nonce that a peer may send. */
    public static final int MAX_NONCE = 1024;

    /** Bytes of a key, a signature and a proof. */
    static final int KEY = 32;

    private Scram() {}

    static boolean allowsIterations(long iterations) {
        return iterations >= 1 && iterations <= MAX_ITERATIONS;
    }

    static boolean allowsSalt(int size) {
        return size >= 1 && size <= MAX_SALT;
    }
}
