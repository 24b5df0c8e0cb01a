package io.howdah.sql;

/** White space and comments, which separate tokens. */
final class Blanks {
    private Blanks() {}

    /**
     * The position of the first byte from {@code at} on that is neither white space nor comment;
     * {@code limit} if there is none, {@link Lexer#UNTERMINATED} if a comment does not end.
     */
    static int skip(byte[] text, int at, int limit) {
        int p = at;
        while (p < limit) {
            if (Alphabet.is(text[p], Alphabet.SPACE)) {
                p++;
            } else if (opensLineComment(text, p, limit)) {
                p = lineEnd(text, p + 2, limit);
            } else if (opensBlockComment(text, p, limit)) {
                p = blockEnd(text, p + 2, limit);
                if (p == Lexer.UNTERMINATED) {
                    return Lexer.UNTERMINATED;
                }
            } else {
                return p;
            }
        }
        return limit;
    }

    static boolean opensLineComment(byte[] text, int at, int limit) {
        return text[at] == '-' && at + 1 < limit && text[at + 1] == '-';
    }

    static boolean opensBlockComment(byte[] text, int at, int limit) {
        return text[at] == '/' && at + 1 < limit && text[at + 1] == '*';
    }

    static boolean isNewline(byte b) {
        return b == '\n' || b == '\r';
    }

    /**
     * The position of the first line feed or carriage return from {@code at} on, or {@code limit}.
     */
    static int lineEnd(byte[] text, int at, int limit) {
        int p = at;
        while (p < limit && !isNewline(text[p])) {
            p++;
        }
        return p;
    }

    /**
     * The position after the block comment whose opening ends at {@code at}; such comments nest.
     */
    private static int blockEnd(byte[] text, int at, int limit) {
        int depth = 1;
        int p = at;
        while (p + 1 < limit) {
            if (text[p] == '*' && text[p + 1] == '/') {
                p += 2;
                if (--depth == 0) {
                    return p;
                }
            } else if (opensBlockComment(text, p, limit)) {
                p += 2;
                depth++;
            } else {
                p++;
            }
        }
        return Lexer.UNTERMINATED;
    }
}
