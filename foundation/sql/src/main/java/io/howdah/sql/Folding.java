package io.howdah.sql;

/**
 * Folds one text after the other into a buffer, in one pass over the tokens. What is folded is told
 * at {@link Digester}. For one thread.
 */
final class Folding {
    private static final byte[] MARK = {FoldedBuffer.MARK};
    private static final byte[] SEMICOLON = {';'};

    private final FoldedBuffer folded;
    private final FoldedLevels levels = new FoldedLevels();
    private final FoldedConstants constants = new FoldedConstants();

    private TokenKind previous = TokenKind.END;
    private Keyword previousWord = Keyword.NO_KEYWORD;
    private Keyword wordBefore = Keyword.NO_KEYWORD;
    private boolean semicolon;
    private boolean negative;
    private boolean backslashes;

    Folding(FoldedBuffer folded) {
        this.folded = folded;
    }

    /** Folds the text; answers whether it is complete and fits. */
    boolean fold(byte[] text, Lexer lexer) {
        folded.clear();
        levels.clear();
        constants.startStatement();
        previous = TokenKind.END;
        previousWord = Keyword.NO_KEYWORD;
        wordBefore = Keyword.NO_KEYWORD;
        semicolon = false;
        negative = false;
        backslashes = false;
        for (TokenKind kind = lexer.next(); kind != TokenKind.END; kind = lexer.next()) {
            if (folded.isFull()) {
                return false;
            }
            if (kind == TokenKind.SEMICOLON) {
                semicolon = folded.length() > 0;
            } else {
                separateStatements();
                token(kind, text, lexer);
            }
        }
        return lexer.isComplete() && !folded.isFull();
    }

    /** Whether a string that stays holds a backslash, whose meaning depends on a setting. */
    boolean keepsBackslashes() {
        return backslashes;
    }

    private void separateStatements() {
        if (semicolon) {
            semicolon = false;
            folded.closing(SEMICOLON, 0, 1);
            levels.setValues(false);
            if (levels.depth() == 0) {
                constants.startStatement();
            }
            previous = TokenKind.SEMICOLON;
        }
    }

    private void token(TokenKind kind, byte[] text, Lexer lexer) {
        int start = lexer.start();
        int end = lexer.end();
        Keyword word =
                kind == TokenKind.IDENTIFIER
                        ? KeywordTable.find(text, start, end)
                        : Keyword.NO_KEYWORD;
        constants.see(kind, word, previousWord);
        switch (kind) {
            case IDENTIFIER -> word(word, text, start, end);
            case LEFT_PARENTHESIS, LEFT_BRACKET -> open(kind, text, start, end);
            case RIGHT_PARENTHESIS, RIGHT_BRACKET -> close(text, start, end);
            case COMMA -> comma(text, start, end);
            case DOT -> folded.opening(text, start, end, false);
            case NUMBER, PARAMETER, STRING, ESCAPE_STRING, NATIONAL_STRING ->
                    constant(kind, text, start, end);
            case UNICODE_STRING, DOLLAR_STRING, BIT_STRING, HEX_STRING ->
                    constant(kind, text, start, end);
            default -> folded.token(text, start, end);
        }
        previous = kind;
        wordBefore = previousWord;
        previousWord = word;
    }

    private void word(Keyword word, byte[] text, int start, int end) {
        switch (word) {
            case BY ->
                    levels.setPositional(
                            previousWord == Keyword.ORDER || previousWord == Keyword.GROUP);
            case SELECT, WITH, TABLE, UNION, INTERSECT, EXCEPT, LIMIT, OFFSET -> {
                levels.setPositional(false);
                levels.makePlain();
            }
            default -> {}
        }
        if (word == Keyword.VALUES && constants.areFolded()) {
            levels.makePlain();
        }
        folded.word(text, start, end);
        if (levels.isValues()) {
            levels.setValues(false);
        }
        if (word == Keyword.VALUES && constants.areFolded()) {
            levels.setValues(true);
        }
    }

    private void constant(TokenKind kind, byte[] text, int start, int end) {
        boolean position =
                kind == TokenKind.NUMBER
                        && levels.isPositional()
                        && (previousWord == Keyword.BY
                                || previous == TokenKind.COMMA
                                || previous == TokenKind.LEFT_PARENTHESIS);
        if (position || isPrecision() || !constants.areFolded()) {
            folded.token(text, start, end);
            backslashes |= kind.isStringLiteral() && has(text, start, end);
        } else {
            negative = kind == TokenKind.NUMBER;
            folded.mark();
        }
    }

    /** {@code FLOAT(24)} and {@code FLOAT(25)} are different types. */
    private boolean isPrecision() {
        return previous == TokenKind.LEFT_PARENTHESIS && wordBefore == Keyword.FLOAT;
    }

    private static boolean has(byte[] text, int start, int end) {
        for (int p = start; p < end; p++) {
            if (text[p] == '\\') {
                return true;
            }
        }
        return false;
    }

    private void open(TokenKind kind, byte[] text, int start, int end) {
        boolean row =
                kind == TokenKind.LEFT_PARENTHESIS
                        && (levels.isValues()
                                ? previousWord == Keyword.VALUES || previous == TokenKind.COMMA
                                : levels.kind() == FoldedLevels.LIST && startsElement());
        if (levels.isValues()) {
            if (row) {
                levels.setStart(folded.next());
            } else {
                levels.setValues(false);
            }
        }
        folded.opening(text, start, end, kind == TokenKind.LEFT_PARENTHESIS);
        levels.open(row ? FoldedLevels.ROW : kindOf(kind), opensPositions());
        levels.setStart(folded.next());
    }

    private int kindOf(TokenKind kind) {
        if (!constants.areFolded()) {
            return FoldedLevels.PLAIN;
        }
        if (kind == TokenKind.LEFT_BRACKET) {
            return previousWord == Keyword.ARRAY ? FoldedLevels.ARRAY : FoldedLevels.PLAIN;
        }
        return previousWord == Keyword.IN ? FoldedLevels.LIST : FoldedLevels.PLAIN;
    }

    private boolean startsElement() {
        return previous == TokenKind.COMMA || previous == TokenKind.LEFT_PARENTHESIS;
    }

    private boolean opensPositions() {
        if (previousWord == Keyword.ON) {
            return wordBefore == Keyword.DISTINCT;
        }
        if (!levels.isPositional()) {
            return false;
        }
        return startsElement()
                || switch (previousWord) {
                    case BY, ROLLUP, CUBE, SETS -> true;
                    default -> false;
                };
    }

    private void comma(byte[] text, int start, int end) {
        endElement();
        folded.closing(text, start, end);
        levels.setStart(folded.next());
    }

    private void close(byte[] text, int start, int end) {
        endElement();
        folded.closing(text, start, end);
        levels.close();
        if (levels.isValues()) {
            merge();
        }
    }

    /** An element is complete: makes a constant of a negative number, NULL, TRUE or FALSE. */
    private void endElement() {
        if (levels.kind() == FoldedLevels.PLAIN) {
            return;
        }
        int from = levels.start();
        boolean constant =
                (negative && folded.endsWith(from, "- $"))
                        || folded.endsWith(from, "null")
                        || folded.endsWith(from, "true")
                        || folded.endsWith(from, "false");
        if (constant) {
            folded.truncate(from);
            folded.closing(MARK, 0, 1);
        }
        if (levels.kind() == FoldedLevels.LIST
                || (levels.kind() == FoldedLevels.ARRAY && folded.endsWith(levels.start(), "$"))) {
            merge();
        } else if (levels.kind() == FoldedLevels.ARRAY) {
            levels.setPrevious(0, -1);
        }
    }

    /** Takes the element back if it equals the one before. */
    private void merge() {
        int from = levels.start();
        int to = folded.length();
        if (from > to) {
            return;
        }
        if (levels.previousEnd() >= 0
                && folded.repeats(levels.previousStart(), levels.previousEnd(), from, to)) {
            folded.truncate(levels.previousEnd());
        } else {
            levels.setPrevious(from, to);
        }
    }
}
