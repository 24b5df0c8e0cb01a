package io.howdah.sql;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one statement is, does and names, by its text. Immutable; it does not hold the text.
 *
 * @param kind what it is by its first words, also where the rest is not understood
 * @param start the position of its first byte, counted from the start of the array
 * @param end the position after its last byte: no semicolon, white space or comment
 * @param access what it does to data; for EXPLAIN, with or without ANALYZE, and for DECLARE, what
 *     the statement in it does
 * @param action what it does to the session
 * @param references what it names
 * @param configCalls its calls of {@code set_config}
 */
public record SqlStatement(
        StatementKind kind,
        int start,
        int end,
        Access access,
        SessionAction action,
        References references,
        List<ConfigCall> configCalls) {
    public SqlStatement {
        configCalls = List.copyOf(configCalls);
    }

    /**
     * Whether the whole statement was understood. If not, its access is {@link Access#UNKNOWN}, its
     * action unclear, and what it names is told in part only.
     */
    public boolean isUnderstood() {
        return !(action instanceof SessionAction.Unclear);
    }

    public List<ObjectName> functions() {
        return references.functions();
    }

    public List<ObjectName> operators() {
        return references.operators();
    }

    public List<ObjectName> types() {
        return references.types();
    }

    public Set<String> fields() {
        return references.fields();
    }

    public List<ObjectName> reads() {
        return references.reads();
    }

    public List<ObjectName> writes() {
        return references.writes();
    }

    /** All relations, whether read or written. */
    public List<ObjectName> relations() {
        return Stream.concat(reads().stream(), writes().stream()).distinct().toList();
    }
}
