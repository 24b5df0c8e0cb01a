package io.howdah.gateway.internal.backend;

import io.howdah.gateway.internal.backend.Step.Outcome;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which statements are prepared on one backend, least recently used first. Confined to its loop.
 *
 * <p>A statement is entered when its Parse is sent; until PostgreSQL confirms, only the exchange
 * that sent it may build on it, because an error in that exchange makes PostgreSQL skip the Parse.
 */
public final class BackendStatements {
    private final int limit;
    private final LinkedHashMap<Statement, State> table = new LinkedHashMap<>(16, 0.75f, true);
    private int closing;
    private @Nullable Object unnamed;

    /** A state that a statement on a backend can be in. */
    private sealed interface State {
        /** PostgreSQL has it. */
        record Prepared() implements State {}

        /** Its Parse is on the way. */
        record Sent(Exchange by) implements State {}

        /** Its Close is on the way, which may be skipped. */
        record Closing(Exchange by) implements State {}
    }

    private static final State PREPARED = new State.Prepared();

    BackendStatements(int limit) {
        this.limit = limit;
    }

    /**
     * Whether {@code statement} can be used, on a backend where others have exchanges under way:
     * what they have sent to be parsed is taken to be there.
     */
    public boolean isThere(Statement statement) {
        return switch (table.get(statement)) {
            case null -> false;
            case State.Closing _ -> false;
            case State.Prepared _, State.Sent _ -> true;
        };
    }

    /** What an exchange that needs {@code statement} has to do first. */
    public Need need(Statement statement, Exchange by) {
        return switch (table.get(statement)) {
            case null -> Need.PARSE;
            case State.Prepared() -> Need.NOTHING;
            case State.Sent(Exchange other) -> other == by ? Need.NOTHING : Need.WAIT;
            case State.Closing(Exchange other) -> other == by ? Need.PARSE : Need.WAIT;
        };
    }

    /** What has to happen before a statement can be used. */
    public enum Need {
        /** It is there. */
        NOTHING,
        /** It has to be prepared. */
        PARSE,
        /** Another exchange is preparing or closing it, and may fail. */
        WAIT
    }

    /** The Parse of {@code statement} has been sent by {@code by}. */
    public void sent(Statement statement, Exchange by) {
        if (table.put(statement, new State.Sent(by)) instanceof State.Closing) {
            closing--;
        }
    }

    /** PostgreSQL has prepared {@code statement}. */
    public void prepared(Statement statement) {
        table.computeIfPresent(statement, (key, state) -> PREPARED);
        statement.prove();
    }

    /** {@code statement} is not prepared, or not any more. */
    public void remove(Statement statement) {
        if (table.remove(statement) instanceof State.Closing) {
            closing--;
        }
    }

    /**
     * A statement that {@code by} has to close before another one is prepared, or null while there
     * is room, or nothing that can be prepared again; ask until it is null.
     */
    public @Nullable Statement makeRoom(Exchange by) {
        if (table.size() - closing < limit) {
            return null;
        }
        for (Map.Entry<Statement, State> eldest : table.entrySet()) {
            if (eldest.getValue() == PREPARED && eldest.getKey().isRepeatable()) {
                eldest.setValue(new State.Closing(by));
                closing++;
                return eldest.getKey();
            }
        }
        return null;
    }

    /** What becomes of the Close of a statement that {@link #makeRoom} answered. */
    public Outcome closing(Statement statement) {
        return new Outcome() {
            @Override
            public void succeeded() {
                if (table.get(statement) instanceof State.Closing) {
                    remove(statement);
                }
            }

            @Override
            public void failed() {
                remove(statement);
                table.put(statement, PREPARED);
            }
        };
    }

    /** Whether {@code statement} is there, or on its way; does not count as a use of it. */
    boolean has(Statement statement) {
        return table.containsKey(statement);
    }

    /** How many there are. */
    public int size() {
        return table.size();
    }

    /** All are gone. */
    void clear() {
        table.clear();
        closing = 0;
        unnamed = null;
    }

    /** Whether the unnamed statement is the one that {@code owner} had parsed. */
    public boolean isUnnamed(Object owner) {
        return unnamed == owner;
    }

    /** The unnamed statement is now {@code owner}'s; null: it is gone. */
    public void unnamed(@Nullable Object owner) {
        unnamed = owner;
    }
}
