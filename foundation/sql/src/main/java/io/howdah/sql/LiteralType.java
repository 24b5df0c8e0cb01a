package io.howdah.sql;

import org.jspecify.annotations.Nullable;

/**
 * The types that PostgreSQL gives to literals that can become parameters, by the rules of its
 * {@code make_const}: a whole number is of the first of int4, int8 and numeric that holds it. The
 * literals themselves are the plainest only: decimal digits with or without a point and digits
 * after it, and {@code '...'} without a quote or backslash within.
 */
enum LiteralType {
    /** A string, whose type its neighbour decides. */
    UNKNOWN(0),
    INT4(23),
    INT8(20),
    NUMERIC(1700);

    /**
     * Longer numbers stay literals. What is shorter fits into any floating-point type, to which
     * PostgreSQL may have to convert it: a literal fails when it is planned, a parameter when, and
     * if, it is compared.
     */
    private static final int LONGEST_NUMBER = 30;

    private static final int MOST_INT4 = Integer.MAX_VALUE;

    private final int oid;

    LiteralType(int oid) {
        this.oid = oid;
    }

    /** What Parse declares; 0 leaves the type open. */
    int oid() {
        return oid;
    }

    /** Where the literal ends that starts at {@code at}; negative if there is no plain one. */
    static int end(byte[] text, int at, int limit) {
        if (at >= limit) {
            return -1;
        }
        return text[at] == '\'' ? stringEnd(text, at + 1, limit) : numberEnd(text, at, limit);
    }

    /** The type of the plain literal in {@code text[start, end)}; null if it has to stay one. */
    static @Nullable LiteralType of(byte[] text, int start, int end) {
        if (text[start] == '\'') {
            return TimeWords.in(text, start + 1, end - 1) ? null : UNKNOWN;
        }
        if (end - start > LONGEST_NUMBER) {
            return null;
        }
        long value = 0;
        for (int p = start; p < end; p++) {
            if (text[p] == '.') {
                return NUMERIC;
            }
            int digit = text[p] - '0';
            if (value > (Long.MAX_VALUE - digit) / 10) {
                return NUMERIC;
            }
            value = value * 10 + digit;
        }
        return value <= MOST_INT4 ? INT4 : INT8;
    }

    private static int stringEnd(byte[] text, int body, int limit) {
        for (int p = body; p < limit; p++) {
            if (text[p] == '\'') {
                return p + 1;
            }
            if (text[p] == '\\') {
                return -1;
            }
        }
        return -1;
    }

    /**
     * A number that starts with its point is none: what stands before it may be part of a name in
     * another text, where a digit follows.
     */
    private static int numberEnd(byte[] text, int at, int limit) {
        int p = digits(text, at, limit);
        if (p == at) {
            return -1;
        }
        return p < limit && text[p] == '.' ? digits(text, p + 1, limit) : p;
    }

    private static int digits(byte[] text, int at, int limit) {
        int p = at;
        while (p < limit && Alphabet.is(text[p], Alphabet.DIGIT)) {
            p++;
        }
        return p;
    }
}
