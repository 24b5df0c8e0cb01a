package io.howdah.sql;

import java.util.Optional;

/** Reads one whole statement: finds out what it is, and lets the reader of that kind read it. */
final class StatementReader {
    private final Grammar grammar;
    private final TokenCursor cursor;
    private final Findings found;

    StatementReader(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor();
        this.found = grammar.found();
    }

    SqlStatement read() {
        int start = cursor.start();
        int end = cursor.lastEnd();
        StatementKind kind = StatementOpening.kind(cursor);
        Outcome outcome = outcome(kind);
        if (!cursor.isEnd()) {
            cursor.fail();
        }
        if (cursor.hasFailed() || outcome.kind() == StatementKind.UNKNOWN) {
            outcome = new Outcome(kind, Access.UNKNOWN, Outcome.UNCLEAR);
        }
        return new SqlStatement(
                outcome.kind(),
                start,
                end,
                outcome.access(),
                outcome.action(),
                found.references(),
                found.configCalls());
    }

    private Outcome outcome(StatementKind kind) {
        return switch (kind) {
            case SELECT, VALUES, TABLE, WITH, INSERT, UPDATE, DELETE, MERGE -> data(kind);
            case BEGIN, COMMIT, ROLLBACK, SAVEPOINT, RELEASE -> transaction(kind);
            case ROLLBACK_TO, PREPARE_TRANSACTION, COMMIT_PREPARED -> transaction(kind);
            case ROLLBACK_PREPARED -> transaction(kind);
            case SET, SET_LOCAL, SET_TRANSACTION, SET_CONSTRAINTS -> new SetReader(grammar).set();
            case RESET -> new SettingReader(grammar).reset();
            case SHOW -> new SettingReader(grammar).show();
            case DISCARD -> new SettingReader(grammar).discard();
            case PREPARE -> new PreparedReader(grammar).prepare();
            case EXECUTE -> new PreparedReader(grammar).execute();
            case DEALLOCATE, DEALLOCATE_ALL -> new PreparedReader(grammar).deallocate();
            case LISTEN -> new ChannelReader(cursor).listen();
            case UNLISTEN -> new ChannelReader(cursor).unlisten();
            case NOTIFY -> new ChannelReader(cursor).notification();
            case DECLARE -> new CursorReader(grammar).declare();
            case FETCH, MOVE -> new CursorReader(grammar).fetch(kind);
            case CLOSE -> new CursorReader(grammar).close();
            case COPY -> new CopyReader(grammar).read();
            case EXPLAIN -> new ExplainReader(grammar).read();
            case LOCK -> new CommandReader(grammar).lock();
            case DO -> new CommandReader(grammar).code();
            case CALL -> new CommandReader(grammar).call();
            case LOAD -> new CommandReader(grammar).load();
            case DDL -> new DefinitionReader(grammar).read();
            case VACUUM, ANALYZE, UTILITY -> new DefinitionReader(grammar).utility(kind);
            case EMPTY, MULTI, UNKNOWN -> Outcome.of(StatementKind.UNKNOWN, Access.UNKNOWN);
        };
    }

    private Outcome transaction(StatementKind kind) {
        return new TransactionReader(cursor).read(kind);
    }

    private Outcome data(StatementKind kind) {
        grammar.queries().nested();
        Optional<ObjectName> temporary = found.temporary();
        return temporary.isPresent()
                ? new Outcome(
                        kind,
                        found.access(),
                        new ObjectAction.CreateTemporary(temporary.get(), false))
                : Outcome.of(kind, found.access());
    }
}
