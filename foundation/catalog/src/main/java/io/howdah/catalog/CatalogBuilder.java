package io.howdah.catalog;

import io.howdah.catalog.CatalogRows.BuiltIn;
import io.howdah.catalog.CatalogRows.Function;
import io.howdah.catalog.CatalogRows.Link;
import io.howdah.catalog.CatalogRows.Named;
import io.howdah.catalog.CatalogRows.Operator;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Makes a {@link Catalog} of rows. For one thread.
 *
 * <p>Names in bodies become nodes of their own that use everything of that name in any schema, as
 * nobody knows with which {@code search_path} a body will run.
 */
final class CatalogBuilder {
    /** For views of PostgreSQL's own that no list has, such as those of information_schema. */
    private static final int OF_UNJUDGED =
            Effect.mask(Effect.NEEDS_PRIMARY, Effect.DEPENDS_ON_SESSION, Effect.READS_SETTINGS);

    private final GraphBuilder graph = new GraphBuilder();
    private final Directory functions = new Directory();
    private final Directory ofOneArgument = new Directory();
    private final Directory reads = new Directory();
    private final Directory writes = new Directory();
    private final Directory types = new Directory();
    private final Directory operators = new Directory();
    private final Map<String, String> volatilities = new HashMap<>();
    private final Set<String> harmless;
    private final Set<Integer> trusted = new HashSet<>();

    /**
     * @param harmless names of functions and relations, with their schemas, that an operator
     *     vouches for
     */
    CatalogBuilder(Set<String> harmless) {
        this.harmless = Set.copyOf(harmless);
    }

    Catalog build(CatalogRows rows) {
        rows.builtIns().forEach(this::add);
        Judgements.functions().keySet().forEach(name -> builtIn(name, ""));
        rows.relations().forEach(this::addRelation);
        rows.types().forEach(this::addType);
        rows.functions().forEach(this::add);
        rows.operators().forEach(this::add);
        rows.links().forEach(this::add);
        for (Function function : rows.functions()) {
            judge(function);
        }
        int ambient = graph.node("*");
        int definitions = graph.node("d");
        return new Catalog(
                graph.build(),
                graph.labels(),
                new Catalog.Directories(functions, ofOneArgument, reads, writes, types, operators),
                ambient,
                definitions);
    }

    private void add(BuiltIn function) {
        builtIn(function.name(), function.volatilities());
    }

    private void builtIn(String name, String volatility) {
        if (volatilities.putIfAbsent(name, volatility) == null) {
            int node = builtInNode(name);
            functions.add("pg_catalog", name, node);
        }
    }

    private int builtInNode(String name) {
        String key = "b" + name;
        boolean known = graph.has(key);
        int node = graph.node(key);
        if (!known) {
            graph.label(node, name);
            graph.does(node, Judgements.function(name, volatilities.getOrDefault(name, "")));
        }
        return node;
    }

    private void addRelation(Named relation) {
        String oid = relation.node().substring(1);
        int read = graph.node("r" + oid);
        int write = graph.node("w" + oid);
        String name = relation.schema() + "." + relation.name();
        reads.add(relation.schema(), relation.name(), read);
        writes.add(relation.schema(), relation.name(), write);
        graph.does(write, Effect.WRITES.bit());
        if (harmless.contains(name)) {
            trusted.add(read);
            trusted.add(write);
            return;
        }
        String label = sort(relation.kind()) + " " + name;
        graph.label(read, label);
        graph.label(write, label);
        graph.link(write, read);
        graph.link(read, graph.node("c" + oid));
        if (relation.kind().equals("f")) {
            graph.does(read, Effect.REMOTE.bit());
        } else if (relation.kind().equals("S")) {
            graph.does(read, Effect.NEEDS_PRIMARY.bit());
        }
    }

    private static String sort(String kind) {
        return switch (kind) {
            case "v" -> "view";
            case "m" -> "materialized view";
            case "f" -> "foreign table";
            case "S" -> "sequence";
            default -> "table";
        };
    }

    private void addType(Named type) {
        int node = graph.node(type.node());
        graph.label(node, "type " + type.schema() + "." + type.name());
        types.add(type.schema(), type.name(), node);
    }

    private void add(Function function) {
        int node = graph.node(function.node());
        String name = function.schema() + "." + function.name();
        graph.label(node, "function " + name);
        functions.add(function.schema(), function.name(), node);
        if (function.arguments() <= 1) {
            ofOneArgument.add(function.schema(), function.name(), node);
        }
        if (harmless.contains(name)) {
            trusted.add(node);
        }
    }

    private void add(Operator operator) {
        String function = operator.function();
        int node = function == null ? graph.node("o") : node(function);
        operators.add("", operator.name(), node);
    }

    private void add(Link link) {
        int from = graph.node(link.from());
        if (!trusted.contains(from)) {
            graph.link(from, node(link.to()));
        }
    }

    /** The node of a key that {@code catalog.sql} gives. */
    private int node(String key) {
        String rest = key.substring(1);
        return switch (key.charAt(0)) {
            case 'b' -> builtInNode(rest);
            case 's' -> systemRelation(rest);
            case 'e' -> {
                int node = graph.node(key);
                graph.does(node, Effect.valueOf(rest).bit());
                yield node;
            }
            default -> graph.node(key);
        };
    }

    private int systemRelation(String name) {
        int node = graph.node("s" + name);
        Integer effects = Judgements.relation("pg_catalog", name);
        graph.label(node, name);
        graph.does(node, effects == null ? OF_UNJUDGED : effects);
        return node;
    }

    /** Finds out what a function does by its language and body. */
    private void judge(Function function) {
        int node = graph.node(function.node());
        if (trusted.contains(node) || function.kind().equals("a")) {
            return; // an aggregate does what its functions do
        }
        Integer judged = Judgements.extension(function.extension(), function.volatility());
        if (judged != null) {
            graph.does(node, judged);
            return;
        }
        String body = function.body();
        if (body == null) {
            graph.does(node, Effect.HIDDEN_CODE.bit());
        } else {
            judge(node, BodyReader.read(body, function.language().equals("plpgsql")));
        }
    }

    private void judge(int node, Body body) {
        graph.does(node, body.effects());
        body.called().forEach(name -> uses(node, "F", name, functions));
        body.calledOwn().forEach(name -> usesOwn(node, name));
        body.fields().forEach(field -> uses(node, "A", new Name(null, field), ofOneArgument));
        body.operators().forEach(name -> uses(node, "O", new Name(null, name), operators));
        for (Name name : body.written()) {
            uses(node, "W", name, writes);
            if (Judgements.relation(name.schema(), name.name()) != null) {
                graph.does(node, Effect.HIDDEN_CODE.bit()); // an update of pg_settings sets
            }
        }
        for (Name name : body.mentioned()) {
            uses(node, "R", name, reads);
            uses(node, "T", name, types);
            Integer effects = Judgements.relation(name.schema(), name.name());
            if (effects != null && effects != 0) {
                graph.link(node, systemRelation(name.name()));
            }
        }
    }

    private void usesOwn(int node, Name name) {
        functions.find(
                name,
                SearchPath.ANYWHERE,
                found -> {
                    if (found != builtInNode(name.name())) {
                        graph.link(node, found);
                    }
                });
    }

    /** Links a node with one that stands for a name, and that with all that has the name. */
    private void uses(int node, String sort, Name name, Directory directory) {
        String key = sort + (name.schema() == null ? "" : name.schema()) + "\0" + name.name();
        if (graph.has(key)) {
            graph.link(node, graph.node(key));
            return;
        }
        @Nullable Integer[] named = new @Nullable Integer[1];
        directory.find(
                name,
                SearchPath.ANYWHERE,
                found -> {
                    Integer via = named[0];
                    if (via == null) {
                        via = graph.node(key);
                        named[0] = via;
                        graph.link(node, via);
                    }
                    graph.link(via, found);
                });
    }
}
