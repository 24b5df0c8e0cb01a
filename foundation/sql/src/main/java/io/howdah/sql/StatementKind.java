package io.howdah.sql;

/** What a statement is, by its first words. */
public enum StatementKind {
    /** No statement: white space, comments, semicolons. */
    EMPTY,
    /** Several statements in one text. */
    MULTI,
    /** {@code SELECT}, also in parentheses. */
    SELECT,
    INSERT,
    UPDATE,
    DELETE,
    MERGE,
    VALUES,
    /** {@code TABLE name}, short for {@code SELECT * FROM name}. */
    TABLE,
    /** A query or data modification after {@code WITH}; what is in it may write. */
    WITH,
    /** {@code BEGIN} or {@code START TRANSACTION}. */
    BEGIN,
    /** {@code COMMIT} or {@code END}, also {@code AND CHAIN}. */
    COMMIT,
    /** {@code ROLLBACK} or {@code ABORT}, also {@code AND CHAIN}. */
    ROLLBACK,
    SAVEPOINT,
    /** {@code RELEASE SAVEPOINT}. */
    RELEASE,
    /** {@code ROLLBACK TO SAVEPOINT}. */
    ROLLBACK_TO,
    PREPARE_TRANSACTION,
    COMMIT_PREPARED,
    ROLLBACK_PREPARED,
    /** {@code SET} for the session, in whatever form. */
    SET,
    /** {@code SET LOCAL}, which ends with the transaction. */
    SET_LOCAL,
    /** {@code SET TRANSACTION}, which is about the present transaction only. */
    SET_TRANSACTION,
    /** {@code SET CONSTRAINTS}, which is about the present transaction only. */
    SET_CONSTRAINTS,
    RESET,
    SHOW,
    /** SQL's {@code PREPARE name AS}, not the protocol's Parse. */
    PREPARE,
    EXECUTE,
    DEALLOCATE,
    DEALLOCATE_ALL,
    /** {@code DISCARD ALL}, {@code PLANS}, {@code SEQUENCES} or {@code TEMP}. */
    DISCARD,
    LISTEN,
    UNLISTEN,
    NOTIFY,
    /** {@code DECLARE … CURSOR}. */
    DECLARE,
    FETCH,
    MOVE,
    CLOSE,
    COPY,
    LOCK,
    EXPLAIN,
    DO,
    CALL,
    LOAD,
    VACUUM,
    ANALYZE,
    /**
     * Defines, changes or drops objects, their comments, labels, owners or privileges, or truncates
     * tables.
     */
    DDL,
    /** Any other command of PostgreSQL, such as {@code CHECKPOINT} and {@code REINDEX}. */
    UTILITY,
    /** Starts with no word that starts a statement in PostgreSQL. */
    UNKNOWN
}
