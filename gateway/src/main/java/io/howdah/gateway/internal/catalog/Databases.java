package io.howdah.gateway.internal.catalog;

import io.howdah.gateway.internal.backend.Inquiry.Answer;

import java.util.Map;
import java.util.function.Consumer;

/** The databases whose catalogues matter now, and how to ask them. */
public interface Databases {
    /** Their names, each with the number of schema changes seen in it so far. */
    Map<String, Long> epochs();

    /**
     * Asks a database; from any thread.
     *
     * @param sql one or more statements that leave the session as it is
     * @param limitBytes how long the answer may be
     * @param done called once, on any thread
     */
    void ask(String database, String sql, int limitBytes, Consumer<Answer> done);
}
