package io.howdah.sql;

import java.util.Arrays;

/**
 * The bytes of a folded text while it grows. Tokens are separated by one space where they could be
 * taken for one otherwise, so that different tokens always give different bytes. For one thread.
 */
final class FoldedBuffer {
    /** Stands for a constant; no token of PostgreSQL's is a dollar sign alone. */
    static final byte MARK = '$';

    private static final int FIRST_SIZE = 512;

    private final int limit;
    private byte[] bytes = new byte[FIRST_SIZE];
    private int length;
    private boolean full;
    private boolean tight;

    FoldedBuffer(int limit) {
        this.limit = limit;
    }

    void clear() {
        length = 0;
        full = false;
        tight = true;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Whether something was left out because the buffer may not grow further. */
    boolean isFull() {
        return full;
    }

    /** Takes back all after the position. */
    void truncate(int to) {
        length = to;
        tight = false;
    }

    void mark() {
        separate();
        if (ensure(1)) {
            bytes[length++] = MARK;
        }
    }

    /** Adds a token that stands apart from others. */
    void token(byte[] text, int start, int end) {
        separate();
        copy(text, start, end);
    }

    /** Adds a token that stands apart from others, in lower case. */
    void word(byte[] text, int start, int end) {
        separate();
        if (ensure(end - start)) {
            for (int p = start; p < end; p++) {
                bytes[length++] = Names.folded(text[p]);
            }
        }
    }

    /** Adds an opening parenthesis, a dot or the like, which the next token follows at once. */
    void opening(byte[] text, int start, int end, boolean apart) {
        if (apart) {
            separate();
        }
        copy(text, start, end);
        tight = true;
    }

    /** Adds a comma, closing parenthesis or the like. */
    void closing(byte[] text, int start, int end) {
        tight = false;
        copy(text, start, end);
    }

    /** Whether the bytes in the two ranges are equal. */
    boolean repeats(int from, int to, int otherFrom, int otherTo) {
        return Arrays.equals(bytes, from, to, bytes, otherFrom, otherTo);
    }

    /** Whether from the position on there is exactly this text of ASCII. */
    boolean endsWith(int from, String text) {
        if (length - from != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean equalTo(byte[] other) {
        return Arrays.equals(bytes, 0, length, other, 0, other.length);
    }

    /** The position where the next token's first byte will be, if it is not one that closes. */
    int next() {
        return tight ? length : length + 1;
    }

    private void separate() {
        if (!tight && ensure(1)) {
            bytes[length++] = ' ';
        }
        tight = false;
    }

    private void copy(byte[] text, int start, int end) {
        if (ensure(end - start)) {
            System.arraycopy(text, start, bytes, length, end - start);
            length += end - start;
        }
    }

    private boolean ensure(int more) {
        if (full || length + more > limit) {
            full = true;
            return false;
        }
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
        return true;
    }
}
