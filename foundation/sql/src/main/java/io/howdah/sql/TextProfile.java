package io.howdah.sql;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a text does to the session it is sent in, as far as its words tell. Immutable; plain
 * statements share one instance a kind.
 *
 * <p>The profile errs to one side: an effect that the text has by its words is told, whatever its
 * case, quoting, comments and place in the text; one that it does not have may be told. Of a text
 * that PostgreSQL refuses everything may be told. For the encodings a text may be in see {@link
 * Lexer}.
 */
public final class TextProfile {
    /** Single statements without effects, by the kind's ordinal. */
    private static final TextProfile[] PLAIN = plain(false);

    private static final TextProfile[] PLAIN_WITH_STRING = plain(true);

    private final int statements;
    private final StatementKind first;
    private final int effects;
    private final boolean stringLiteral;
    private final boolean complete;

    private TextProfile(
            int statements,
            StatementKind first,
            int effects,
            boolean stringLiteral,
            boolean complete) {
        this.statements = statements;
        this.first = first;
        this.effects = effects;
        this.stringLiteral = stringLiteral;
        this.complete = complete;
    }

    /**
     * Reads the text in {@code text[offset, offset + length)}.
     *
     * @param standardConformingStrings the session's setting when the text is parsed
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public static TextProfile of(
            byte[] text, int offset, int length, boolean standardConformingStrings) {
        return new TextReader(text, new Lexer(text, offset, length, standardConformingStrings))
                .read();
    }

    @SuppressWarnings("EnumOrdinal")
    static TextProfile of(
            int statements,
            StatementKind first,
            int effects,
            boolean stringLiteral,
            boolean complete) {
        if (statements == 1 && effects == 0 && complete) {
            return (stringLiteral ? PLAIN_WITH_STRING : PLAIN)[first.ordinal()];
        }
        return new TextProfile(statements, first, effects, stringLiteral, complete);
    }

    /** How many statements the text holds, empty ones not counted. */
    public int statements() {
        return statements;
    }

    /** Whether there is no statement, which PostgreSQL answers with EmptyQueryResponse. */
    public boolean isEmpty() {
        return statements == 0;
    }

    /** The kind of the first statement; {@link StatementKind#EMPTY} if there is none. */
    public StatementKind first() {
        return first;
    }

    /**
     * The kind of the one statement; {@link StatementKind#EMPTY} if there is none, {@link
     * StatementKind#MULTI} if several.
     */
    public StatementKind only() {
        return statements > 1 ? StatementKind.MULTI : first;
    }

    /** The effects of all statements together; cannot be modified. */
    public Set<SessionEffect> effects() {
        EnumSet<SessionEffect> set = EnumSet.noneOf(SessionEffect.class);
        for (SessionEffect effect : SessionEffect.values()) {
            if (has(effect)) {
                set.add(effect);
            }
        }
        return Collections.unmodifiableSet(set);
    }

    /** Whether any statement has the effect. */
    public boolean has(SessionEffect effect) {
        return (effects & effect.bit()) != 0;
    }

    /** Whether any statement has any effect: false for most that an application sends. */
    public boolean hasEffects() {
        return effects != 0;
    }

    /**
     * Whether PostgreSQL takes the first statement in an aborted transaction, where it refuses all
     * others with 25P02 (its {@code IsTransactionExitStmt}).
     */
    public boolean isTransactionExit() {
        return switch (first) {
            case COMMIT, ROLLBACK, ROLLBACK_TO, PREPARE_TRANSACTION -> true;
            default -> false;
        };
    }

    /**
     * Whether the text holds a string constant in any form but {@code B''} and {@code X''}.
     * PostgreSQL may read one by the session's settings when it parses the text.
     */
    public boolean holdsStringLiteral() {
        return stringLiteral;
    }

    /** Whether every quote and comment is closed; PostgreSQL refuses a text where one is not. */
    public boolean isComplete() {
        return complete;
    }

    @Override
    public String toString() {
        return only() + " " + effects() + (complete ? "" : " incomplete");
    }

    private static TextProfile[] plain(boolean stringLiteral) {
        return Arrays.stream(StatementKind.values())
                .map(kind -> new TextProfile(1, kind, 0, stringLiteral, true))
                .toArray(TextProfile[]::new);
    }
}
