package io.howdah.sql;

/** The ends of operators. */
final class Operators {
    /**
     * PostgreSQL refuses an operator of this many bytes (its {@code NAMEDATALEN}). Looking no
     * further changes nothing for a text that it accepts, and keeps a long run of plus signs, each
     * a token of its own, from costing the square of its length.
     */
    private static final int TOO_LONG = 64;

    private Operators() {}

    /**
     * The position after the operator that starts at {@code at}. It is the longest run of operator
     * characters, with two exceptions: {@code --} and {@code /*} start a comment wherever they are;
     * and an operator of several characters does not end in {@code +} or {@code -} unless it holds
     * a character that SQL's own operators do not have, so that {@code 2*-1} is read as one
     * expects.
     */
    static int end(byte[] text, int at, int limit) {
        int furthest = Math.min(limit, at + TOO_LONG);
        boolean extended = false;
        int p = at;
        while (p < furthest
                && Alphabet.is(text[p], Alphabet.OPERATOR)
                && !opensComment(text, p, limit)) {
            extended |= Alphabet.is(text[p], Alphabet.EXTENDED_OPERATOR);
            p++;
        }
        if (!extended) {
            while (p > at + 1 && (text[p - 1] == '+' || text[p - 1] == '-')) {
                p--;
            }
        }
        return p;
    }

    private static boolean opensComment(byte[] text, int at, int limit) {
        return Blanks.opensLineComment(text, at, limit)
                || Blanks.opensBlockComment(text, at, limit);
    }
}
