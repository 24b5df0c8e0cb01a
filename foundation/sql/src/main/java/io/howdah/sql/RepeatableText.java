package io.howdah.sql;

/**
 * Whether PostgreSQL reads a text the same way each time, in sessions with the same settings, so
 * that reading it once is enough. What it would say when it reads a text is missed the second time,
 * and what it makes of a string then stays: so
 *
 * <ul>
 *   <li>no string may hold one of the {@link TimeWords}, such as {@code 'now'}: it becomes the time
 *       at which it is read;
 *   <li>all strings are plain ones, without a backslash, of which a warning may come;
 *   <li>no name is longer than 63 bytes, of which a notice comes.
 * </ul>
 */
public final class RepeatableText {
    private static final int LONGEST_NAME = 63;

    private RepeatableText() {}

    /**
     * Whether {@code text[offset, offset + length)} is such a text.
     *
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public static boolean isRepeatable(byte[] text, int offset, int length) {
        // How strings with a backslash are read does not matter, as they are not taken.
        Lexer lexer = new Lexer(text, offset, length, true);
        for (TokenKind kind = lexer.next(); kind != TokenKind.END; kind = lexer.next()) {
            if (!isRepeatable(kind, text, lexer.start(), lexer.end())) {
                return false;
            }
        }
        return lexer.isComplete();
    }

    /**
     * Whether a string in {@code text[offset, offset + length)} may become the time at which it is
     * read.
     *
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public static boolean mayHoldTime(byte[] text, int offset, int length) {
        Lexer lexer = new Lexer(text, offset, length, true);
        for (TokenKind kind = lexer.next(); kind != TokenKind.END; kind = lexer.next()) {
            boolean holdsTime =
                    switch (kind) {
                        case STRING, DOLLAR_STRING ->
                                TimeWords.in(text, lexer.start(), lexer.end());
                        case ESCAPE_STRING, NATIONAL_STRING, UNICODE_STRING, OTHER -> true;
                        default -> false;
                    };
            if (holdsTime) {
                return true;
            }
        }
        return !lexer.isComplete();
    }

    private static boolean isRepeatable(TokenKind kind, byte[] text, int start, int end) {
        return switch (kind) {
            case IDENTIFIER -> end - start <= LONGEST_NAME;
            case QUOTED_IDENTIFIER -> end - start - 2 <= LONGEST_NAME;
            case STRING -> isPlain(text, start + 1, end - 1);
            case DOLLAR_STRING -> !TimeWords.in(text, start, end);
            case UNICODE_IDENTIFIER, ESCAPE_STRING, NATIONAL_STRING, UNICODE_STRING -> false;
            case MALFORMED_NUMBER, OTHER -> false;
            default -> true;
        };
    }

    /** Whether nothing but two quotes for one is special in what is between the quotes. */
    static boolean isPlain(byte[] text, int start, int end) {
        for (int p = start; p < end; p++) {
            if (text[p] == '\\') {
                return false;
            }
            if (text[p] == '\'' && (++p == end || text[p] != '\'')) {
                return false;
            }
        }
        return !TimeWords.in(text, start, end);
    }
}
