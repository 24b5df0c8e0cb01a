package io.howdah.bench.tail;

/** What arrives. */
public enum Scenario {
    /** One row by its key, as often as makes PgBouncer busy to 70 %. */
    STEADY("Latency at a fixed rate"),
    /** Statements of a millisecond, beside others that now and then have to wait for 2 s. */
    HELD_UP("Latency beside statements that are held up");

    private final String title;

    Scenario(String title) {
        this.title = title;
    }

    /** A heading. */
    public String title() {
        return title;
    }
}
