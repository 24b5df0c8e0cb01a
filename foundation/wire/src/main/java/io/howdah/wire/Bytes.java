package io.howdah.wire;

import io.netty.buffer.ByteBuf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable run of bytes with value equality: a parameter, a column, a key, a nonce.
 *
 * <p>It prints as its size only, because it may hold what a log must not.
 */
public final class Bytes {
    /** No bytes at all; not the same as SQL's NULL. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** These bytes; later changes to the array are not seen. */
    public static Bytes of(byte... content) {
        return new Bytes(content.clone());
    }

    /** The UTF-8 form of {@code text}. */
    public static Bytes utf8(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads pairs of hexadecimal digits.
     *
     * @throws IllegalArgumentException when {@code digits} is anything else
     */
    public static Bytes hex(String digits) {
        return new Bytes(HexFormat.of().parseHex(digits));
    }

    /** Copies the next {@code length} readable bytes of {@code in} and moves past them. */
    static Bytes read(ByteBuf in, int length) {
        if (length == 0) {
            return EMPTY;
        }
        byte[] content = new byte[length];
        in.readBytes(content);
        return new Bytes(content);
    }

    /** How many bytes these are. */
    public int size() {
        return content.length;
    }

    /** A copy for those who need an array. */
    public byte[] toArray() {
        return content.clone();
    }

    /** These bytes read as UTF-8; what is malformed becomes U+FFFD. */
    public String utf8() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** These bytes in hexadecimal, for tests and tools. */
    public String hex() {
        return HexFormat.of().formatHex(content);
    }

    /** Appends these bytes to {@code out}. */
    public void writeTo(ByteBuf out) {
        out.writeBytes(content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(bytes.content, content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return "Bytes[" + content.length + "]";
    }
}
