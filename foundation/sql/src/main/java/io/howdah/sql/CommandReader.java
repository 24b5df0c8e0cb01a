package io.howdah.sql;

/** Reads LOCK, DO, CALL and LOAD. */
final class CommandReader {
    private final Grammar grammar;
    private final TokenCursor cursor;
    private final Findings found;

    CommandReader(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor();
        this.found = grammar.found();
    }

    Outcome lock() {
        cursor.advance();
        cursor.accept(Keyword.TABLE);
        do {
            found.locks(grammar.relations().plain());
        } while (cursor.accept(TokenKind.COMMA));
        if (cursor.accept(Keyword.IN)) {
            while (!cursor.isEnd() && !cursor.is(Keyword.MODE)) {
                cursor.advance();
            }
            cursor.expect(Keyword.MODE);
        }
        cursor.accept(Keyword.NOWAIT);
        return Outcome.of(StatementKind.LOCK, Access.LOCKS);
    }

    Outcome code() {
        skipAll();
        return new Outcome(StatementKind.DO, Access.UNKNOWN, new ObjectAction.Do());
    }

    Outcome call() {
        cursor.advance();
        int place = cursor.index();
        ObjectName procedure = grammar.names().any();
        cursor.returnTo(place);
        grammar.expressions().operand();
        return new Outcome(StatementKind.CALL, Access.UNKNOWN, new ObjectAction.Call(procedure));
    }

    Outcome load() {
        skipAll();
        return Outcome.session(StatementKind.LOAD, new ObjectAction.Load());
    }

    private void skipAll() {
        while (!cursor.isEnd()) {
            cursor.advance();
        }
    }
}
