package io.howdah.sql;

/** The ends of numeric constants. */
final class Numbers {
    private Numbers() {}

    /**
     * The position after the number that starts at {@code at} with a digit, or with a dot before a
     * digit. A number is {@code 42}, {@code 1_000}, {@code 0x1F}, {@code 0o17}, {@code 0b01},
     * {@code 3.5}, {@code 4.}, {@code .001} or one of the decimal forms with an exponent; in {@code
     * 1..10} it ends before the dots.
     */
    static int end(byte[] text, int at, int limit) {
        if (text[at] == '0' && at + 1 < limit) {
            int base = base(text[at + 1]);
            if (base != 0) {
                int end = based(text, at + 2, limit, base);
                return end > at + 2 ? end : at + 1;
            }
        }
        int p = digits(text, at, limit);
        if (p < limit && text[p] == '.' && !isDotDot(text, p, limit, at)) {
            p = digits(text, p + 1, limit);
        }
        return exponent(text, p, limit);
    }

    private static boolean isDotDot(byte[] text, int dot, int limit, int start) {
        return dot > start && dot + 1 < limit && text[dot + 1] == '.';
    }

    private static int exponent(byte[] text, int at, int limit) {
        if (at == limit || (text[at] | 0x20) != 'e') {
            return at;
        }
        int p = at + 1;
        if (p < limit && (text[p] == '+' || text[p] == '-')) {
            p++;
        }
        int end = digits(text, p, limit);
        return end > p ? end : at;
    }

    /** Decimal digits, with single underscores between them. */
    private static int digits(byte[] text, int at, int limit) {
        int p = at;
        while (p < limit) {
            if (Alphabet.is(text[p], Alphabet.DIGIT)) {
                p++;
            } else if (text[p] == '_'
                    && p > at
                    && p + 1 < limit
                    && Alphabet.is(text[p + 1], Alphabet.DIGIT)) {
                p += 2;
            } else {
                break;
            }
        }
        return p;
    }

    /** Digits of a base, with a single underscore before any of them, the first included. */
    private static int based(byte[] text, int at, int limit, int base) {
        int p = at;
        while (p < limit) {
            if (isDigit(text[p], base)) {
                p++;
            } else if (text[p] == '_' && p + 1 < limit && isDigit(text[p + 1], base)) {
                p += 2;
            } else {
                break;
            }
        }
        return p;
    }

    private static int base(byte letter) {
        return switch (letter | 0x20) {
            case 'x' -> 16;
            case 'o' -> 8;
            case 'b' -> 2;
            default -> 0;
        };
    }

    private static boolean isDigit(byte b, int base) {
        return b >= 0 && Character.digit(b, base) >= 0;
    }
}
