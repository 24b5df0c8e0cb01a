package io.howdah.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what defines, changes and drops objects, as far as it tells which relations it is about and
 * whether the object is temporary. Of the rest only the queries of tables and views are read.
 */
final class DefinitionReader {
    private final Grammar grammar;
    private final TokenCursor cursor;
    private final Findings found;

    DefinitionReader(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor();
        this.found = grammar.found();
    }

    Outcome read() {
        found.access(Access.WRITES);
        return switch (cursor.word()) {
            case CREATE -> create();
            case DROP -> drop();
            case TRUNCATE -> {
                cursor.advance();
                cursor.accept(Keyword.TABLE);
                relations();
                yield rest();
            }
            case ALTER -> alter();
            default -> utility(StatementKind.DDL);
        };
    }

    private Outcome alter() {
        cursor.advance();
        Optional<SettingAction> start = new StartSettingsReader(cursor).look();
        Outcome outcome = rest();
        return start.map(action -> new Outcome(outcome.kind(), outcome.access(), action))
                .orElse(outcome);
    }

    /** Reads any other command that changes something. */
    Outcome utility(StatementKind kind) {
        cursor.advance();
        rest();
        return Outcome.of(kind, Access.WRITES);
    }

    private Outcome create() {
        cursor.advance();
        if (cursor.accept(Keyword.OR)) {
            cursor.expect(Keyword.REPLACE);
        }
        if (cursor.is(Keyword.LOCAL) || cursor.is(Keyword.GLOBAL)) {
            cursor.advance();
        }
        boolean temporary = cursor.accept(Keyword.TEMPORARY) || cursor.accept(Keyword.TEMP);
        cursor.accept(Keyword.UNLOGGED);
        cursor.accept(Keyword.RECURSIVE);
        Keyword object = object();
        if (cursor.accept(Keyword.IF)) {
            cursor.expect(Keyword.NOT);
            cursor.expect(Keyword.EXISTS);
        }
        return switch (object) {
            case TABLE, VIEW, SEQUENCE, FOREIGN -> relation(object, temporary);
            case FUNCTION, PROCEDURE, TYPE, DOMAIN, AGGREGATE -> named();
            default -> rest();
        };
    }

    /** The word that tells the kind of object, without MATERIALIZED and the like before it. */
    private Keyword object() {
        cursor.accept(Keyword.MATERIALIZED);
        Keyword object = cursor.word();
        cursor.advance();
        if (object == Keyword.FOREIGN && !cursor.accept(Keyword.TABLE)) {
            return Keyword.NO_KEYWORD;
        }
        return object;
    }

    private Outcome relation(Keyword object, boolean temporary) {
        ObjectName name = grammar.names().relation();
        found.writes(name);
        boolean untilCommit = false;
        boolean query = false;
        while (!cursor.isEnd()) {
            if (isQuery(object)) {
                query = true;
                asQuery();
            } else {
                untilCommit |=
                        cursor.is(Keyword.ON, Keyword.COMMIT) && cursor.word(2) == Keyword.DROP;
                if (!cursor.accept(Keyword.ON, Keyword.COMMIT)) {
                    related();
                }
            }
        }
        return temporary || name.isTemporary()
                ? new Outcome(
                        StatementKind.DDL,
                        query ? found.access() : Access.WRITES,
                        new ObjectAction.CreateTemporary(name, untilCommit))
                : Outcome.of(StatementKind.DDL, Access.WRITES);
    }

    /** An object that is temporary only if it is in pg_temp. */
    private Outcome named() {
        ObjectName name = grammar.names().any();
        rest();
        return name.isTemporary()
                ? new Outcome(
                        StatementKind.DDL,
                        Access.WRITES,
                        new ObjectAction.CreateTemporary(name, false))
                : Outcome.of(StatementKind.DDL, Access.WRITES);
    }

    private boolean isQuery(Keyword object) {
        if (object == Keyword.SEQUENCE || !cursor.is(Keyword.AS)) {
            return false;
        }
        return switch (cursor.word(1)) {
            case SELECT, WITH, VALUES, TABLE, EXECUTE -> true;
            default -> cursor.kind(1) == TokenKind.LEFT_PARENTHESIS;
        };
    }

    /** The query of a table or view, up to {@code WITH DATA} or {@code WITH CHECK OPTION}. */
    private void asQuery() {
        cursor.advance();
        if (cursor.accept(Keyword.EXECUTE)) {
            grammar.names().any();
            found.access(Access.UNKNOWN);
            return;
        }
        grammar.queries().nested();
        while (!cursor.isEnd()) {
            cursor.advance();
        }
    }

    private Outcome drop() {
        cursor.advance();
        Keyword object = object();
        if (cursor.accept(Keyword.IF)) {
            cursor.expect(Keyword.EXISTS);
        }
        return switch (object) {
            case TABLE, VIEW, SEQUENCE, FOREIGN -> {
                List<ObjectName> names = relations();
                rest();
                yield new Outcome(StatementKind.DDL, Access.WRITES, new ObjectAction.Drop(names));
            }
            default -> rest();
        };
    }

    private List<ObjectName> relations() {
        List<ObjectName> names = new ArrayList<>();
        do {
            ObjectName name = grammar.relations().plain();
            names.add(name);
            found.writes(name);
        } while (cursor.accept(TokenKind.COMMA));
        return names;
    }

    private Outcome rest() {
        while (!cursor.isEnd()) {
            related();
        }
        return Outcome.of(StatementKind.DDL, Access.WRITES);
    }

    /** Notes the relation that a word at the cursor is about, and goes on behind that word. */
    private void related() {
        boolean about =
                switch (cursor.word()) {
                    case TABLE, VIEW, SEQUENCE, INDEX, ON, ONLY, FROM, INTO -> true;
                    case REFERENCES, LIKE, OF, UPDATE, PARTITION, ATTACH, DETACH -> true;
                    case INHERITS, INHERIT, VACUUM, ANALYZE, CLUSTER, VERBOSE -> true;
                    case EXISTS -> cursor.word(-1) == Keyword.IF || cursor.word(-1) == Keyword.NOT;
                    default -> false;
                };
        cursor.advance();
        if (about && (cursor.isName() || opensNames())) {
            cursor.accept(TokenKind.LEFT_PARENTHESIS);
            int place = cursor.index();
            do {
                found.writes(grammar.names().relation());
            } while (cursor.is(TokenKind.COMMA)
                    && cursor.isName(1)
                    && cursor.accept(TokenKind.COMMA));
            cursor.returnTo(place + 1);
        }
    }

    private boolean opensNames() {
        return cursor.is(TokenKind.LEFT_PARENTHESIS)
                && cursor.word(-1) == Keyword.INHERITS
                && cursor.isName(1);
    }
}
