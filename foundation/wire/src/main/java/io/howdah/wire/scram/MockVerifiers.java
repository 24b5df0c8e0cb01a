package io.howdah.wire.scram;

import io.howdah.base.Randomness;
import io.howdah.wire.Bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Verifiers for users that do not exist, so that a log-in takes the same path and the same time
 * whether they do or not. A name gets the same salt for as long as the process lives; no password
 * fits, for nobody knows what the stored key would be the hash of.
 */
public final class MockVerifiers {
    private final byte[] secret;
    private final int iterations;

    /**
     * Draws a secret of its own.
     *
     * @param iterations those of the verifiers of real users
     */
    public MockVerifiers(Randomness randomness, int iterations) {
        this.secret = new byte[Scram.KEY];
        this.iterations = iterations;
        randomness.nextBytes(secret);
    }

    /** A verifier that refuses every password. */
    public ScramVerifier forUser(String user) {
        byte[] salt = Arrays.copyOf(derive("salt", user), Scram.SALT);
        return new ScramVerifier(
                Bytes.of(salt),
                iterations,
                Bytes.of(derive("stored key", user)),
                Bytes.of(derive("server key", user)));
    }

    private byte[] derive(String purpose, String user) {
        byte[] input = (purpose + '\0' + user).getBytes(StandardCharsets.UTF_8);
        return Sha256.hmac(secret, input);
    }
}
