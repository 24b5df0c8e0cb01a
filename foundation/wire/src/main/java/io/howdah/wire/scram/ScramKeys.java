package io.howdah.wire.scram;

import io.howdah.base.Secret;
import io.howdah.wire.Bytes;

import java.nio.charset.StandardCharsets;

/**
 * What a client needs to log in, made from a password for one salt and iteration count. As good as
 * the password to whoever steals it, for servers that hold the same verifier. Worth keeping: a
 * server shows a user the same salt every time.
 */
public record ScramKeys(Bytes salt, int iterations, Bytes clientKey, Bytes serverKey) {
    private static final byte[] CLIENT = "Client Key".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SERVER = "Server Key".getBytes(StandardCharsets.US_ASCII);

    public ScramKeys {
        if (clientKey.size() != Scram.KEY || serverKey.size() != Scram.KEY) {
            throw new IllegalArgumentException("a SCRAM key has 32 bytes");
        }
    }

    /**
     * Derives the keys. Slow: some milliseconds for 4096 iterations, more while the JVM is cold;
     * never on an event loop.
     *
     * @throws IllegalArgumentException when salt or iterations are out of bounds
     */
    public static ScramKeys derive(Secret password, Bytes salt, int iterations) {
        if (!Scram.allowsIterations(iterations) || !Scram.allowsSalt(salt.size())) {
            throw new IllegalArgumentException(
                    "SCRAM with "
                            + iterations
                            + " iterations and "
                            + salt.size()
                            + " bytes of salt");
        }
        byte[] salted = Sha256.stretch(PreparedPassword.of(password), salt.toArray(), iterations);
        return new ScramKeys(
                salt,
                iterations,
                Bytes.of(Sha256.hmac(salted, CLIENT)),
                Bytes.of(Sha256.hmac(salted, SERVER)));
    }

    /** Whether these keys are made for what the server asks. */
    public boolean fits(ScramChallenge challenge) {
        return salt.equals(challenge.salt()) && iterations == challenge.iterations();
    }

    /** What a server keeps to check a client that has these keys. */
    public ScramVerifier verifier() {
        Bytes storedKey = Bytes.of(Sha256.hash(clientKey.toArray()));
        return new ScramVerifier(salt, iterations, storedKey, serverKey);
    }
}
