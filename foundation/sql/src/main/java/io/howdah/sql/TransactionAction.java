package io.howdah.sql;

/** What begins, ends and divides transactions. */
public sealed interface TransactionAction extends SessionAction {
    /** {@code BEGIN} or {@code START TRANSACTION}. */
    record Begin(TransactionModes modes) implements TransactionAction {}

    /**
     * {@code SET [LOCAL] TRANSACTION}.
     *
     * @param snapshot {@code SET TRANSACTION SNAPSHOT}, which takes over another transaction's
     */
    record SetModes(TransactionModes modes, boolean snapshot) implements TransactionAction {}

    /** {@code SET CONSTRAINTS}. */
    record SetConstraints() implements TransactionAction {}

    /**
     * {@code COMMIT} or {@code END}.
     *
     * @param chain {@code AND CHAIN}: the next transaction begins at once
     */
    record Commit(boolean chain) implements TransactionAction {}

    /**
     * {@code ROLLBACK} or {@code ABORT}.
     *
     * @param chain {@code AND CHAIN}: the next transaction begins at once
     */
    record Rollback(boolean chain) implements TransactionAction {}

    record Savepoint(String name) implements TransactionAction {}

    record Release(String name) implements TransactionAction {}

    record RollbackTo(String name) implements TransactionAction {}

    /** {@code PREPARE TRANSACTION}: the session is done with the transaction. */
    record PrepareTransaction() implements TransactionAction {}

    /** {@code COMMIT PREPARED} or {@code ROLLBACK PREPARED}: of any session's transaction. */
    record FinishPrepared() implements TransactionAction {}
}
