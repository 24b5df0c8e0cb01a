package io.howdah.catalog;

/**
 * What is asked of a database to know it. Each is one simple query of several statements, run as
 * one transaction that leaves the session as it was.
 */
public final class CatalogQueries {
    /**
     * Whatever the session's settings are: names are PostgreSQL's own, and what is compiled or
     * started in parallel costs more than it saves.
     */
    private static final String SETTINGS =
            """
            SET LOCAL search_path = pg_catalog, pg_temp;
            SET LOCAL jit = off;
            SET LOCAL max_parallel_workers_per_gather = 0;
            SET LOCAL statement_timeout = '60s';
            SET LOCAL lock_timeout = '5s';
            """;

    /** Everything; see {@link CatalogRows#of}. */
    public static final String READ = SETTINGS + ListFile.text("catalog.sql");

    /**
     * One row: a text that changes whenever what {@link #READ} reads does, and the number of
     * functions and relations.
     */
    public static final String FINGERPRINT = SETTINGS + ListFile.text("fingerprint.sql");

    private CatalogQueries() {}
}
