package io.howdah.bench.nodes;

import java.util.List;

/** One visit to a {@link Station}. One thread. */
final class Ticket {
    private final List<String> tables;
    private final Runnable onServed;
    private boolean served;
    private boolean answered;
    private boolean abandoned;

    /**
     * A visit that reads {@code tables}, one after the other.
     *
     * @param onServed told when the service time is over, unless nobody waits for it then
     */
    Ticket(List<String> tables, Runnable onServed) {
        this.tables = List.copyOf(tables);
        this.onServed = onServed;
    }

    List<String> tables() {
        return tables;
    }

    void serve() {
        served = true;
        if (!abandoned) {
            onServed.run();
        }
    }

    void answer() {
        answered = true;
    }

    void abandon() {
        abandoned = true;
    }

    /** Whether its place is free for another. */
    boolean isDone() {
        return served && (answered || abandoned);
    }
}
