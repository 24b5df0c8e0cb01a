package io.howdah.sql;

/** Reads DECLARE, FETCH, MOVE and CLOSE. */
final class CursorReader {
    private final Grammar grammar;
    private final TokenCursor cursor;

    CursorReader(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor();
    }

    Outcome declare() {
        cursor.advance();
        String name = cursor.name();
        while (cursor.is(TokenKind.IDENTIFIER) && !cursor.is(Keyword.CURSOR)) {
            cursor.advance();
        }
        cursor.expect(Keyword.CURSOR);
        boolean hold = cursor.accept(Keyword.WITH, Keyword.HOLD);
        if (!hold) {
            cursor.accept(Keyword.WITHOUT, Keyword.HOLD);
        }
        cursor.expect(Keyword.FOR);
        SqlStatement query = InnerStatement.read(grammar);
        return new Outcome(
                StatementKind.DECLARE, query.access(), new CursorAction.Declare(name, hold, query));
    }

    /** The cursor's name is the last token, whatever stands before it. */
    Outcome fetch(StatementKind kind) {
        cursor.advance();
        while (cursor.kind(1) != TokenKind.END) {
            cursor.advance();
        }
        return Outcome.session(kind, new CursorAction.Fetch(cursor.name()));
    }

    Outcome close() {
        cursor.advance();
        return Outcome.session(
                StatementKind.CLOSE,
                cursor.accept(Keyword.ALL)
                        ? new CursorAction.CloseAll()
                        : new CursorAction.Close(cursor.name()));
    }
}
