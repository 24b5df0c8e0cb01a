package io.howdah.sql;

import java.util.Optional;

/**
 * The name of a function, relation, operator or type as PostgreSQL looks it up: unquoted letters of
 * ASCII in lower case, quotes and escapes undone, cut to 63 bytes.
 *
 * <p>A name is read as UTF-8, or, where its bytes are no UTF-8, one character a byte.
 *
 * @param schema the schema if the text gives one; a database before it is left out
 */
public record ObjectName(Optional<String> schema, String name) {
    /** A name without a schema, to be found by {@code search_path}. */
    public static ObjectName of(String name) {
        return new ObjectName(Optional.empty(), name);
    }

    public static ObjectName of(String schema, String name) {
        return new ObjectName(Optional.of(schema), name);
    }

    /** One of PostgreSQL's own, which a key word or form of the grammar stands for. */
    static ObjectName builtIn(String name) {
        return of("pg_catalog", name);
    }

    /** Whether it is in the schema of a session's temporary objects. */
    boolean isTemporary() {
        return schema.isPresent()
                && (schema.get().equals("pg_temp") || schema.get().startsWith("pg_temp_"));
    }

    @Override
    public String toString() {
        return schema.map(prefix -> prefix + "." + name).orElse(name);
    }
}
