package io.howdah.sql;

/**
 * Reads expressions by their tokens: notes functions, operators, types and fields, descends into
 * subqueries, and finds where the expressions end. Parentheses nest without limit.
 */
final class ExpressionReader {
    private final Grammar grammar;
    private final TokenCursor cursor;
    private final Findings found;
    private final CallReader calls;

    ExpressionReader(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor();
        this.found = grammar.found();
        this.calls = new CallReader(grammar);
    }

    /** Reads a clause of expressions, aliases and commas, up to a word that ends it. */
    void clause() {
        read(new Nesting(true, false));
    }

    /** Reads the expressions of {@code GROUP BY}, where ROLLUP and CUBE are no functions. */
    void grouping() {
        Nesting nesting = new Nesting(true, false);
        nesting.markGrouping();
        read(nesting);
    }

    /** Reads one expression, up to a comma, a word that ends a clause, or one of a join. */
    void condition() {
        read(new Nesting(false, true));
    }

    /** Reads one function call, or another operand that may stand in FROM. */
    void operand() {
        Nesting nesting = new Nesting(false, true);
        if (cursor.is(TokenKind.IDENTIFIER)) {
            word(nesting);
        } else {
            name(nesting);
        }
        if (nesting.isOpen()) {
            nesting.markInner();
            readUntilClosed(nesting);
        }
    }

    /** Reads what is in parentheses, and both of them. */
    void parenthesised() {
        cursor.expect(TokenKind.LEFT_PARENTHESIS);
        grammar.descend();
        if (startsQuery()) {
            grammar.queries().nested();
        } else {
            Nesting nesting = new Nesting(true, false);
            nesting.markInner();
            read(nesting);
        }
        grammar.ascend();
        cursor.expect(TokenKind.RIGHT_PARENTHESIS);
    }

    /** Whether the token begins a query, given that it follows a parenthesis. */
    boolean startsQuery() {
        return switch (cursor.word()) {
            case SELECT, WITH, TABLE -> true;
            case VALUES -> cursor.kind(1) == TokenKind.LEFT_PARENTHESIS;
            default -> false;
        };
    }

    /** Whether the parenthesis at the cursor, and any directly within it, holds a query. */
    boolean parenthesesHoldQuery() {
        int ahead = 1;
        while (cursor.kind(ahead) == TokenKind.LEFT_PARENTHESIS) {
            ahead++;
        }
        return switch (cursor.word(ahead)) {
            case SELECT, WITH, TABLE -> true;
            case VALUES -> cursor.kind(ahead + 1) == TokenKind.LEFT_PARENTHESIS;
            default -> false;
        };
    }

    private void read(Nesting nesting) {
        while (!cursor.isEnd() && !ends(nesting)) {
            token(nesting);
        }
        if (nesting.isOpen()) {
            cursor.fail();
        }
    }

    private void readUntilClosed(Nesting nesting) {
        while (!cursor.isEnd() && nesting.isOpen()) {
            token(nesting);
        }
        if (nesting.isOpen()) {
            cursor.fail();
        }
    }

    private void token(Nesting nesting) {
        switch (cursor.kind()) {
            case LEFT_PARENTHESIS -> open(nesting, Keyword.NO_KEYWORD);
            case RIGHT_PARENTHESIS, RIGHT_BRACKET -> close(nesting);
            case LEFT_BRACKET -> {
                cursor.advance();
                nesting.open(Keyword.NO_KEYWORD);
            }
            case IDENTIFIER -> word(nesting);
            case QUOTED_IDENTIFIER, UNICODE_IDENTIFIER -> name(nesting);
            case OPERATOR -> operator();
            case TYPECAST -> {
                cursor.advance();
                grammar.types().read();
            }
            case DOT -> field();
            case COMMA -> {
                cursor.advance();
                column(nesting);
            }
            case DOT_DOT, SEMICOLON, OTHER, MALFORMED_NUMBER -> cursor.fail();
            default -> cursor.advance();
        }
    }

    private boolean ends(Nesting nesting) {
        if (nesting.isOpen()) {
            return false;
        }
        return switch (cursor.kind()) {
            case RIGHT_PARENTHESIS, RIGHT_BRACKET -> true;
            case COMMA -> !nesting.isList();
            case IDENTIFIER -> ExpressionEnds.at(cursor, nesting);
            default -> false;
        };
    }

    private void open(Nesting nesting, Keyword opener) {
        cursor.advance();
        if (startsQuery()) {
            grammar.queries().nested();
            cursor.expect(TokenKind.RIGHT_PARENTHESIS);
        } else {
            nesting.open(opener);
            column(nesting);
        }
    }

    /** The name and type of a column that XMLTABLE or JSON_TABLE makes, if one is due here. */
    private void column(Nesting nesting) {
        if (!nesting.isInColumns() || !cursor.isName() || cursor.is(Keyword.NESTED)) {
            return;
        }
        cursor.name();
        if (!cursor.is(Keyword.FOR)) {
            grammar.types().read();
        }
    }

    private void close(Nesting nesting) {
        cursor.advance();
        nesting.close();
    }

    private void word(Nesting nesting) {
        Keyword word = cursor.word();
        switch (word) {
            case AS -> label(nesting);
            case CASE -> {
                cursor.advance();
                nesting.openCase();
            }
            case END -> {
                cursor.advance();
                nesting.closeCase();
            }
            case INTO, SELECT -> cursor.fail();
            case UNION, INTERSECT, EXCEPT -> setOperation();
            case FOR -> locking(nesting);
            case COLLATE -> {
                cursor.advance();
                grammar.names().any();
            }
            case RETURNING -> returning();
            case COLUMNS -> {
                if (nesting.opener() == Keyword.XMLTABLE) {
                    cursor.advance();
                    nesting.beginColumns();
                    column(nesting);
                } else {
                    plain(word, nesting);
                }
            }
            default -> {
                if (!calls.special(nesting)) {
                    plain(word, nesting);
                }
            }
        }
    }

    private void plain(Keyword word, Nesting nesting) {
        boolean parenthesis = cursor.kind(1) == TokenKind.LEFT_PARENTHESIS;
        if (word.category() == Keyword.Category.RESERVED) {
            cursor.advance();
            if (parenthesis) {
                open(nesting, word);
            }
        } else {
            name(nesting);
        }
    }

    private void name(Nesting nesting) {
        if (calls.name(nesting)) {
            open(nesting, calls.opener());
        }
    }

    /** {@code AS} before a type in a cast, before a label elsewhere. */
    private void label(Nesting nesting) {
        cursor.advance();
        switch (nesting.opener()) {
            case CAST, XMLSERIALIZE -> grammar.types().read();
            case TREAT -> found.builtInFunction(grammar.types().read().name());
            default -> {
                if (cursor.isLabel(0)) {
                    cursor.label();
                } else if (nesting.isInner() && cursor.is(TokenKind.LEFT_PARENTHESIS)) {
                    grammar.relations().columns();
                }
            }
        }
    }

    /** {@code RETURNING type} of a JSON function: a clause of that name ends the expression. */
    private void returning() {
        cursor.advance();
        grammar.types().read();
    }

    /** {@code ((SELECT 1) UNION SELECT 2)}: the parenthesis turned out to hold a query. */
    private void setOperation() {
        grammar.queries().setOperation();
    }

    /** {@code ((SELECT 1) FOR UPDATE)}, or {@code substring(x FOR 2)}. */
    private void locking(Nesting nesting) {
        cursor.advance();
        if (nesting.opener() == Keyword.SUBSTRING) {
            found.type(ObjectName.builtIn("int4"));
        }
        switch (cursor.word()) {
            case UPDATE, NO, SHARE, KEY -> found.access(Access.LOCKS);
            default -> {}
        }
    }

    private void operator() {
        if (!isStar()) {
            String symbol = cursor.spelling();
            found.operator(symbol.equals("!=") ? "<>" : symbol);
        }
        cursor.advance();
    }

    private boolean isStar() {
        if (!cursor.is('*')) {
            return false;
        }
        return switch (cursor.kind(-1)) {
            case LEFT_PARENTHESIS, COMMA, DOT -> true;
            default -> cursor.word(-1) == Keyword.SELECT;
        };
    }

    /** A dot that does not follow a name: {@code (x).field}. */
    private void field() {
        cursor.advance();
        if (cursor.isLabel(0)) {
            found.field(cursor.label());
        } else if (!cursor.accept('*')) {
            cursor.fail();
        }
    }
}
