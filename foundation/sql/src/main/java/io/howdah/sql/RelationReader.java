package io.howdah.sql;

/** Reads what {@code FROM} and {@code USING} list: relations, functions, subqueries, joins. */
final class RelationReader {
    private final Grammar grammar;
    private final TokenCursor cursor;
    private final Findings found;

    RelationReader(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor();
        this.found = grammar.found();
    }

    void list() {
        do {
            joined();
        } while (cursor.accept(TokenKind.COMMA));
    }

    /** Reads one item with all that is joined to it, and the conditions. */
    void joined() {
        item();
        while (!cursor.isEnd()) {
            if (ExpressionEnds.isJoin(cursor)) {
                skipJoin();
                item();
            } else if (cursor.is(Keyword.ON) && !isConflict()) {
                cursor.advance();
                grammar.expressions().condition();
            } else if (cursor.accept(Keyword.USING)) {
                found.operator("=");
                skipColumns();
                if (cursor.accept(Keyword.AS)) {
                    cursor.name();
                }
            } else {
                return;
            }
        }
    }

    /** Reads the name of the relation that a statement changes, and its alias. */
    ObjectName target() {
        ObjectName name = plain();
        if (cursor.accept(Keyword.AS) || (cursor.isName() && !cursor.is(Keyword.SET))) {
            cursor.name();
        }
        return name;
    }

    /** Reads a relation's name: {@code ONLY name}, {@code ONLY (name)}, {@code name *}. */
    ObjectName plain() {
        boolean parenthesised =
                cursor.accept(Keyword.ONLY) && cursor.accept(TokenKind.LEFT_PARENTHESIS);
        ObjectName name = grammar.names().relation();
        if (parenthesised) {
            cursor.expect(TokenKind.RIGHT_PARENTHESIS);
        }
        cursor.accept('*');
        return name;
    }

    /**
     * Reads the name of a relation that is read, unless it is that of a common table expression.
     */
    void read() {
        ObjectName name = plain();
        if (!grammar.commonTables().contains(name)) {
            found.reads(name);
        }
    }

    /** Reads {@code (a, b)}. */
    void skipColumns() {
        cursor.expect(TokenKind.LEFT_PARENTHESIS);
        grammar.names().skipNames();
        cursor.expect(TokenKind.RIGHT_PARENTHESIS);
    }

    /** Whether this is {@code INSERT}'s {@code ON CONFLICT} rather than a join's condition. */
    private boolean isConflict() {
        return cursor.word(1) == Keyword.CONFLICT
                && (cursor.kind(2) == TokenKind.LEFT_PARENTHESIS
                        || cursor.word(2) == Keyword.DO
                        || cursor.word(2) == Keyword.ON);
    }

    private void skipJoin() {
        if (cursor.accept(Keyword.NATURAL)) {
            found.operator("=");
        }
        while (!cursor.isEnd() && !cursor.is(Keyword.JOIN)) {
            cursor.advance();
        }
        cursor.expect(Keyword.JOIN);
    }

    private void item() {
        cursor.accept(Keyword.LATERAL);
        if (cursor.is(TokenKind.LEFT_PARENTHESIS)) {
            group();
        } else if (cursor.is(Keyword.ROWS, Keyword.FROM)) {
            cursor.advance(2);
            grammar.expressions().parenthesised();
        } else if (isFunction()) {
            grammar.expressions().operand();
        } else {
            read();
        }
        cursor.accept(Keyword.WITH, Keyword.ORDINALITY);
        alias();
        sample();
    }

    /** A subquery, or joins in parentheses, which only shows behind further parentheses. */
    private void group() {
        cursor.advance();
        if (grammar.expressions().startsQuery()) {
            grammar.queries().nested();
        } else {
            grammar.descend();
            joined();
            grammar.queries().rest();
            grammar.ascend();
        }
        cursor.expect(TokenKind.RIGHT_PARENTHESIS);
    }

    private boolean isFunction() {
        Keyword word = cursor.word();
        if (cursor.is(TokenKind.IDENTIFIER) && !word.isColumnName()) {
            return word != Keyword.ONLY;
        }
        int ahead = 1;
        while (cursor.kind(ahead) == TokenKind.DOT && cursor.isLabel(ahead + 1)) {
            ahead += 2;
        }
        return cursor.kind(ahead) == TokenKind.LEFT_PARENTHESIS && cursor.isLabel(0);
    }

    private void alias() {
        boolean expected = cursor.accept(Keyword.AS);
        if (cursor.isName()) {
            cursor.name();
        } else if (!expected) {
            return;
        }
        if (cursor.is(TokenKind.LEFT_PARENTHESIS)) {
            columns();
        }
    }

    /** Reads names of columns, or their definitions with types, in parentheses. */
    void columns() {
        cursor.expect(TokenKind.LEFT_PARENTHESIS);
        do {
            cursor.name();
            if (!cursor.is(TokenKind.COMMA) && !cursor.is(TokenKind.RIGHT_PARENTHESIS)) {
                grammar.types().read();
            }
            if (cursor.accept(Keyword.COLLATE)) {
                grammar.names().any();
            }
        } while (cursor.accept(TokenKind.COMMA));
        cursor.expect(TokenKind.RIGHT_PARENTHESIS);
    }

    private void sample() {
        if (!cursor.accept(Keyword.TABLESAMPLE)) {
            return;
        }
        found.function(grammar.names().any());
        grammar.expressions().parenthesised();
        if (cursor.accept(Keyword.REPEATABLE)) {
            grammar.expressions().parenthesised();
        }
    }
}
