package io.howdah.sql;

import java.util.Optional;

/** Reads COPY. */
final class CopyReader {
    private final Grammar grammar;
    private final TokenCursor cursor;
    private final Findings found;

    CopyReader(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor();
        this.found = grammar.found();
    }

    Outcome read() {
        cursor.advance();
        Optional<ObjectName> relation = Optional.empty();
        if (cursor.accept(TokenKind.LEFT_PARENTHESIS)) {
            grammar.queries().nested();
            cursor.expect(TokenKind.RIGHT_PARENTHESIS);
        } else {
            cursor.accept(Keyword.BINARY);
            relation = Optional.of(grammar.names().relation());
            if (cursor.is(TokenKind.LEFT_PARENTHESIS)) {
                grammar.relations().skipColumns();
            }
        }
        ObjectAction.Direction direction = direction(relation);
        ObjectAction.End end = end();
        options();
        Access access = end == ObjectAction.End.CLIENT ? found.access() : Access.WRITES;
        return new Outcome(
                StatementKind.COPY, access, new ObjectAction.Copy(direction, end, relation));
    }

    private ObjectAction.Direction direction(Optional<ObjectName> relation) {
        if (cursor.accept(Keyword.TO)) {
            relation.ifPresent(found::reads);
            return ObjectAction.Direction.TO;
        }
        cursor.expect(Keyword.FROM);
        relation.ifPresent(found::writes);
        return ObjectAction.Direction.FROM;
    }

    private ObjectAction.End end() {
        if (cursor.accept(Keyword.STDIN) || cursor.accept(Keyword.STDOUT)) {
            return ObjectAction.End.CLIENT;
        }
        boolean program = cursor.accept(Keyword.PROGRAM);
        if (!cursor.isString()) {
            cursor.fail();
        }
        cursor.string();
        return program ? ObjectAction.End.PROGRAM : ObjectAction.End.FILE;
    }

    /** Options have no effect but on the format; {@code WHERE} may call functions. */
    private void options() {
        while (!cursor.isEnd() && !cursor.is(Keyword.WHERE)) {
            cursor.advance();
        }
        if (cursor.accept(Keyword.WHERE)) {
            grammar.expressions().clause();
        }
    }
}
