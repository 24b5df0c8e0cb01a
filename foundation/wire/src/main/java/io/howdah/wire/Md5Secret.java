package io.howdah.wire;

import io.howdah.base.Secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A password's MD5 form, as in {@code pg_authid.rolpassword}: {@code md5} and the hash of password
 * and user name. It logs in as well as the password does, wherever MD5 is asked for.
 *
 * @see <a href="https://www.postgresql.org/docs/current/auth-password.html">PostgreSQL: password
 *     authentication</a>
 */
public final class Md5Secret {
    private static final String PREFIX = "md5";
    private static final Pattern FORM = Pattern.compile("md5[0-9a-f]{32}");

    private final String text;

    private Md5Secret(String text) {
        this.text = text;
    }

    /** Whether {@code text} has the form, rather than being a password in clear. */
    public static boolean resembles(String text) {
        return FORM.matcher(text).matches();
    }

    /**
     * Takes the form as it is stored.
     *
     * @throws IllegalArgumentException when it is not of the form; the text is not named
     */
    public static Md5Secret parse(String text) {
        if (!resembles(text)) {
            throw new IllegalArgumentException("not of the form md5 and 32 hexadecimal digits");
        }
        return new Md5Secret(text);
    }

    /** Hashes a password. */
    public static Md5Secret of(Secret password, String user) {
        byte[] name = user.getBytes(StandardCharsets.UTF_8);
        return new Md5Secret(hash(password.reveal(), name));
    }

    /** What a client answers to the server's {@code salt} of four bytes. */
    public Secret answer(Bytes salt) {
        return Secret.parse(hash(text.substring(PREFIX.length()), salt.toArray()));
    }

    /** Whether {@code answer} is the one to {@code salt}; as long as it takes, right or wrong. */
    public boolean accepts(Bytes salt, Secret answer) {
        return MessageDigest.isEqual(
                answer(salt).reveal().getBytes(StandardCharsets.UTF_8),
                answer.reveal().getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the form is that of {@code password}; as long as it takes, right or wrong. */
    public boolean isOf(Secret password, String user) {
        return MessageDigest.isEqual(
                of(password, user).text.getBytes(StandardCharsets.US_ASCII),
                text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hash(String text, byte[] salt) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(text.getBytes(StandardCharsets.UTF_8));
            return PREFIX + HexFormat.of().formatHex(md5.digest(salt));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no MD5", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Md5Secret secret && secret.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Not the hash, which is as good as the password. */
    @Override
    public String toString() {
        return "md5***";
    }
}
