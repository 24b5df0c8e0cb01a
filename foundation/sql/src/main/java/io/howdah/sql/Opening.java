package io.howdah.sql;

/** The first words of statements, which tell their kind. */
final class Opening {
    private Opening() {}

    /**
     * Reads as many words as tell the kind of the statement that starts at the cursor, and notes
     * its effects there.
     */
    static StatementKind read(WordCursor cursor) {
        while (cursor.token() == TokenKind.LEFT_PARENTHESIS) {
            cursor.advance();
        }
        Word word = cursor.word();
        cursor.add(word.effectsOpening());
        return switch (word) {
            case START -> start(cursor);
            case COMMIT -> commit(cursor);
            case ROLLBACK -> rollback(cursor);
            case SET -> set(cursor);
            case RESET -> reset(cursor);
            case PREPARE -> prepare(cursor);
            case DEALLOCATE -> deallocate(cursor);
            case DISCARD -> discard(cursor);
            case UNLISTEN -> unlisten(cursor);
            case CLOSE -> close(cursor);
            default -> word.opens();
        };
    }

    private static StatementKind start(WordCursor cursor) {
        cursor.advance();
        return cursor.word() == Word.TRANSACTION ? StatementKind.BEGIN : StatementKind.UNKNOWN;
    }

    private static StatementKind commit(WordCursor cursor) {
        cursor.advance();
        return cursor.word() == Word.PREPARED
                ? StatementKind.COMMIT_PREPARED
                : StatementKind.COMMIT;
    }

    private static StatementKind rollback(WordCursor cursor) {
        cursor.advance();
        if (cursor.word() == Word.PREPARED) {
            return StatementKind.ROLLBACK_PREPARED;
        }
        if (cursor.word() == Word.WORK || cursor.word() == Word.TRANSACTION) {
            cursor.advance();
        }
        return cursor.word() == Word.TO ? StatementKind.ROLLBACK_TO : StatementKind.ROLLBACK;
    }

    /**
     * The words of scope and target may be names of settings as well: {@code SET local.limit = 1}.
     */
    private static StatementKind set(WordCursor cursor) {
        cursor.advance();
        Word scope = cursor.word();
        if (scope == Word.LOCAL || scope == Word.SESSION) {
            cursor.advance();
            if (isAfterName(cursor)) {
                return found(cursor, SessionEffect.SETS, StatementKind.SET);
            }
        }
        Word target = cursor.word();
        if (target == Word.TRANSACTION || target == Word.CONSTRAINTS) {
            cursor.advance();
            if (!isAfterName(cursor)) {
                return target == Word.TRANSACTION
                        ? StatementKind.SET_TRANSACTION
                        : StatementKind.SET_CONSTRAINTS;
            }
        }
        return scope == Word.LOCAL
                ? setLocal(cursor)
                : found(cursor, SessionEffect.SETS, StatementKind.SET);
    }

    /**
     * What is set ends with the transaction, but what search_path = 'pg_temp' makes temporary does
     * not.
     */
    private static StatementKind setLocal(WordCursor cursor) {
        while (cursor.token() != TokenKind.SEMICOLON && cursor.token() != TokenKind.END) {
            if (mayNameTemporarySchema(cursor)) {
                cursor.add(SessionEffect.CREATES_TEMPORARY);
            }
            cursor.advance();
        }
        return found(cursor, SessionEffect.SETS_LOCAL, StatementKind.SET_LOCAL);
    }

    /**
     * Whether the token is a string with that name, or one with a prefix, which could spell it in
     * many ways.
     */
    private static boolean mayNameTemporarySchema(WordCursor cursor) {
        return cursor.token() == TokenKind.STRING
                ? cursor.quotedWord() == Word.PG_TEMP
                : cursor.token().isStringLiteral();
    }

    /** Whether the cursor is at a token that only the name of a setting is followed by. */
    private static boolean isAfterName(WordCursor cursor) {
        return cursor.token() == TokenKind.DOT || cursor.word() == Word.TO || cursor.is('=');
    }

    private static StatementKind reset(WordCursor cursor) {
        cursor.advance();
        return cursor.word() == Word.ALL
                ? found(cursor, SessionEffect.RESETS_ALL, StatementKind.RESET)
                : StatementKind.RESET;
    }

    private static StatementKind prepare(WordCursor cursor) {
        cursor.advance();
        if (cursor.word() == Word.TRANSACTION) {
            cursor.advance();
            if (cursor.token().isStringLiteral()) {
                return StatementKind.PREPARE_TRANSACTION;
            }
        }
        return found(cursor, SessionEffect.PREPARES, StatementKind.PREPARE);
    }

    private static StatementKind deallocate(WordCursor cursor) {
        cursor.advance();
        if (cursor.word() == Word.PREPARE) {
            cursor.advance();
        }
        return cursor.word() == Word.ALL
                ? found(cursor, SessionEffect.DISCARDS_STATEMENTS, StatementKind.DEALLOCATE_ALL)
                : found(cursor, SessionEffect.DEALLOCATES, StatementKind.DEALLOCATE);
    }

    private static StatementKind discard(WordCursor cursor) {
        cursor.advance();
        if (cursor.word() == Word.ALL) {
            cursor.add(SessionEffect.DISCARDS_ALL);
            cursor.add(SessionEffect.DISCARDS_STATEMENTS);
        }
        return StatementKind.DISCARD;
    }

    private static StatementKind unlisten(WordCursor cursor) {
        cursor.advance();
        return cursor.is('*')
                ? found(cursor, SessionEffect.UNLISTENS_ALL, StatementKind.UNLISTEN)
                : StatementKind.UNLISTEN;
    }

    private static StatementKind close(WordCursor cursor) {
        cursor.advance();
        return cursor.word() == Word.ALL
                ? found(cursor, SessionEffect.CLOSES_ALL, StatementKind.CLOSE)
                : StatementKind.CLOSE;
    }

    private static StatementKind found(
            WordCursor cursor, SessionEffect effect, StatementKind kind) {
        cursor.add(effect);
        return kind;
    }
}
