package io.howdah.sql;

import java.util.Optional;

/** What {@code BEGIN} and {@code SET TRANSACTION} ask for; empty what they do not mention. */
public record TransactionModes(
        Optional<Boolean> readOnly, Optional<Isolation> isolation, Optional<Boolean> deferrable) {
    /** None mentioned. */
    public static final TransactionModes NONE =
            new TransactionModes(Optional.empty(), Optional.empty(), Optional.empty());

    /** What holds when {@code later} is asked for in addition. */
    public TransactionModes with(TransactionModes later) {
        return new TransactionModes(
                later.readOnly.or(() -> readOnly),
                later.isolation.or(() -> isolation),
                later.deferrable.or(() -> deferrable));
    }

    /** The levels of isolation. */
    public enum Isolation {
        READ_UNCOMMITTED,
        READ_COMMITTED,
        REPEATABLE_READ,
        SERIALIZABLE
    }
}
