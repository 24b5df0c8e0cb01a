package io.howdah.routing;

import java.util.EnumMap;
import java.util.Map;

/** What reads took, by challenger. Not for two threads at a time. */
final class Tails {
    private final Map<Author, Sides> byChallenger = new EnumMap<>(Author.class);

    /**
     * Of one challenger.
     *
     * @param trial its own reads
     * @param before those of who decides, of the seconds before its trials
     * @param after the same of the seconds behind them
     */
    record Sides(Tail trial, Tail before, Tail after) {
        Sides() {
            this(new Tail(), new Tail(), new Tail());
        }

        void add(Sides other) {
            trial.add(other.trial);
            before.add(other.before);
            after.add(other.after);
        }

        void clear() {
            trial.clear();
            before.clear();
            after.clear();
        }

        /** Of the least of the three. */
        long total() {
            return Math.min(trial.total(), Math.min(before.total(), after.total()));
        }
    }

    Tails() {
        for (Author author : Author.values()) {
            byChallenger.put(author, new Sides());
        }
    }

    Sides of(Author challenger) {
        Sides sides = byChallenger.get(challenger);
        if (sides == null) {
            throw new AssertionError(challenger);
        }
        return sides;
    }

    /** One was sent in {@code turn}. */
    void add(Turn turn, long latencyNanos) {
        Author incumbent = turn.regime().incumbent();
        if (turn.author() != incumbent) {
            of(turn.author()).trial.add(latencyNanos);
            return;
        }
        if (turn.after() != incumbent) {
            of(turn.after()).before.add(latencyNanos);
        }
        if (turn.before() != incumbent) {
            of(turn.before()).after.add(latencyNanos);
        }
    }

    void clear() {
        byChallenger.values().forEach(Sides::clear);
    }
}
