package io.howdah.sql;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A parser's place among the tokens of one statement. Before the first and after the last token of
 * the statement it sees {@code END}.
 *
 * <p>A failure is a state: {@link #fail} moves behind the last token, so that whatever reads on
 * finds the end at once, and every loop that stops there stops.
 */
final class TokenCursor {
    private final TokenList tokens;
    private final int from;
    private final int to;
    private int at;
    private boolean failed;

    /** A cursor at the token {@code from} of a statement that ends before the token {@code to}. */
    TokenCursor(TokenList tokens, int from, int to) {
        this.tokens = tokens;
        this.from = from;
        this.to = to;
        this.at = from;
    }

    /** What the token is, by so many tokens ahead of the present one; negative for behind. */
    TokenKind kind(int ahead) {
        int index = at + ahead;
        return index >= from && index < to ? tokens.kind(index) : TokenKind.END;
    }

    TokenKind kind() {
        return at < to ? tokens.kind(at) : TokenKind.END;
    }

    Keyword word(int ahead) {
        int index = at + ahead;
        return index >= from && index < to ? tokens.word(index) : Keyword.NO_KEYWORD;
    }

    Keyword word() {
        return at < to ? tokens.word(at) : Keyword.NO_KEYWORD;
    }

    boolean is(TokenKind kind) {
        return kind() == kind;
    }

    boolean is(Keyword word) {
        return word() == word;
    }

    boolean is(Keyword first, Keyword second) {
        return word() == first && word(1) == second;
    }

    /** Whether the token is this operator or other token of one character. */
    boolean is(char character) {
        return at < to
                && tokens.end(at) == tokens.start(at) + 1
                && tokens.text()[tokens.start(at)] == character;
    }

    boolean isEnd() {
        return at >= to;
    }

    void advance() {
        if (at < to) {
            at++;
        }
    }

    void advance(int count) {
        at = Math.min(to, at + count);
    }

    boolean accept(Keyword word) {
        boolean found = is(word);
        if (found) {
            at++;
        }
        return found;
    }

    boolean accept(Keyword first, Keyword second) {
        boolean found = is(first, second);
        if (found) {
            at += 2;
        }
        return found;
    }

    boolean accept(TokenKind kind) {
        boolean found = !isEnd() && is(kind);
        if (found) {
            at++;
        }
        return found;
    }

    boolean accept(char character) {
        boolean found = is(character);
        if (found) {
            at++;
        }
        return found;
    }

    void expect(Keyword word) {
        if (!accept(word)) {
            fail();
        }
    }

    void expect(TokenKind kind) {
        if (!accept(kind)) {
            fail();
        }
    }

    /** Gives up the statement. */
    void fail() {
        failed = true;
        at = to;
    }

    /** Whether anything was not understood, or is wrong with the text's tokens. */
    boolean hasFailed() {
        return failed || !tokens.isComplete();
    }

    /** The position in the array where the token starts. */
    int start() {
        return tokens.start(Math.min(at, to));
    }

    /** The position in the array where the token before ends. */
    int previousEnd() {
        return tokens.end(Math.max(0, at - 1));
    }

    /** The position in the array where the statement's last token ends. */
    int lastEnd() {
        return tokens.end(to - 1);
    }

    /** Where the cursor is among the tokens. */
    int index() {
        return at;
    }

    /** Goes back to a place where it was. */
    void returnTo(int index) {
        at = index;
    }

    /** Whether the token may name a relation, column or alias. */
    boolean isName() {
        return isName(0);
    }

    boolean isName(int ahead) {
        return switch (kind(ahead)) {
            case QUOTED_IDENTIFIER, UNICODE_IDENTIFIER -> true;
            case IDENTIFIER -> word(ahead).isColumnName();
            default -> false;
        };
    }

    /** Whether the token is any word, reserved ones included, or quoted name. */
    boolean isLabel(int ahead) {
        return switch (kind(ahead)) {
            case QUOTED_IDENTIFIER, UNICODE_IDENTIFIER, IDENTIFIER -> true;
            default -> false;
        };
    }

    /** Reads a name that may be any word. */
    String label() {
        if (!isLabel(0)) {
            fail();
            return "";
        }
        int token = at++;
        return switch (tokens.kind(token)) {
            case QUOTED_IDENTIFIER ->
                    Names.quoted(tokens.text(), tokens.start(token), tokens.end(token));
            case UNICODE_IDENTIFIER ->
                    Names.unicode(tokens.text(), tokens.start(token), tokens.end(token), escape());
            default -> Names.unquoted(tokens.text(), tokens.start(token), tokens.end(token));
        };
    }

    /** Reads a name that is no reserved word. */
    String name() {
        if (!isName()) {
            fail();
            return "";
        }
        return label();
    }

    /** Whether the token is a string constant; B'' and X'' are none. */
    boolean isString() {
        return kind().isStringLiteral();
    }

    /** Reads a string constant; empty if the token is none or cannot be read. */
    Optional<String> string() {
        if (!isString()) {
            return Optional.empty();
        }
        int token = at++;
        return Strings.value(
                tokens.text(),
                tokens.kind(token),
                tokens.start(token),
                tokens.end(token),
                tokens.standardConformingStrings(),
                escape());
    }

    /** The token as it is written, if it is of ASCII. */
    String spelling() {
        return new String(
                tokens.text(),
                tokens.start(at),
                tokens.end(at) - tokens.start(at),
                StandardCharsets.ISO_8859_1);
    }

    /** The character that {@code UESCAPE} gives here, or the backslash. */
    private char escape() {
        if (is(Keyword.UESCAPE) && kind(1) == TokenKind.STRING) {
            char escape = (char) tokens.text()[tokens.start(at + 1) + 1];
            at += 2;
            return escape;
        }
        return '\\';
    }
}
