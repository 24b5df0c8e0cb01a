package io.howdah.wire.scram;

import io.howdah.base.Secret;
import io.howdah.wire.Bytes;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server keeps in place of a password, as in {@code pg_authid.rolpassword}. It lets a server
 * check a client; it does not let anybody log in.
 *
 * @param salt 1 to {@value Scram#MAX_SALT} bytes
 * @param iterations 1 to {@value Scram#MAX_ITERATIONS}
 * @param storedKey 32 bytes
 * @param serverKey 32 bytes
 */
public record ScramVerifier(Bytes salt, int iterations, Bytes storedKey, Bytes serverKey) {
    private static final Pattern FORM =
            Pattern.compile("SCRAM-SHA-256\\$(\\d{1,9}):([^$:]+)\\$([^$:]+):([^$:]+)");

    public ScramVerifier {
        if (!Scram.allowsIterations(iterations)
                || !Scram.allowsSalt(salt.size())
                || storedKey.size() != Scram.KEY
                || serverKey.size() != Scram.KEY) {
            throw new IllegalArgumentException("a SCRAM verifier of impossible sizes");
        }
    }

    /** Whether {@code text} claims to be a verifier rather than a password in clear. */
    public static boolean resembles(String text) {
        return text.startsWith("SCRAM-SHA-256$");
    }

    /**
     * Reads {@code SCRAM-SHA-256$<iterations>:<salt>$<stored key>:<server key>}.
     *
     * @throws IllegalArgumentException when {@code text} is not of that form; the text is not
     *     named, for it may be a password
     */
    public static ScramVerifier parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "not of the form SCRAM-SHA-256$<iterations>:<salt>$<stored key>:<server key>");
        }
        return new ScramVerifier(
                base64(parts.group(2)),
                Integer.parseInt(parts.group(1)),
                base64(parts.group(3)),
                base64(parts.group(4)));
    }

    /**
     * Derives a verifier. Slow: some milliseconds for 4096 iterations, more while the JVM is cold;
     * never on an event loop.
     *
     * @throws IllegalArgumentException when salt or iterations are out of bounds
     */
    public static ScramVerifier derive(Secret password, Bytes salt, int iterations) {
        return ScramKeys.derive(password, salt, iterations).verifier();
    }

    /** The form that {@link #parse} reads. */
    public String format() {
        Base64.Encoder encoder = Base64.getEncoder();
        return "SCRAM-SHA-256$%d:%s$%s:%s"
                .formatted(
                        iterations,
                        encoder.encodeToString(salt.toArray()),
                        encoder.encodeToString(storedKey.toArray()),
                        encoder.encodeToString(serverKey.toArray()));
    }

    private static Bytes base64(String text) {
        try {
            return Bytes.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a SCRAM verifier's part is not base64", e);
        }
    }
}
