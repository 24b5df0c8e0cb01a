package io.howdah.catalog;

import io.howdah.catalog.CatalogVerdict.Finding;
import io.howdah.sql.ObjectName;
import io.howdah.sql.References;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the objects of one database may do when a statement reaches them. Immutable.
 *
 * <p><b>What is proven.</b> A function does nothing only if its body was read and everything in it,
 * recursively, does nothing; what it is declared as does not count. Views, rules, policies,
 * triggers, defaults, constraints, expressions of indexes and partitions, domains, casts,
 * operators, aggregates, partitions and foreign keys are followed. Code in C and other languages
 * does anything, unless its extension is known to be harmless.
 *
 * <p><b>What is not.</b> Planner support functions, text search templates, access methods and
 * procedural languages, which only a superuser can make, in C; code that triggers on a log-in.
 *
 * <p>The graph of what uses what is worked out once; a statement costs a look-up per name, and a
 * search along the graph per effect that is found.
 */
public final class Catalog {
    /** What a field of a row that is called like a function of PostgreSQL's own is taken for. */
    private static final int EFFECTS_OF_FIELD =
            Effect.PINS
                    | Effect.mask(
                            Effect.ADVANCES_SEQUENCE, Effect.WRITES, Effect.DEPENDS_ON_SESSION);

    private final Graph graph;
    private final @Nullable String[] labels;
    private final Directories directories;
    private final int ambient;
    private final int definitions;
    private final boolean harmless;

    /** Objects by name, a directory for each way to use them. */
    record Directories(
            Directory functions,
            Directory ofOneArgument,
            Directory reads,
            Directory writes,
            Directory types,
            Directory operators) {}

    Catalog(
            Graph graph,
            @Nullable String[] labels,
            Directories directories,
            int ambient,
            int definitions) {
        this.graph = graph;
        this.labels = labels;
        this.directories = directories;
        this.ambient = ambient;
        this.definitions = definitions;
        this.harmless = provesHarmless();
    }

    /** PostgreSQL's own functions have no sort before their names; texts name them. */
    private boolean provesHarmless() {
        int hidden = graph.reach(ambient) | graph.reach(definitions);
        for (int node = 0; node < labels.length && (hidden & Effect.PINS) == 0; node++) {
            String label = labels[node];
            if (label != null && label.indexOf(' ') > 0) {
                hidden |= graph.reach(node);
            }
        }
        return (hidden & Effect.PINS) == 0;
    }

    /**
     * The catalogue of a database.
     *
     * @param harmless names of functions and relations, with their schemas, that are not looked
     *     into
     */
    public static Catalog of(CatalogRows rows, Set<String> harmless) {
        return new CatalogBuilder(harmless).build(rows);
    }

    /**
     * Whether nothing that the database itself holds gives reason for a client to keep its backend.
     */
    public boolean isHarmless() {
        return harmless;
    }

    /** How many nodes it has, names in bodies among them. */
    public int size() {
        return graph.size();
    }

    /**
     * What a statement may do by what it names. Calls of {@code set_config} are left out: the
     * statement tells of them itself.
     *
     * @param defines whether it defines objects, which event triggers hear of
     */
    public CatalogVerdict verdict(References names, SearchPath path, boolean defines) {
        Roots roots = new Roots(path);
        roots.add(ambient);
        if (defines) {
            roots.add(definitions);
        }
        names.functions().forEach(roots::function);
        names.types().forEach(roots::type);
        names.operators().forEach(roots::operator);
        names.reads().forEach(name -> roots.relation(name, directories.reads));
        names.writes().forEach(name -> roots.relation(name, directories.writes));
        names.fields().forEach(roots::field);
        return roots.verdict();
    }

    /** What one statement reaches directly. */
    private final class Roots {
        private final SearchPath path;
        private final Set<Integer> nodes = new LinkedHashSet<>();
        private final List<Finding> findings = new ArrayList<>();
        private int effects;

        Roots(SearchPath path) {
            this.path = path;
        }

        void add(int node) {
            nodes.add(node);
        }

        void function(ObjectName name) {
            if (isSetConfig(name)) {
                return;
            }
            if (!look(name, directories.functions)) {
                unknown("function", name);
            }
        }

        private boolean isSetConfig(ObjectName name) {
            return name.name().equals("set_config")
                    && name.schema().orElse("pg_catalog").equals("pg_catalog");
        }

        void type(ObjectName name) {
            if (!look(name, directories.types) && !look(name, directories.reads)) {
                unknown("type", name);
            }
        }

        void operator(ObjectName name) {
            Name symbol = new Name(null, name.name());
            if (!directories.operators.find(symbol, SearchPath.ANYWHERE, this::add)) {
                unknown("operator", name);
            }
        }

        void relation(ObjectName name, Directory directory) {
            Integer system = Judgements.relation(name.schema().orElse(null), name.name());
            if (system != null) {
                boolean written = directory == directories.writes;
                note(written ? Effect.UNKNOWN.bit() : system, name.toString());
            }
            if (!look(name, directory) && system == null) {
                unknown("relation", name);
            }
        }

        void field(String field) {
            look(ObjectName.of(field), directories.ofOneArgument);
            Integer judged = Judgements.functions().get(field);
            if (judged != null) {
                note(judged & EFFECTS_OF_FIELD, field);
            }
        }

        private boolean look(ObjectName name, Directory directory) {
            Name found = new Name(name.schema().orElse(null), name.name());
            boolean own = directory.find(found, path, this::add);
            if (found.schema() != null) {
                return own;
            }
            Name builtIn = new Name("pg_catalog", found.name());
            return directory.find(builtIn, path, this::add) || own;
        }

        private void unknown(String sort, ObjectName name) {
            note(Effect.UNKNOWN.bit(), sort + " " + name);
        }

        private void note(int mask, String object) {
            for (Effect effect : Effect.of(mask & ~effects)) {
                findings.add(new Finding(effect, object, null));
            }
            effects |= mask;
        }

        CatalogVerdict verdict() {
            for (int node : nodes) {
                for (Effect effect : Effect.of(graph.reach(node) & ~effects)) {
                    findings.add(finding(node, effect));
                    effects |= effect.bit();
                }
            }
            return new CatalogVerdict(Effect.of(effects), findings);
        }

        private Finding finding(int node, Effect effect) {
            int[] way = graph.way(node, effect.bit());
            String last = label(way.length - 1, way);
            for (int i = way.length - 1; i >= 0; i--) {
                String label = labels[way[i]];
                if (label != null && label.indexOf(' ') > 0) {
                    return new Finding(effect, label, last.equals(label) ? null : last);
                }
            }
            return new Finding(effect, last, null);
        }

        private String label(int from, int[] way) {
            for (int i = from; i >= 0; i--) {
                String label = labels[way[i]];
                if (label != null) {
                    return label;
                }
            }
            return "an object of every statement's";
        }
    }
}
