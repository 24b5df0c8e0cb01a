package io.howdah.sql;

/** The kind of a statement by its first words, without moving the cursor. */
final class StatementOpening {
    private StatementOpening() {}

    static StatementKind kind(TokenCursor cursor) {
        int ahead = 0;
        while (cursor.kind(ahead) == TokenKind.LEFT_PARENTHESIS) {
            ahead++;
        }
        StatementKind kind = data(cursor.word(ahead));
        return kind == StatementKind.UNKNOWN && ahead == 0 ? command(cursor) : kind;
    }

    private static StatementKind data(Keyword word) {
        return switch (word) {
            case SELECT -> StatementKind.SELECT;
            case VALUES -> StatementKind.VALUES;
            case TABLE -> StatementKind.TABLE;
            case WITH -> StatementKind.WITH;
            case INSERT -> StatementKind.INSERT;
            case UPDATE -> StatementKind.UPDATE;
            case DELETE -> StatementKind.DELETE;
            case MERGE -> StatementKind.MERGE;
            default -> StatementKind.UNKNOWN;
        };
    }

    private static StatementKind command(TokenCursor cursor) {
        return switch (cursor.word()) {
            case BEGIN -> StatementKind.BEGIN;
            case START ->
                    cursor.word(1) == Keyword.TRANSACTION
                            ? StatementKind.BEGIN
                            : StatementKind.UNKNOWN;
            case COMMIT, END ->
                    cursor.word(1) == Keyword.PREPARED
                            ? StatementKind.COMMIT_PREPARED
                            : StatementKind.COMMIT;
            case ROLLBACK, ABORT -> rollback(cursor);
            case SAVEPOINT -> StatementKind.SAVEPOINT;
            case RELEASE -> StatementKind.RELEASE;
            case SET -> StatementKind.SET;
            case RESET -> StatementKind.RESET;
            case SHOW -> StatementKind.SHOW;
            case DISCARD -> StatementKind.DISCARD;
            case PREPARE ->
                    cursor.word(1) == Keyword.TRANSACTION && cursor.kind(2).isStringLiteral()
                            ? StatementKind.PREPARE_TRANSACTION
                            : StatementKind.PREPARE;
            case EXECUTE -> StatementKind.EXECUTE;
            case DEALLOCATE -> StatementKind.DEALLOCATE;
            case LISTEN -> StatementKind.LISTEN;
            case UNLISTEN -> StatementKind.UNLISTEN;
            case NOTIFY -> StatementKind.NOTIFY;
            case DECLARE -> StatementKind.DECLARE;
            case FETCH -> StatementKind.FETCH;
            case MOVE -> StatementKind.MOVE;
            case CLOSE -> StatementKind.CLOSE;
            case COPY -> StatementKind.COPY;
            case EXPLAIN -> StatementKind.EXPLAIN;
            case LOCK -> StatementKind.LOCK;
            case DO -> StatementKind.DO;
            case CALL -> StatementKind.CALL;
            case LOAD -> StatementKind.LOAD;
            case VACUUM -> StatementKind.VACUUM;
            case ANALYZE, ANALYSE -> StatementKind.ANALYZE;
            case CREATE, ALTER, DROP, IMPORT, GRANT, REVOKE, REASSIGN -> StatementKind.DDL;
            case COMMENT, SECURITY, TRUNCATE -> StatementKind.DDL;
            case CHECKPOINT, CLUSTER, REFRESH, REINDEX -> StatementKind.UTILITY;
            default -> StatementKind.UNKNOWN;
        };
    }

    private static StatementKind rollback(TokenCursor cursor) {
        if (cursor.word(1) == Keyword.PREPARED) {
            return StatementKind.ROLLBACK_PREPARED;
        }
        boolean noise = cursor.word(1) == Keyword.WORK || cursor.word(1) == Keyword.TRANSACTION;
        return cursor.word(noise ? 2 : 1) == Keyword.TO
                ? StatementKind.ROLLBACK_TO
                : StatementKind.ROLLBACK;
    }
}
