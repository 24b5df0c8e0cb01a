package io.howdah.sql;

/** What a reader of whole statements makes of one. */
record Outcome(StatementKind kind, Access access, SessionAction action) {
    static final SessionAction NONE = new SessionAction.None();
    static final SessionAction UNCLEAR = new SessionAction.Unclear();

    /** A statement that does nothing to the session. */
    static Outcome of(StatementKind kind, Access access) {
        return new Outcome(kind, access, NONE);
    }

    static Outcome session(StatementKind kind, SessionAction action) {
        return new Outcome(kind, Access.SESSION, action);
    }

    static Outcome transaction(StatementKind kind, TransactionAction action) {
        return new Outcome(kind, Access.TRANSACTION, action);
    }
}
