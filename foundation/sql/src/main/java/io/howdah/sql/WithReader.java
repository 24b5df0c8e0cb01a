package io.howdah.sql;

/** Reads {@code WITH} and its common table expressions, which may write. */
final class WithReader {
    private final Grammar grammar;
    private final TokenCursor cursor;

    WithReader(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor();
    }

    /**
     * Reads from WITH up to the statement after it. A name is known to the expressions after its
     * own, and with RECURSIVE to its own; what RECURSIVE lets an earlier one see is told as a
     * relation.
     */
    void read() {
        cursor.advance();
        boolean recursive = cursor.accept(Keyword.RECURSIVE);
        do {
            expression(recursive);
        } while (cursor.accept(TokenKind.COMMA));
    }

    private void expression(boolean recursive) {
        String name = cursor.name();
        if (recursive) {
            grammar.commonTables().add(name);
        }
        if (cursor.is(TokenKind.LEFT_PARENTHESIS)) {
            grammar.relations().skipColumns();
        }
        cursor.expect(Keyword.AS);
        if (cursor.accept(Keyword.NOT)) {
            cursor.expect(Keyword.MATERIALIZED);
        } else {
            cursor.accept(Keyword.MATERIALIZED);
        }
        cursor.expect(TokenKind.LEFT_PARENTHESIS);
        if (!cursor.isEnd()) {
            grammar.queries().nested();
        }
        cursor.expect(TokenKind.RIGHT_PARENTHESIS);
        search();
        cycle();
        if (!recursive) {
            grammar.commonTables().add(name);
        }
    }

    private void search() {
        if (cursor.accept(Keyword.SEARCH)) {
            cursor.advance();
            cursor.expect(Keyword.FIRST);
            cursor.expect(Keyword.BY);
            grammar.names().skipNames();
            cursor.expect(Keyword.SET);
            cursor.name();
        }
    }

    private void cycle() {
        if (cursor.accept(Keyword.CYCLE)) {
            grammar.names().skipNames();
            cursor.expect(Keyword.SET);
            cursor.name();
            if (cursor.accept(Keyword.TO)) {
                grammar.expressions().condition();
            }
            cursor.expect(Keyword.USING);
            cursor.name();
        }
    }
}
