package io.howdah.sql;

/** Reads PREPARE, EXECUTE and DEALLOCATE. */
final class PreparedReader {
    private final Grammar grammar;
    private final TokenCursor cursor;

    PreparedReader(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor();
    }

    Outcome prepare() {
        cursor.advance();
        NameAt name = grammar.names().nameAt();
        if (cursor.accept(TokenKind.LEFT_PARENTHESIS)) {
            do {
                grammar.types().read();
            } while (cursor.accept(TokenKind.COMMA));
            cursor.expect(TokenKind.RIGHT_PARENTHESIS);
        }
        cursor.expect(Keyword.AS);
        SqlStatement body = InnerStatement.read(grammar);
        return Outcome.session(StatementKind.PREPARE, new PreparedAction.Prepare(name, body));
    }

    Outcome execute() {
        cursor.advance();
        NameAt name = grammar.names().nameAt();
        if (cursor.is(TokenKind.LEFT_PARENTHESIS)) {
            grammar.expressions().parenthesised();
        }
        return new Outcome(StatementKind.EXECUTE, Access.UNKNOWN, new PreparedAction.Execute(name));
    }

    Outcome deallocate() {
        cursor.advance();
        if (cursor.is(Keyword.PREPARE) && (cursor.isName(1) || cursor.word(1) == Keyword.ALL)) {
            cursor.advance();
        }
        if (cursor.accept(Keyword.ALL)) {
            return Outcome.session(
                    StatementKind.DEALLOCATE_ALL, new PreparedAction.DeallocateAll());
        }
        return Outcome.session(
                StatementKind.DEALLOCATE, new PreparedAction.Deallocate(grammar.names().nameAt()));
    }
}
