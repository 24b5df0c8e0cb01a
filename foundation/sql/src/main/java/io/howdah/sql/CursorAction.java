package io.howdah.sql;

/** What SQL's commands do to cursors. */
public sealed interface CursorAction extends SessionAction {
    /**
     * {@code DECLARE … CURSOR}.
     *
     * @param hold {@code WITH HOLD}: outlives its transaction
     * @param query what it reads
     */
    record Declare(String cursor, boolean hold, SqlStatement query) implements CursorAction {}

    /** {@code FETCH} or {@code MOVE}. */
    record Fetch(String cursor) implements CursorAction {}

    record Close(String cursor) implements CursorAction {}

    record CloseAll() implements CursorAction {}
}
