package io.howdah.sql;

import java.util.Objects;

/**
 * A cursor over the tokens of an SQL text, by the whole lexical grammar of PostgreSQL.
 *
 * <p>It reads the bytes in place and makes no object a token: {@link #next} answers the kind,
 * {@link #start} and {@link #end} where the token lies. Tokens, white space and comments tile the
 * text. Every byte is looked at a bounded number of times, so a text of any content costs time
 * linear in its length. A lexer is for one thread at a time, and the text must not change while it
 * reads.
 *
 * <p><b>Invalid texts.</b> Lexing never fails. A quote or comment that is not closed reaches to the
 * end of the text and makes {@link #isComplete} false. Bytes that start no token are {@link
 * TokenKind#OTHER}. PostgreSQL refuses both, so what the caller makes of such a text has no effect
 * on a server. What PostgreSQL refuses by content is not looked at: the escapes in strings, the
 * digits of bit strings, the length of operators and names.
 *
 * <p><b>Versions.</b> The grammar is that of PostgreSQL 18, which reads all that older ones read in
 * the same way but for numbers that run into letters: see {@link TokenKind#MALFORMED_NUMBER}.
 *
 * <p><b>Encodings.</b> The text may be in any encoding in which bytes below 128 are ASCII wherever
 * they stand: UTF-8, LATIN1 and its kin, EUC. In the client encodings SJIS, SHIFT_JIS_2004, BIG5,
 * GBK, UHC, GB18030 and JOHAB the second byte of a character may look like a backslash or letter;
 * what this class says of such a text may be wrong.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">Lexical
 *     structure</a>
 * @see <a
 *     href="https://github.com/postgres/postgres/blob/REL_18_STABLE/src/backend/parser/scan.l">scan.l</a>
 */
public final class Lexer {
    /**
     * What the functions that look for a token's end answer if a quote or comment is not closed.
     */
    static final int UNTERMINATED = -1;

    private final byte[] text;
    private final int limit;
    private final boolean standardConformingStrings;
    private int start;
    private int end;
    private boolean complete = true;

    /**
     * A cursor before the first token of {@code text[offset, offset + length)}.
     *
     * @param standardConformingStrings the session's setting: whether a backslash in {@code '...'}
     *     is a plain character
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public Lexer(byte[] text, int offset, int length, boolean standardConformingStrings) {
        Objects.checkFromIndexSize(offset, length, text.length);
        this.text = text;
        this.limit = offset + length;
        this.standardConformingStrings = standardConformingStrings;
        this.start = offset;
        this.end = offset;
    }

    /** Moves to the next token and answers its kind; {@link TokenKind#END} when there is none. */
    public TokenKind next() {
        int at = end;
        if (at < limit && text[at] == ' ') {
            at++;
        }
        if (at < limit && Alphabet.is(text[at], Alphabet.IDENTIFIER_START)) {
            return word(at);
        }
        return other(Blanks.skip(text, at, limit));
    }

    /**
     * The position of the token's first byte, counted from the start of the array; at the end, the
     * text's end.
     */
    public int start() {
        return start;
    }

    /** The position after the token's last byte, counted from the start of the array. */
    public int end() {
        return end;
    }

    /**
     * Whether all quotes and comments so far were closed; final once {@link TokenKind#END} was
     * answered.
     */
    public boolean isComplete() {
        return complete;
    }

    /** Whether a backslash in {@code '...'} is a plain character. */
    boolean standardConformingStrings() {
        return standardConformingStrings;
    }

    /** Whether the token is this one ASCII character. */
    public boolean is(char character) {
        return end == start + 1 && text[start] == character;
    }

    private TokenKind word(int at) {
        int p = at + 1;
        while (p < limit && Alphabet.is(text[p], Alphabet.IDENTIFIER)) {
            p++;
        }
        if (p == at + 1 && p < limit && Alphabet.is(text[at], Alphabet.PREFIX)) {
            return prefixed(at);
        }
        return token(TokenKind.IDENTIFIER, at, p);
    }

    /**
     * The string or quoted identifier of which the letter is the prefix, or else an identifier of
     * that letter.
     */
    private TokenKind prefixed(int at) {
        if (follows(at, '\'')) {
            return switch (text[at]) {
                case 'b', 'B' -> bitString(TokenKind.BIT_STRING, at);
                case 'e', 'E' -> string(TokenKind.ESCAPE_STRING, at, at + 2, true);
                case 'n', 'N' ->
                        string(TokenKind.NATIONAL_STRING, at, at + 2, !standardConformingStrings);
                case 'x', 'X' -> bitString(TokenKind.HEX_STRING, at);
                default -> token(TokenKind.IDENTIFIER, at, at + 1);
            };
        }
        if (follows(at, '&') && (text[at] | 0x20) == 'u') {
            if (follows(at + 1, '\'')) {
                return string(TokenKind.UNICODE_STRING, at, at + 3, false);
            }
            if (follows(at + 1, '"')) {
                return quoted(
                        TokenKind.UNICODE_IDENTIFIER,
                        at,
                        Quotes.identifierEnd(text, at + 3, limit));
            }
        }
        return token(TokenKind.IDENTIFIER, at, at + 1);
    }

    /** The token at {@code at}, which is neither blank nor a letter. */
    private TokenKind other(int at) {
        if (at == UNTERMINATED || at == limit) {
            complete &= at == limit;
            return token(TokenKind.END, limit, limit);
        }
        return switch (text[at]) {
            case '(' -> token(TokenKind.LEFT_PARENTHESIS, at, at + 1);
            case ')' -> token(TokenKind.RIGHT_PARENTHESIS, at, at + 1);
            case '[' -> token(TokenKind.LEFT_BRACKET, at, at + 1);
            case ']' -> token(TokenKind.RIGHT_BRACKET, at, at + 1);
            case ',' -> token(TokenKind.COMMA, at, at + 1);
            case ';' -> token(TokenKind.SEMICOLON, at, at + 1);
            case ':' -> colon(at);
            case '.' -> dot(at);
            case '$' -> dollar(at);
            case '\'' -> string(TokenKind.STRING, at, at + 1, !standardConformingStrings);
            case '"' ->
                    quoted(
                            TokenKind.QUOTED_IDENTIFIER,
                            at,
                            Quotes.identifierEnd(text, at + 1, limit));
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
                    number(TokenKind.NUMBER, at, Numbers.end(text, at, limit));
            default -> rest(at);
        };
    }

    private TokenKind rest(int at) {
        if (Alphabet.is(text[at], Alphabet.IDENTIFIER_START)) {
            return word(at);
        }
        if (!Alphabet.is(text[at], Alphabet.OPERATOR)) {
            return token(TokenKind.OTHER, at, at + 1);
        }
        int p = Operators.end(text, at, limit);
        boolean arrow = p == at + 2 && text[at] == '=' && text[at + 1] == '>';
        return token(arrow ? TokenKind.EQUALS_GREATER : TokenKind.OPERATOR, at, p);
    }

    private TokenKind colon(int at) {
        if (follows(at, ':')) {
            return token(TokenKind.TYPECAST, at, at + 2);
        }
        if (follows(at, '=')) {
            return token(TokenKind.COLON_EQUALS, at, at + 2);
        }
        return token(TokenKind.COLON, at, at + 1);
    }

    private TokenKind dot(int at) {
        if (follows(at, '.')) {
            return token(TokenKind.DOT_DOT, at, at + 2);
        }
        if (digitFollows(at)) {
            return number(TokenKind.NUMBER, at, Numbers.end(text, at, limit));
        }
        return token(TokenKind.DOT, at, at + 1);
    }

    private TokenKind dollar(int at) {
        if (digitFollows(at)) {
            int p = at + 2;
            while (p < limit && Alphabet.is(text[p], Alphabet.DIGIT)) {
                p++;
            }
            return number(TokenKind.PARAMETER, at, p);
        }
        int body = Quotes.dollarDelimiterEnd(text, at, limit);
        if (body == at) {
            return token(TokenKind.OTHER, at, at + 1);
        }
        return quoted(TokenKind.DOLLAR_STRING, at, Quotes.dollarStringEnd(text, at, body, limit));
    }

    private boolean follows(int at, char character) {
        return at + 1 < limit && text[at + 1] == character;
    }

    private boolean digitFollows(int at) {
        return at + 1 < limit && Alphabet.is(text[at + 1], Alphabet.DIGIT);
    }

    private TokenKind number(TokenKind kind, int at, int p) {
        boolean runsOn = p < limit && Alphabet.is(text[p], Alphabet.IDENTIFIER_START);
        return token(runsOn ? TokenKind.MALFORMED_NUMBER : kind, at, p);
    }

    private TokenKind string(TokenKind kind, int at, int body, boolean escapes) {
        return quoted(kind, at, Quotes.stringEnd(text, body, limit, escapes));
    }

    private TokenKind bitString(TokenKind kind, int at) {
        return quoted(kind, at, Quotes.bitStringEnd(text, at + 2, limit));
    }

    private TokenKind quoted(TokenKind kind, int at, int p) {
        if (p == UNTERMINATED) {
            complete = false;
            return token(kind, at, limit);
        }
        return token(kind, at, p);
    }

    private TokenKind token(TokenKind kind, int from, int to) {
        start = from;
        end = to;
        return kind;
    }
}
