package io.howdah.gateway.internal.login;

import io.howdah.gateway.internal.net.Loop;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/** Asks PostgreSQL as {@code auth.query-user}. */
public interface Inquirer {
    /** Rows as text; a field is null where SQL's is. */
    record Rows(List<List<@Nullable String>> rows) {}

    /** Answers once, on any thread. */
    void ask(Loop loop, String sql, Consumer<Answer<Rows>> done);
}
