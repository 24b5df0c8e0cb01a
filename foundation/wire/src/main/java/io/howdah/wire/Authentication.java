package io.howdah.wire;

import java.util.List;

/** What a backend says while it makes sure of who the client is; the type is {@code 'R'}. */
public sealed interface Authentication extends BackendMessage {
    /** The client is let in. */
    record Ok() implements Authentication {}

    /** Asks for the password as it is. */
    record CleartextPassword() implements Authentication {}

    /**
     * Asks for a hash of the password.
     *
     * @param salt 4 bytes
     */
    record Md5Password(Bytes salt) implements Authentication {
        static final int SALT = 4;

        public Md5Password {
            if (salt.size() != SALT) {
                throw new IllegalArgumentException("an MD5 salt has 4 bytes, not " + salt.size());
            }
        }
    }

    /** Offers SASL mechanisms, the most wanted first. */
    record Sasl(List<String> mechanisms) implements Authentication {
        public Sasl {
            mechanisms = List.copyOf(mechanisms);
        }
    }

    /** A SASL mechanism's challenge. */
    record SaslContinue(Bytes data) implements Authentication {}

    /** A SASL mechanism's outcome, followed by {@link Ok}. */
    record SaslFinal(Bytes data) implements Authentication {}

    /**
     * A method that Howdah does not speak: Kerberos V5 (2), GSSAPI (7, 8), SSPI (9), or one that
     * came later.
     *
     * @param data what follows the code
     */
    record Unsupported(int code, Bytes data) implements Authentication {}
}
