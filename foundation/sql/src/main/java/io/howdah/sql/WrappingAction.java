package io.howdah.sql;

/** What does something about another statement. */
public sealed interface WrappingAction extends SessionAction {
    /**
     * {@code EXPLAIN}.
     *
     * @param analyze whether the statement is run; true if in doubt
     */
    record Explain(boolean analyze, SqlStatement body) implements WrappingAction {}
}
