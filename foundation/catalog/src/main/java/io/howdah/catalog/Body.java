package io.howdah.catalog;

import java.util.Set;

/**
 * What the body of a function does by its words, and what it names.
 *
 * @param effects of its own words, as a mask
 * @param called names followed by a parenthesis
 * @param calledOwn names of functions of the database's own that are followed by one; PostgreSQL's
 *     own function of the name was looked at and does nothing
 * @param mentioned every name, as any may be a relation or type
 * @param written names where a statement says what it writes
 * @param fields names after a dot, which may be functions of what stands before
 */
record Body(
        int effects,
        Set<Name> called,
        Set<Name> calledOwn,
        Set<Name> mentioned,
        Set<Name> written,
        Set<String> fields,
        Set<String> operators) {}
