package io.howdah.sql;

import java.util.List;
import java.util.Set;

/**
 * What a statement names, everywhere in it: in subqueries, common table expressions, and the
 * statement that EXPLAIN, PREPARE or DECLARE holds. Each is told once. Where the text leaves open
 * what a name is, it is told: a function may turn out to be a special form of the grammar that has
 * no function, a relation may be a common table expression of an outer query.
 *
 * <p>What a definition names (CREATE, ALTER, DROP, GRANT) is told in part only: relations that it
 * is about, and what the queries in it name.
 *
 * @param functions called by name, by {@code func 'text'}, or by a form of the grammar that stands
 *     for a function ({@code EXTRACT} for {@code pg_catalog.extract}, {@code CURRENT_USER} for
 *     {@code pg_catalog.current_user}); aggregates, window functions and procedures, too
 * @param operators by their symbols, also those that words stand for ({@code LIKE} for {@code ~~})
 * @param types of casts, typed constants and column lists: to read or convert a value of one may
 *     call a function; PostgreSQL's own names for its own ({@code pg_catalog.int4})
 * @param fields names after a dot: PostgreSQL reads {@code t.name} and {@code (x).name} as {@code
 *     name(t)} where {@code t} has no such column
 * @param reads relations that are read; no names of common table expressions
 * @param writes relations that are changed, made, dropped or locked
 */
public record References(
        List<ObjectName> functions,
        List<ObjectName> operators,
        List<ObjectName> types,
        Set<String> fields,
        List<ObjectName> reads,
        List<ObjectName> writes) {
    public References {
        functions = List.copyOf(functions);
        operators = List.copyOf(operators);
        types = List.copyOf(types);
        fields = Set.copyOf(fields);
        reads = List.copyOf(reads);
        writes = List.copyOf(writes);
    }
}
