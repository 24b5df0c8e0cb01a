package io.howdah.sql;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The escapes within strings and identifiers. What PostgreSQL refuses is left as it is. */
final class Escapes {
    private static final int SHORT_DIGITS = 4;
    private static final int LONG_DIGITS = 6;
    private static final int WIDE_DIGITS = 8;

    private Escapes() {}

    /** Undoes the escapes of {@code U&'…'}: {@code \0061}, {@code \+000061} and {@code \\}. */
    static String unicode(String text, char escape) {
        StringBuilder decoded = new StringBuilder(text.length());
        int p = 0;
        while (p < text.length()) {
            char c = text.charAt(p++);
            if (c != escape) {
                decoded.append(c);
            } else if (p < text.length() && text.charAt(p) == escape) {
                decoded.append(c);
                p++;
            } else {
                boolean wide = p < text.length() && text.charAt(p) == '+';
                int from = wide ? p + 1 : p;
                int digits = wide ? LONG_DIGITS : SHORT_DIGITS;
                int point = hex(text, from, digits);
                if (point < 0) {
                    decoded.append(c);
                } else {
                    append(decoded, point);
                    p = from + digits;
                }
            }
        }
        return decoded.toString();
    }

    /** Undoes the escapes of {@code E'…'}. */
    static byte[] backslashes(byte[] text) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(text.length);
        int p = 0;
        while (p < text.length) {
            if (text[p] != '\\' || p + 1 == text.length) {
                decoded.write(text[p++]);
            } else {
                p = escape(text, p + 1, decoded);
            }
        }
        return decoded.toByteArray();
    }

    /** Decodes what follows a backslash; answers where the text goes on. */
    private static int escape(byte[] text, int at, ByteArrayOutputStream decoded) {
        switch (text[at]) {
            case 'b' -> decoded.write('\b');
            case 'f' -> decoded.write('\f');
            case 'n' -> decoded.write('\n');
            case 'r' -> decoded.write('\r');
            case 't' -> decoded.write('\t');
            case 'v' -> decoded.write('\u000b');
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                return number(text, at, 3, 8, decoded);
            }
            case 'x' -> {
                return number(text, at + 1, 2, 16, decoded);
            }
            case 'u' -> {
                return point(text, at, SHORT_DIGITS, decoded);
            }
            case 'U' -> {
                return point(text, at, WIDE_DIGITS, decoded);
            }
            default -> decoded.write(text[at]);
        }
        return at + 1;
    }

    private static int number(
            byte[] text, int at, int most, int base, ByteArrayOutputStream decoded) {
        int p = at;
        int value = 0;
        while (p < text.length && p < at + most && Character.digit(text[p], base) >= 0) {
            value = value * base + Character.digit(text[p++], base);
        }
        decoded.write(p == at ? text[at - 1] : value);
        return p;
    }

    private static int point(byte[] text, int at, int digits, ByteArrayOutputStream decoded) {
        String rest = new String(text, at + 1, text.length - at - 1, StandardCharsets.ISO_8859_1);
        int point = hex(rest, 0, digits);
        if (point < 0) {
            decoded.write(text[at]);
            return at + 1;
        }
        StringBuilder character = new StringBuilder();
        append(character, point);
        decoded.writeBytes(character.toString().getBytes(StandardCharsets.UTF_8));
        return at + 1 + digits;
    }

    private static void append(StringBuilder decoded, int point) {
        if (Character.isValidCodePoint(point)) {
            decoded.appendCodePoint(point);
        }
    }

    private static int hex(String text, int from, int digits) {
        if (from + digits > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0 || text.charAt(i) >= 0x80) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
