package io.howdah.catalog;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Where names without a schema are looked up, beside pg_catalog.
 *
 * @param schemas null: anywhere, which never overlooks an object
 */
public record SearchPath(@Nullable List<String> schemas) {
    /** For a session whose search_path is not known. */
    public static final SearchPath ANYWHERE = new SearchPath(null);

    public SearchPath {
        schemas = schemas == null ? null : List.copyOf(schemas);
    }

    /**
     * A known one.
     *
     * @param schemas with {@code "$user"} replaced by the session's role
     */
    public static SearchPath of(List<String> schemas) {
        return new SearchPath(schemas);
    }

    boolean contains(String schema) {
        return schemas == null || schemas.contains(schema);
    }
}
