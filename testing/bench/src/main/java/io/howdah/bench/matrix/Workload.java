package io.howdah.bench.matrix;

import java.util.List;

/** What pgbench's clients do. */
public enum Workload {
    /** One row by its key. */
    SELECT("select", "one row by its key", "-b select-only"),
    /** A transaction of three updates, a select and an insert. */
    TPCB("tpcb", "a transaction of three updates, a select and an insert", "-b tpcb-like"),
    /** What readers of the blog demo ask for: {@link BlogReads}. */
    BLOG("blog", "what readers of the blog demo ask for", ""),
    /** A new connection for each row by its key. */
    RECONNECT("reconnect", "a connection for each row by its key", "-C -b select-only");

    private final String label;
    private final String meaning;
    private final String options;

    Workload(String label, String meaning, String options) {
        this.label = label;
        this.meaning = meaning;
        this.options = options;
    }

    /** The first word of a cell's name. */
    public String label() {
        return label;
    }

    /** What a transaction is, for people. */
    public String meaning() {
        return meaning;
    }

    /** What pgbench is told, beside scripts. */
    List<String> options() {
        return options.isEmpty() ? List.of() : List.of(options.split(" ", -1));
    }
}
