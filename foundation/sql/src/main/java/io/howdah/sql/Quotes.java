package io.howdah.sql;

/** The ends of quoted tokens; {@link Lexer#UNTERMINATED} where there is none. */
final class Quotes {
    private Quotes() {}

    /**
     * The position after the string constant whose opening quote ends at {@code at}, with the
     * constants that continue it: those that follow after white space with a line break.
     *
     * @param escapes whether a backslash takes the next byte's meaning away
     */
    static int stringEnd(byte[] text, int at, int limit, boolean escapes) {
        int p = at;
        while (p < limit) {
            byte b = text[p++];
            if (b == '\\' && escapes) {
                p++;
            } else if (b == '\'') {
                if (p < limit && text[p] == '\'') {
                    p++;
                } else {
                    int resumed = continuation(text, p, limit);
                    if (resumed < 0) {
                        return p;
                    }
                    p = resumed;
                }
            }
        }
        return Lexer.UNTERMINATED;
    }

    /**
     * The position after the bit string whose opening quote ends at {@code at}, with its
     * continuations. Two quotes do not stand for one in it.
     */
    static int bitStringEnd(byte[] text, int at, int limit) {
        int p = at;
        while (p < limit) {
            if (text[p++] == '\'') {
                int resumed = continuation(text, p, limit);
                if (resumed < 0) {
                    return p;
                }
                p = resumed;
            }
        }
        return Lexer.UNTERMINATED;
    }

    /** The position after the quoted identifier whose opening quote ends at {@code at}. */
    static int identifierEnd(byte[] text, int at, int limit) {
        int p = at;
        while (p < limit) {
            if (text[p++] == '"') {
                if (p == limit || text[p] != '"') {
                    return p;
                }
                p++;
            }
        }
        return Lexer.UNTERMINATED;
    }

    /**
     * The position after the delimiter, such as {@code $$} or {@code $tag$}, that starts at the
     * dollar sign at {@code at}; {@code at} itself if none does.
     */
    static int dollarDelimiterEnd(byte[] text, int at, int limit) {
        int p = at + 1;
        if (p < limit && Alphabet.is(text[p], Alphabet.IDENTIFIER_START)) {
            p++;
            while (p < limit && text[p] != '$' && Alphabet.is(text[p], Alphabet.IDENTIFIER)) {
                p++;
            }
        }
        return p < limit && text[p] == '$' ? p + 1 : at;
    }

    /**
     * The position after the second occurrence of the delimiter that lies between {@code start} and
     * {@code at}.
     */
    static int dollarStringEnd(byte[] text, int start, int at, int limit) {
        int length = at - start;
        for (int p = at; p <= limit - length; p++) {
            if (text[p] == '$' && startsWithDelimiter(text, p, start, length)) {
                return p + length;
            }
        }
        return Lexer.UNTERMINATED;
    }

    private static boolean startsWithDelimiter(byte[] text, int at, int start, int length) {
        for (int i = 1; i < length; i++) {
            if (text[at + i] != text[start + i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Where a string constant that was closed just before {@code at} goes on: the position after
     * its next opening quote; negative if it does not go on. Line comments may stand between, block
     * comments may not.
     */
    private static int continuation(byte[] text, int at, int limit) {
        boolean newline = false;
        int p = at;
        while (p < limit) {
            if (Alphabet.is(text[p], Alphabet.SPACE)) {
                newline |= Blanks.isNewline(text[p]);
                p++;
            } else if (Blanks.opensLineComment(text, p, limit)) {
                p = Blanks.lineEnd(text, p + 2, limit);
            } else {
                return newline && text[p] == '\'' ? p + 1 : -1;
            }
        }
        return -1;
    }
}
