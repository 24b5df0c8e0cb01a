package io.howdah.sql;

import java.util.Arrays;

/** All tokens of a text, so that a parser may look ahead; the last one is {@code END}. */
final class TokenList {
    private static final int FIRST_SIZE = 64;

    private final byte[] text;
    private final boolean standardConformingStrings;
    private final boolean complete;
    private TokenKind[] kinds = new TokenKind[FIRST_SIZE];
    private Keyword[] words = new Keyword[FIRST_SIZE];
    private int[] starts = new int[FIRST_SIZE];
    private int[] ends = new int[FIRST_SIZE];
    private int size;

    private TokenList(byte[] text, Lexer lexer) {
        this.text = text;
        TokenKind kind;
        do {
            kind = lexer.next();
            add(kind, lexer);
        } while (kind != TokenKind.END);
        this.complete = lexer.isComplete();
        this.standardConformingStrings = lexer.standardConformingStrings();
    }

    static TokenList of(byte[] text, Lexer lexer) {
        return new TokenList(text, lexer);
    }

    /** The number of tokens, {@code END} included. */
    int size() {
        return size;
    }

    TokenKind kind(int index) {
        return kinds[index];
    }

    /** The key word that the token is; none for a quoted identifier. */
    Keyword word(int index) {
        return words[index];
    }

    int start(int index) {
        return starts[index];
    }

    int end(int index) {
        return ends[index];
    }

    byte[] text() {
        return text;
    }

    /** Whether all quotes and comments are closed. */
    boolean isComplete() {
        return complete;
    }

    /** Whether a backslash in {@code '…'} is a plain character. */
    boolean standardConformingStrings() {
        return standardConformingStrings;
    }

    private void add(TokenKind kind, Lexer lexer) {
        if (size == kinds.length) {
            int longer = size * 2;
            kinds = Arrays.copyOf(kinds, longer);
            words = Arrays.copyOf(words, longer);
            starts = Arrays.copyOf(starts, longer);
            ends = Arrays.copyOf(ends, longer);
        }
        kinds[size] = kind;
        starts[size] = lexer.start();
        ends[size] = lexer.end();
        words[size] =
                kind == TokenKind.IDENTIFIER
                        ? KeywordTable.find(text, lexer.start(), lexer.end())
                        : Keyword.NO_KEYWORD;
        size++;
    }
}
