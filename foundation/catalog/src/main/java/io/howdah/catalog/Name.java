package io.howdah.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A name as PostgreSQL looks it up.
 *
 * @param schema null where it is to be found
 */
record Name(@Nullable String schema, String name) {}
