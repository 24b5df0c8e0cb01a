package io.howdah.sql;

/** Reads queries: SELECT, VALUES, TABLE, their combinations, and WITH. */
final class QueryReader {
    private final Grammar grammar;
    private final TokenCursor cursor;
    private final Findings found;
    private final WithReader with;

    QueryReader(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor();
        this.found = grammar.found();
        this.with = new WithReader(grammar);
    }

    /**
     * Reads a query, or a change of data, each with or without WITH, up to a parenthesis or word
     * that does not belong to it.
     */
    void nested() {
        grammar.descend();
        int mark = grammar.commonTables().mark();
        if (cursor.is(Keyword.WITH)) {
            with.read();
        }
        if (!grammar.changes().read()) {
            operand();
            rest();
        }
        grammar.commonTables().forgetSince(mark);
        grammar.ascend();
    }

    /** Reads what may follow one operand of a query: set operations, order, limits and locks. */
    void rest() {
        while (!cursor.isEnd()) {
            switch (cursor.word()) {
                case UNION, INTERSECT, EXCEPT -> setOperation();
                case ORDER -> {
                    cursor.advance();
                    cursor.expect(Keyword.BY);
                    grammar.expressions().clause();
                }
                case LIMIT, OFFSET -> {
                    cursor.advance();
                    grammar.expressions().clause();
                }
                case FETCH -> fetch();
                case FOR -> lock();
                default -> {
                    return;
                }
            }
        }
    }

    /** Reads {@code UNION} or its kin and the operand after it. */
    void setOperation() {
        cursor.advance();
        if (!cursor.accept(Keyword.ALL)) {
            cursor.accept(Keyword.DISTINCT);
        }
        operand();
    }

    private void operand() {
        switch (cursor.word()) {
            case SELECT -> select();
            case VALUES -> {
                cursor.advance();
                grammar.expressions().clause();
            }
            case TABLE -> {
                cursor.advance();
                grammar.relations().read();
            }
            default -> {
                cursor.expect(TokenKind.LEFT_PARENTHESIS);
                if (!cursor.isEnd()) {
                    nested();
                    cursor.expect(TokenKind.RIGHT_PARENTHESIS);
                }
            }
        }
    }

    private void select() {
        cursor.advance();
        if (!cursor.accept(Keyword.ALL)
                && cursor.accept(Keyword.DISTINCT)
                && cursor.accept(Keyword.ON)) {
            grammar.expressions().parenthesised();
        }
        grammar.expressions().clause();
        while (!cursor.isEnd()) {
            switch (cursor.word()) {
                case INTO -> into();
                case FROM -> {
                    cursor.advance();
                    grammar.relations().list();
                }
                case WHERE, HAVING, WINDOW -> {
                    cursor.advance();
                    grammar.expressions().clause();
                }
                case GROUP -> group();
                default -> {
                    return;
                }
            }
        }
    }

    private void group() {
        cursor.advance();
        cursor.expect(Keyword.BY);
        grammar.expressions().grouping();
    }

    /** {@code SELECT … INTO} makes a table. */
    private void into() {
        cursor.advance();
        if (cursor.is(Keyword.LOCAL) || cursor.is(Keyword.GLOBAL)) {
            cursor.advance();
        }
        boolean temporary = cursor.accept(Keyword.TEMPORARY) || cursor.accept(Keyword.TEMP);
        cursor.accept(Keyword.UNLOGGED);
        cursor.accept(Keyword.TABLE);
        ObjectName name = grammar.names().relation();
        found.writes(name);
        if (temporary || name.isTemporary()) {
            found.makesTemporary(name);
        }
    }

    private void fetch() {
        cursor.advance();
        if (!cursor.accept(Keyword.FIRST)) {
            cursor.expect(Keyword.NEXT);
        }
        grammar.expressions().clause();
        cursor.accept(Keyword.WITH, Keyword.TIES);
    }

    private void lock() {
        cursor.advance();
        if (cursor.accept(Keyword.READ)) {
            cursor.expect(Keyword.ONLY);
            return;
        }
        found.access(Access.LOCKS);
        cursor.accept(Keyword.NO);
        cursor.accept(Keyword.KEY);
        if (!cursor.accept(Keyword.UPDATE)) {
            cursor.expect(Keyword.SHARE);
        }
        if (cursor.accept(Keyword.OF)) {
            grammar.names().skipNames();
        }
        if (!cursor.accept(Keyword.NOWAIT)) {
            cursor.accept(Keyword.SKIP, Keyword.LOCKED);
        }
    }
}
