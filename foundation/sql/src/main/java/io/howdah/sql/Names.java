package io.howdah.sql;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Names and labels as PostgreSQL makes them of identifiers. */
final class Names {
    /** PostgreSQL cuts longer names: its {@code NAMEDATALEN - 1}. */
    private static final int LONGEST = 63;

    private Names() {}

    /** The letter in lower case if it is one of ASCII. */
    static byte folded(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
    }

    /** What an identifier without quotes names. */
    static String unquoted(byte[] text, int start, int end) {
        return cut(lowered(text, start, end));
    }

    /** The bytes of an identifier without quotes, its letters of ASCII in lower case. */
    static byte[] lowered(byte[] text, int start, int end) {
        byte[] name = Arrays.copyOfRange(text, start, end);
        for (int i = 0; i < name.length; i++) {
            name[i] = folded(name[i]);
        }
        return name;
    }

    /** What an identifier in quotes names; the quotes are at {@code start} and before the end. */
    static String quoted(byte[] text, int start, int end) {
        return cut(undoubled(text, start + 1, end - 1, (byte) '"'));
    }

    /** What an identifier of the form {@code U&"…"} names. */
    static String unicode(byte[] text, int start, int end, char escape) {
        byte[] body = undoubled(text, start + 3, end - 1, (byte) '"');
        return cut(Escapes.unicode(string(body), escape).getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes of a quoted token's inside, with two quotes made one. */
    static byte[] undoubled(byte[] text, int from, int to, byte quote) {
        byte[] bytes = new byte[Math.max(0, to - from)];
        int length = 0;
        for (int p = from; p < to; p++) {
            bytes[length++] = text[p];
            if (text[p] == quote) {
                p++;
            }
        }
        return Arrays.copyOf(bytes, length);
    }

    /** The bytes as UTF-8 or, if they are none, one character a byte. */
    static String string(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static String cut(byte[] name) {
        if (name.length <= LONGEST) {
            return string(name);
        }
        String whole = string(name);
        if (whole.length() == name.length) {
            return whole.substring(0, LONGEST);
        }
        int length = LONGEST;
        while ((name[length] & 0xc0) == 0x80) {
            length--;
        }
        return string(Arrays.copyOf(name, length));
    }
}
