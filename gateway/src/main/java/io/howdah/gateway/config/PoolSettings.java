package io.howdah.gateway.config;

import io.howdah.base.config.InvalidSetting;
import io.howdah.base.config.Setting;

import java.time.Duration;

/** How the backends of one (database, user) on one node are pooled. A duration of 0 means never. */
public record PoolSettings(
        @Setting(
                        value =
                                "transaction hands a backend to another client after every"
                                        + " transaction; session keeps it until the client leaves.",
                        fallback = "transaction")
                PoolMode mode,
        @Setting(
                        value =
                                "The most backends of this database and user, in the whole"
                                        + " process.",
                        fallback = "20")
                int size,
        @Setting(value = "Backends kept open even when idle.", fallback = "0") int minimum,
        @Setting(
                        value =
                                "An idle backend above the minimum is closed after this time; 0s:"
                                        + " never.",
                        fallback = "10m")
                Duration idleTimeout,
        @Setting(
                        value = "How long connecting and logging in to PostgreSQL may take.",
                        fallback = "5s")
                Duration connectTimeout,
        @Setting(
                        value =
                                "How long a statement may wait for a free backend; then 57014, or"
                                        + " 08006 if none can be connected. 0s: for ever.",
                        fallback = "2m")
                Duration queryWaitTimeout,
        @Setting(
                        value = "A statement that runs longer is cancelled with 57014; 0s: never.",
                        fallback = "0s")
                Duration queryTimeout,
        @Setting(
                        value =
                                "A client that stays idle inside a transaction longer is"
                                        + " disconnected with 25P03; 0s: never.",
                        fallback = "0s")
                Duration idleInTransactionTimeout,
        @Setting(
                        value =
                                "A client that sends nothing for this time is disconnected with"
                                        + " 57P05; 0s: never.",
                        fallback = "0s")
                Duration clientIdleTimeout) {
    public PoolSettings {
        checkSize(size);
        if (minimum < 0 || minimum > size) {
            throw new InvalidSetting(
                    "minimum", "must be within 0..size (" + size + "), not " + minimum);
        }
        checkConnectTimeout(connectTimeout);
    }

    static void checkSize(int size) {
        if (size < 1 || size > 100_000) {
            throw new InvalidSetting("size", "must be within 1..100000, not " + size);
        }
    }

    static void checkConnectTimeout(Duration connectTimeout) {
        if (connectTimeout.isZero()) {
            throw new InvalidSetting("connect-timeout", "must be longer than 0");
        }
    }
}
