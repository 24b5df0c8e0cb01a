package io.howdah.bench.matrix;

/** How pgbench sends statements. */
public enum Protocol {
    /** As text, with the literals in it. */
    SIMPLE("simple"),
    /** Parsed, bound and executed each time, without a name. */
    EXTENDED("extended"),
    /** Parsed once under a name. */
    PREPARED("prepared");

    private final String label;

    Protocol(String label) {
        this.label = label;
    }

    /** As pgbench's {@code -M} calls it. */
    public String label() {
        return label;
    }
}
