package io.howdah.sql;

import io.howdah.sql.TransactionModes.Isolation;

import java.util.Optional;

/** Reads what begins, ends and divides transactions. */
final class TransactionReader {
    private final TokenCursor cursor;

    TransactionReader(TokenCursor cursor) {
        this.cursor = cursor;
    }

    Outcome read(StatementKind kind) {
        return switch (kind) {
            case BEGIN -> begin();
            case COMMIT -> {
                skipOpening();
                yield Outcome.transaction(kind, new TransactionAction.Commit(chain()));
            }
            case ROLLBACK -> {
                skipOpening();
                yield Outcome.transaction(kind, new TransactionAction.Rollback(chain()));
            }
            case ROLLBACK_TO -> rollbackTo();
            case SAVEPOINT -> {
                cursor.advance();
                yield Outcome.transaction(kind, new TransactionAction.Savepoint(cursor.name()));
            }
            case RELEASE -> {
                cursor.advance();
                skipSavepoint();
                yield Outcome.transaction(kind, new TransactionAction.Release(cursor.name()));
            }
            case PREPARE_TRANSACTION -> {
                identifier();
                yield Outcome.transaction(kind, new TransactionAction.PrepareTransaction());
            }
            default -> {
                identifier();
                yield new Outcome(kind, Access.WRITES, new TransactionAction.FinishPrepared());
            }
        };
    }

    /** Reads {@code READ ONLY}, {@code ISOLATION LEVEL …} and so on, with or without commas. */
    TransactionModes modes() {
        Optional<Boolean> readOnly = Optional.empty();
        Optional<Isolation> isolation = Optional.empty();
        Optional<Boolean> deferrable = Optional.empty();
        while (!cursor.isEnd()) {
            if (cursor.accept(Keyword.ISOLATION, Keyword.LEVEL)) {
                isolation = isolation();
            } else if (cursor.accept(Keyword.READ, Keyword.ONLY)) {
                readOnly = Optional.of(true);
            } else if (cursor.accept(Keyword.READ, Keyword.WRITE)) {
                readOnly = Optional.of(false);
            } else if (cursor.accept(Keyword.DEFERRABLE)) {
                deferrable = Optional.of(true);
            } else if (cursor.accept(Keyword.NOT, Keyword.DEFERRABLE)) {
                deferrable = Optional.of(false);
            } else {
                cursor.fail();
            }
            if (cursor.accept(TokenKind.COMMA) && cursor.isEnd()) {
                cursor.fail();
            }
        }
        return new TransactionModes(readOnly, isolation, deferrable);
    }

    private Optional<Isolation> isolation() {
        if (cursor.accept(Keyword.READ, Keyword.UNCOMMITTED)) {
            return Optional.of(Isolation.READ_UNCOMMITTED);
        }
        if (cursor.accept(Keyword.READ, Keyword.COMMITTED)) {
            return Optional.of(Isolation.READ_COMMITTED);
        }
        if (cursor.accept(Keyword.REPEATABLE, Keyword.READ)) {
            return Optional.of(Isolation.REPEATABLE_READ);
        }
        cursor.expect(Keyword.SERIALIZABLE);
        return Optional.of(Isolation.SERIALIZABLE);
    }

    private Outcome begin() {
        if (cursor.accept(Keyword.START)) {
            cursor.advance();
        } else {
            skipOpening();
        }
        TransactionModes modes = cursor.isEnd() ? TransactionModes.NONE : modes();
        return Outcome.transaction(StatementKind.BEGIN, new TransactionAction.Begin(modes));
    }

    private Outcome rollbackTo() {
        skipOpening();
        cursor.expect(Keyword.TO);
        skipSavepoint();
        return Outcome.transaction(
                StatementKind.ROLLBACK_TO, new TransactionAction.RollbackTo(cursor.name()));
    }

    private void skipOpening() {
        cursor.advance();
        if (!cursor.accept(Keyword.WORK)) {
            cursor.accept(Keyword.TRANSACTION);
        }
    }

    /** The word may also be the savepoint's name. */
    private void skipSavepoint() {
        if (cursor.is(Keyword.SAVEPOINT) && cursor.isName(1)) {
            cursor.advance();
        }
    }

    private boolean chain() {
        if (!cursor.accept(Keyword.AND)) {
            return false;
        }
        boolean chain = !cursor.accept(Keyword.NO);
        cursor.expect(Keyword.CHAIN);
        return chain;
    }

    /** The name of a prepared transaction, after two words. */
    private void identifier() {
        cursor.advance(2);
        if (cursor.string().isEmpty()) {
            cursor.fail();
        }
    }
}
