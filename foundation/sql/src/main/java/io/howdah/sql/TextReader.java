package io.howdah.sql;

/**
 * Reads a text once, statement by statement, for its {@link TextProfile}. It is not a parser: it
 * knows how statements begin and end, and which words inside them matter.
 *
 * <p><b>Where statements end.</b> At a semicolon, but not within parentheses ({@code CREATE RULE …
 * DO (a; b)}) nor between {@code BEGIN ATOMIC} and its {@code END} in the body of a routine. The
 * latter is found as psql finds it, by counting {@code CASE} and {@code END}, which columns called
 * so can upset. Hence no effect depends on it: what follows any semicolon is read for effects as a
 * statement of its own.
 */
final class TextReader {
    private final Lexer lexer;
    private final WordCursor cursor;

    private boolean routine;
    private int blocks;
    private boolean makesInto;
    private boolean updates;

    TextReader(byte[] text, Lexer lexer) {
        this.lexer = lexer;
        this.cursor = new WordCursor(text, lexer);
    }

    TextProfile read() {
        int statements = 0;
        StatementKind first = StatementKind.EMPTY;
        cursor.advance();
        while (cursor.token() != TokenKind.END) {
            if (cursor.token() != TokenKind.SEMICOLON) {
                StatementKind kind = statement();
                if (statements++ == 0) {
                    first = kind;
                }
            }
            cursor.advance();
        }
        if (updates && cursor.namesSettings()) {
            cursor.add(SessionEffect.CALLS_SET_CONFIG);
        }
        return TextProfile.of(
                statements,
                first,
                cursor.effects(),
                cursor.holdsStringLiteral(),
                lexer.isComplete());
    }

    /** Reads from a statement's first token up to its semicolon or the end of the text. */
    private StatementKind statement() {
        routine = false;
        blocks = 0;
        StatementKind outermost = Opening.read(cursor);
        StatementKind kind = outermost;
        while (cursor.token() != TokenKind.END) {
            if (cursor.token() != TokenKind.SEMICOLON) {
                inside(kind);
                cursor.advanceToWord();
            } else if (cursor.inParentheses() || blocks > 0) {
                cursor.advance();
                kind = Opening.read(cursor);
            } else {
                break;
            }
        }
        cursor.closeParentheses();
        return outermost;
    }

    /** Notes what the present token tells inside a statement of the kind. */
    private void inside(StatementKind kind) {
        Word previous = cursor.previous();
        switch (cursor.word()) {
            case UPDATE -> updates = true;
            case INTO -> into();
            case TEMP, TEMPORARY -> note(makes(previous), SessionEffect.CREATES_TEMPORARY);
            case CREATE -> note(kind == StatementKind.EXPLAIN, SessionEffect.DEFINES);
            case EXECUTE -> note(executes(kind), SessionEffect.EXECUTES);
            case HOLD ->
                    note(
                            kind == StatementKind.DECLARE && previous == Word.WITH,
                            SessionEffect.HOLDS_CURSOR);
            case FUNCTION, PROCEDURE ->
                    routine |= previous == Word.CREATE || previous == Word.REPLACE;
            case ATOMIC, CASE, END -> block();
            default -> {}
        }
    }

    /**
     * {@code SELECT … INTO} makes a table; {@code INSERT INTO} and {@code MERGE INTO} name one,
     * which may be called temp.
     */
    private void into() {
        makesInto = cursor.previous() != Word.INSERT && cursor.previous() != Word.MERGE;
        note(makesInto, SessionEffect.DEFINES);
    }

    /** Whether TEMP after this word says what kind of object is made, rather than being a name. */
    private boolean makes(Word previous) {
        return switch (previous) {
            case CREATE, REPLACE, LOCAL, GLOBAL -> true;
            case INTO -> makesInto;
            default -> false;
        };
    }

    private boolean executes(StatementKind kind) {
        return kind == StatementKind.EXPLAIN
                || (kind == StatementKind.DDL && cursor.previous() == Word.AS);
    }

    private void block() {
        if (cursor.inParentheses()) {
            return;
        }
        if (cursor.word() == Word.ATOMIC) {
            blocks += routine && blocks == 0 && cursor.previous() == Word.BEGIN ? 1 : 0;
        } else if (blocks > 0) {
            blocks += cursor.word() == Word.CASE ? 1 : -1;
        }
    }

    private void note(boolean condition, SessionEffect effect) {
        if (condition) {
            cursor.add(effect);
        }
    }
}
