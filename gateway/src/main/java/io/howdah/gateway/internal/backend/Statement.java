package io.howdah.gateway.internal.backend;

import io.howdah.sql.RepeatableText;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A statement that may be prepared on any backend of its pool, under a name that is the same on
 * all. Two clients that prepare the same share one.
 */
public final class Statement {
    /** What the names of all begin with. */
    static final String PREFIX = "howdah_";

    private final Identity identity;
    private final TextEffects effects;
    private final byte[] name;
    private final int textLength;
    private boolean proven;
    private long columns;
    private boolean changed;
    private @Nullable Shape shape;

    /**
     * @param number unique within the process; makes the name
     */
    public Statement(long number, Identity identity, TextEffects effects) {
        this.identity = identity;
        this.effects = effects;
        this.textLength = identity.textLength();
        this.name = (PREFIX + number).getBytes(StandardCharsets.US_ASCII);
    }

    /** The name on the backends, without its terminating zero. */
    public byte[] name() {
        return name;
    }

    /** The name as text. */
    String nameText() {
        return new String(name, StandardCharsets.US_ASCII);
    }

    /** What was prepared, cut to {@code characters}. */
    String text(int characters) {
        String text = new String(identity.definition, 0, textLength(), StandardCharsets.UTF_8);
        return text.length() > characters ? text.substring(0, characters) : text;
    }

    /** The body of its Parse message after the name: text, zero, parameter types. */
    public byte[] definition() {
        return identity.definition;
    }

    /** The length of its text, with which the definition begins. */
    public int textLength() {
        return textLength;
    }

    /** Whether its definition is known, so that it can be prepared once more. */
    public boolean isRepeatable() {
        return identity.definition.length > 0;
    }

    /** What its words tell. */
    public TextEffects effects() {
        return effects;
    }

    /** Whether PostgreSQL has accepted its Parse on some backend. */
    public boolean isProven() {
        return proven;
    }

    /** What is known of statements like it, in {@code all} of its loop. */
    public @Nullable Shape shape(Shapes all, boolean standardStrings) {
        if (shape == null && isRepeatable()) {
            shape = all.of(identity.definition, 0, textLength(), standardStrings);
        }
        return shape;
    }

    /** Whether the schema has changed since it was prepared first. */
    public boolean isOlderThan(long epoch) {
        return identity.epoch < epoch;
    }

    /** Whether a client has been told what it gives. */
    public boolean isDescribed() {
        return columns != 0;
    }

    /** PostgreSQL has told what it gives. */
    void described(long told) {
        changed |= columns != 0 && columns != told;
        if (columns == 0) {
            columns = told;
        }
    }

    /** Whether it gives something else by now than clients were told. */
    public boolean hasChanged() {
        return changed;
    }

    void prove() {
        proven = true;
    }

    /**
     * What makes two Parse messages mean the same within a pool.
     *
     * <p>PostgreSQL resolves names by {@code search_path} and reads string literals at Parse by
     * settings such as DateStyle, so both belong to it; {@code epoch} ends all sharing with
     * statements parsed before a schema change.
     */
    public static final class Identity {
        private final byte[] definition;
        private final Object environment;
        private final long epoch;
        private final int hash;

        /**
         * @param definition the Parse body after the name; not copied
         * @param environment the settings that Parse reads, compared by equals
         * @param epoch the schema epoch, see {@link SchemaEpoch}
         */
        public Identity(byte[] definition, Object environment, long epoch) {
            this.definition = definition;
            this.environment = environment;
            this.epoch = epoch;
            this.hash =
                    (Arrays.hashCode(definition) * 31 + environment.hashCode()) * 31
                            + Long.hashCode(epoch);
        }

        private int textLength() {
            int length = 0;
            while (length < definition.length && definition[length] != 0) {
                length++;
            }
            return length;
        }

        /** Whether it is enough to parse it once. */
        boolean isRepeatable() {
            return RepeatableText.isRepeatable(definition, 0, textLength());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Identity that
                    && hash == that.hash
                    && epoch == that.epoch
                    && environment.equals(that.environment)
                    && Arrays.equals(definition, that.definition);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
