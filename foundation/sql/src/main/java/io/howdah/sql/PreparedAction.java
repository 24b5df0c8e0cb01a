package io.howdah.sql;

/** What SQL's commands do to prepared statements. */
public sealed interface PreparedAction extends SessionAction {
    /**
     * SQL's {@code PREPARE}, not the protocol's Parse.
     *
     * @param body the statement that is prepared, at its place in the text
     */
    record Prepare(NameAt name, SqlStatement body) implements PreparedAction {}

    /** {@code EXECUTE}; also in {@code EXPLAIN} and {@code CREATE TABLE AS}. */
    record Execute(NameAt name) implements PreparedAction {}

    record Deallocate(NameAt name) implements PreparedAction {}

    record DeallocateAll() implements PreparedAction {}
}
