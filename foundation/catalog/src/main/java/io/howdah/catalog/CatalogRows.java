package io.howdah.catalog;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What {@link CatalogQueries#READ} answered, sorted. Nodes are texts such as {@code f16390}; see
 * {@code catalog.sql}.
 */
public record CatalogRows(
        List<BuiltIn> builtIns,
        List<Function> functions,
        List<Named> relations,
        List<Named> types,
        List<Operator> operators,
        List<Link> links) {
    /** A function of PostgreSQL's own, with the volatilities of all of that name. */
    record BuiltIn(String name, String volatilities) {}

    /**
     * A function of the database's own.
     *
     * @param kind as in {@code pg_proc.prokind}: f, p, a, w
     * @param arguments how many a call must give at least
     * @param body what it runs; null where it is too long or in a language that is not read
     */
    record Function(
            String node,
            String schema,
            String name,
            String kind,
            String language,
            String volatility,
            @Nullable String extension,
            int arguments,
            @Nullable String body) {}

    /**
     * A relation or type.
     *
     * @param kind as in {@code pg_class.relkind}; empty for a type
     */
    record Named(String node, String schema, String name, String kind) {}

    /** An operator; PostgreSQL's own have no function here. */
    record Operator(String name, @Nullable String function) {}

    /** Using {@code from} uses {@code to}. */
    record Link(String from, String to) {}

    /**
     * Sorts rows.
     *
     * @throws IllegalArgumentException if one is of no known kind
     */
    public static CatalogRows of(List<List<@Nullable String>> rows) {
        CatalogRows sorted =
                new CatalogRows(
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new ArrayList<>());
        for (List<@Nullable String> row : rows) {
            sorted.add(row);
        }
        return sorted;
    }

    private void add(List<@Nullable String> row) {
        String kind = text(row, 0);
        switch (kind) {
            case "B" -> builtIns.add(new BuiltIn(text(row, 1), text(row, 2)));
            case "F" ->
                    functions.add(
                            new Function(
                                    text(row, 1),
                                    text(row, 2),
                                    text(row, 3),
                                    text(row, 4),
                                    text(row, 5),
                                    text(row, 6),
                                    row.get(7),
                                    Integer.parseInt(text(row, 8)),
                                    row.get(9)));
            case "R" ->
                    relations.add(
                            new Named(text(row, 1), text(row, 2), text(row, 3), text(row, 4)));
            case "T" -> types.add(new Named(text(row, 1), text(row, 2), text(row, 3), ""));
            case "O" -> operators.add(new Operator(text(row, 1), row.get(2)));
            case "L" -> links.add(new Link(text(row, 1), text(row, 2)));
            default -> throw new IllegalArgumentException("no row is of kind " + kind);
        }
    }

    private static String text(List<@Nullable String> row, int column) {
        return Objects.requireNonNull(row.get(column), "a column of a catalogue row is null");
    }
}
