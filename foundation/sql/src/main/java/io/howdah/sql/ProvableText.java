package io.howdah.sql;

import java.nio.charset.StandardCharsets;

/**
 * Whether a text is one whose answer depends on its literals' values only, so far as its tokens
 * tell. It is one plain SELECT and holds
 *
 * <ul>
 *   <li>no query within it: no further SELECT, VALUES or TABLE, no WITH, UNION or the like;
 *   <li>no INTO and no FOR, which make tables and lock rows; no TABLESAMPLE;
 *   <li>no parameters, which in a simple query are errors;
 *   <li>no strings but plain ones: no prefix, dollar quotes, backslash (whose meaning is a
 *       setting's) or parts on several lines, and none that holds one of the {@link TimeWords};
 *   <li>no name that begins with {@code pg_} and no {@code current_query}: some show the
 *       statement's own text;
 *   <li>no name longer than 63 bytes, of which PostgreSQL tells the client when it reads the text,
 *       and none in {@code U&"..."} form;
 *   <li>no reserved word after AS or a dot, so that such words are what they seem to be.
 * </ul>
 */
final class ProvableText {
    private static final int LONGEST_NAME = 63;
    private static final byte[] CATALOG_PREFIX = "pg_".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CURRENT_QUERY = "current_query".getBytes(StandardCharsets.US_ASCII);

    private final TokenList tokens;

    private ProvableText(TokenList tokens) {
        this.tokens = tokens;
    }

    /** Whether the tokens are those of such a text. */
    static boolean isProvable(TokenList tokens) {
        return tokens.isComplete() && new ProvableText(tokens).isProvable();
    }

    private boolean isProvable() {
        int size = size();
        if (tokens.word(0) != Keyword.SELECT) {
            return false;
        }
        for (int i = 1; i < size; i++) {
            if (!isProvable(i)) {
                return false;
            }
        }
        return true;
    }

    /** The number of tokens before the semicolons at the end. */
    private int size() {
        int size = tokens.size() - 1;
        while (size > 1 && tokens.kind(size - 1) == TokenKind.SEMICOLON) {
            size--;
        }
        return size;
    }

    private boolean isProvable(int index) {
        int start = tokens.start(index);
        int end = tokens.end(index);
        return switch (tokens.kind(index)) {
            case IDENTIFIER -> isWord(index) && isName(start, end);
            case QUOTED_IDENTIFIER -> isName(start + 1, end - 1);
            case STRING -> RepeatableText.isPlain(tokens.text(), start + 1, end - 1);
            case NUMBER, OPERATOR, COMMA, DOT, TYPECAST, EQUALS_GREATER -> true;
            case LEFT_PARENTHESIS, RIGHT_PARENTHESIS, LEFT_BRACKET, RIGHT_BRACKET, COLON -> true;
            default -> false;
        };
    }

    private boolean isWord(int index) {
        return switch (tokens.word(index)) {
            case SELECT, VALUES, TABLE, WITH, UNION, INTERSECT, EXCEPT -> false;
            case INTO, FOR, TABLESAMPLE, UESCAPE -> false;
            default -> !isLabel(index);
        };
    }

    private boolean isLabel(int index) {
        return tokens.word(index).category() == Keyword.Category.RESERVED
                && (tokens.word(index - 1) == Keyword.AS
                        || tokens.kind(index - 1) == TokenKind.DOT);
    }

    private boolean isName(int start, int end) {
        return end - start <= LONGEST_NAME
                && !isSpelt(CATALOG_PREFIX, start, Math.min(end, start + CATALOG_PREFIX.length))
                && !isSpelt(CURRENT_QUERY, start, end);
    }

    private boolean isSpelt(byte[] word, int start, int end) {
        if (end - start != word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (Names.folded(tokens.text()[start + i]) != word[i]) {
                return false;
            }
        }
        return true;
    }
}
