package io.howdah.sql;

/**
 * What a statement does to data, as far as its text tells; functions, operators, rules and views
 * that it names may do more. It errs to one side: what writes or locks is never {@link #READS}.
 */
public enum Access {
    /** Only reads, by its text. */
    READS,
    /** Reads and locks rows, or locks tables: {@code FOR UPDATE}, {@code LOCK}. */
    LOCKS,
    /** Changes data, definitions, or what others see or hear. */
    WRITES,
    /** Begins, ends or divides a transaction, or says what it may do. */
    TRANSACTION,
    /** Acts on what the session holds: settings, prepared statements, cursors, channels. */
    SESSION,
    /** Not understood, or runs code that the text does not tell: to be treated like a write. */
    UNKNOWN;

    /** The one of the two that allows less. */
    Access with(Access other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
