package io.howdah.gateway.internal.backend;

import io.howdah.sql.SqlLiteral;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The statements that a session has prepared by SQL's PREPARE, each with the text that did it, as
 * one immutable value with a difference.
 */
public record SqlStatements(SortedMap<String, String> texts) {
    /** None. */
    public static final SqlStatements NONE = new SqlStatements(new TreeMap<>());

    /** Copies {@code texts}. */
    public SqlStatements {
        texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    }

    /** How many characters all texts have. */
    public int length() {
        return texts.values().stream().mapToInt(String::length).sum();
    }

    /**
     * The statements that take a session from these to {@code wanted}, or null when there is
     * nothing to do.
     */
    public @Nullable String statementsTowards(SqlStatements wanted) {
        if (this == wanted || texts.equals(wanted.texts)) {
            return null;
        }
        StringBuilder sql = new StringBuilder();
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            if (!entry.getValue().equals(wanted.texts.get(entry.getKey()))) {
                sql.append("DEALLOCATE ").append(SqlLiteral.name(entry.getKey())).append(';');
            }
        }
        for (Map.Entry<String, String> entry : wanted.texts.entrySet()) {
            if (!entry.getValue().equals(texts.get(entry.getKey()))) {
                sql.append(entry.getValue()).append("\n;"); // the text may end in a comment
            }
        }
        return sql.toString();
    }
}
