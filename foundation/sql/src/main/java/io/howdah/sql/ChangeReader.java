package io.howdah.sql;

/** Reads INSERT, UPDATE, DELETE and MERGE. */
final class ChangeReader {
    private final Grammar grammar;
    private final TokenCursor cursor;
    private final Findings found;

    ChangeReader(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor();
        this.found = grammar.found();
    }

    /** Reads one if it starts at the cursor; answers whether one does. */
    boolean read() {
        switch (cursor.word()) {
            case INSERT -> insert();
            case UPDATE -> update();
            case DELETE -> delete();
            case MERGE -> merge();
            default -> {
                return false;
            }
        }
        returning();
        return true;
    }

    private void insert() {
        cursor.advance();
        cursor.expect(Keyword.INTO);
        found.writes(grammar.names().relation());
        if (cursor.accept(Keyword.AS)) {
            cursor.name();
        }
        if (cursor.is(TokenKind.LEFT_PARENTHESIS)
                && !grammar.expressions().parenthesesHoldQuery()) {
            grammar.expressions().parenthesised();
        }
        overriding();
        if (!cursor.accept(Keyword.DEFAULT, Keyword.VALUES)) {
            grammar.queries().nested();
        }
        if (cursor.is(Keyword.ON, Keyword.CONFLICT)) {
            conflict();
        }
    }

    private void overriding() {
        if (cursor.accept(Keyword.OVERRIDING)) {
            cursor.advance();
            cursor.expect(Keyword.VALUE);
        }
    }

    private void conflict() {
        cursor.advance(2);
        if (cursor.accept(Keyword.ON, Keyword.CONSTRAINT)) {
            cursor.name();
        } else if (cursor.is(TokenKind.LEFT_PARENTHESIS)) {
            grammar.expressions().parenthesised();
            where();
        }
        cursor.expect(Keyword.DO);
        if (!cursor.accept(Keyword.NOTHING)) {
            cursor.expect(Keyword.UPDATE);
            cursor.expect(Keyword.SET);
            grammar.expressions().clause();
            where();
        }
    }

    private void update() {
        cursor.advance();
        ObjectName target = grammar.relations().target();
        found.writes(target);
        if (target.name().equals("pg_settings")) {
            found.calls(ConfigCall.UNREADABLE);
        }
        cursor.expect(Keyword.SET);
        grammar.expressions().clause();
        if (cursor.accept(Keyword.FROM)) {
            grammar.relations().list();
        }
        where();
    }

    private void delete() {
        cursor.advance();
        cursor.expect(Keyword.FROM);
        found.writes(grammar.relations().target());
        if (cursor.accept(Keyword.USING)) {
            grammar.relations().list();
        }
        where();
    }

    private void merge() {
        cursor.advance();
        cursor.expect(Keyword.INTO);
        ObjectName target = grammar.relations().target();
        found.writes(target);
        cursor.expect(Keyword.USING);
        grammar.relations().joined();
        while (cursor.accept(Keyword.WHEN)) {
            grammar.expressions().clause();
            cursor.expect(Keyword.THEN);
            mergeAction();
        }
    }

    private void mergeAction() {
        switch (cursor.word()) {
            case UPDATE -> {
                cursor.advance();
                cursor.expect(Keyword.SET);
                grammar.expressions().clause();
            }
            case DELETE -> cursor.advance();
            case INSERT -> mergeInsert();
            default -> {
                cursor.expect(Keyword.DO);
                cursor.expect(Keyword.NOTHING);
            }
        }
    }

    private void mergeInsert() {
        cursor.advance();
        if (cursor.is(TokenKind.LEFT_PARENTHESIS)) {
            grammar.expressions().parenthesised();
        }
        overriding();
        if (!cursor.accept(Keyword.DEFAULT, Keyword.VALUES)) {
            cursor.expect(Keyword.VALUES);
            grammar.expressions().clause();
        }
    }

    private void where() {
        if (cursor.accept(Keyword.WHERE)) {
            grammar.expressions().clause();
        }
    }

    private void returning() {
        if (!cursor.accept(Keyword.RETURNING)) {
            return;
        }
        if (cursor.accept(Keyword.WITH)) {
            grammar.expressions().parenthesised();
        }
        grammar.expressions().clause();
    }
}
