package io.howdah.sql;

/**
 * A cursor over a text's tokens that knows the present and the previous {@link Word} and notes what
 * tokens tell wherever they stand: names, string literals, parentheses.
 *
 * <p><b>Names.</b> A function is called where its name is followed by a parenthesis or, as
 * PostgreSQL reads {@code (x).currval} like {@code currval(x)}, where it follows a dot. Which
 * schema the name is in does not count. A name in {@code U&"…"} form could be any, so it has the
 * effects of all.
 */
final class WordCursor {
    private static final int EFFECTS_OF_ANY_NAME = effectsOfAnyName();

    private final byte[] text;
    private final Lexer lexer;

    private TokenKind token = TokenKind.END;
    private Word word = Word.NONE;
    private Word previous = Word.NONE;
    private int parentheses;

    private int effects;
    private int effectsIfCalled;
    private boolean stringLiteral;
    private boolean namesSettings;

    WordCursor(byte[] text, Lexer lexer) {
        this.text = text;
        this.lexer = lexer;
    }

    /** Moves to the next token. */
    void advance() {
        advance(false);
    }

    /** Moves to the next token that is a word, a semicolon or the end. */
    void advanceToWord() {
        advance(true);
    }

    /**
     * The state is kept in variables while it moves, as every reference put into a field costs a
     * barrier.
     */
    private void advance(boolean toWord) {
        TokenKind kind = token;
        Word found = word;
        Word before;
        do {
            boolean afterDot = kind == TokenKind.DOT;
            int called = effectsIfCalled;
            effectsIfCalled = 0;
            before = found;
            found = Word.NONE;
            kind = lexer.next();
            switch (kind) {
                case IDENTIFIER -> {
                    found = WordTable.find(text, lexer.start(), lexer.end());
                    name(found, afterDot);
                }
                case QUOTED_IDENTIFIER -> name(quotedWord(), afterDot);
                case UNICODE_IDENTIFIER -> effects |= EFFECTS_OF_ANY_NAME;
                case LEFT_PARENTHESIS -> {
                    parentheses++;
                    effects |= called;
                }
                case RIGHT_PARENTHESIS -> parentheses--;
                case STRING, ESCAPE_STRING, NATIONAL_STRING, UNICODE_STRING, DOLLAR_STRING ->
                        stringLiteral = true;
                default -> {}
            }
        } while (toWord
                && found == Word.NONE
                && kind != TokenKind.SEMICOLON
                && kind != TokenKind.END);
        token = kind;
        word = found;
        previous = before;
    }

    TokenKind token() {
        return token;
    }

    /** The word that the token is; none if it is no word that matters, or is quoted. */
    Word word() {
        return word;
    }

    /** The word that the token before was, directly before this one. */
    Word previous() {
        return previous;
    }

    /**
     * The word between the quotes of the token, which is a string or quoted identifier without
     * prefix.
     */
    Word quotedWord() {
        return WordTable.find(text, lexer.start() + 1, lexer.end() - 1);
    }

    /** Whether the token is this one character. */
    boolean is(char character) {
        return lexer.is(character);
    }

    /** Whether the token is within parentheses. */
    boolean inParentheses() {
        return parentheses > 0;
    }

    /** Takes all parentheses for closed: a statement ends here. */
    void closeParentheses() {
        parentheses = 0;
    }

    /** Adds effects, given as a mask. */
    void add(int mask) {
        effects |= mask;
    }

    void add(SessionEffect effect) {
        effects |= effect.bit();
    }

    /** The effects so far, as a mask. */
    int effects() {
        return effects;
    }

    /** Whether any token so far was a string literal. */
    boolean holdsStringLiteral() {
        return stringLiteral;
    }

    /** Whether any name so far was that of the view pg_settings. */
    boolean namesSettings() {
        return namesSettings;
    }

    private void name(Word name, boolean afterDot) {
        if (name == Word.NONE) {
            return;
        }
        if (afterDot) {
            effects |= name.effectsCalled();
        } else {
            effectsIfCalled = name.effectsCalled();
        }
        if (name == Word.PG_TEMP) {
            add(SessionEffect.CREATES_TEMPORARY);
        }
        namesSettings |= name == Word.PG_SETTINGS;
    }

    private static int effectsOfAnyName() {
        int effects = SessionEffect.CREATES_TEMPORARY.bit();
        for (Word word : Word.values()) {
            effects |= word.effectsCalled();
        }
        return effects;
    }
}
