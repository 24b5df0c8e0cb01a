package io.howdah.gateway.config;

import io.howdah.base.config.InvalidSetting;
import io.howdah.base.config.Setting;

import java.time.Duration;
import java.util.Optional;

/** How the backends of one (database, user) on one node are pooled. A duration of 0 means never. */
public record PoolSettings(
        @Setting(
                        value =
                                "transaction hands a backend to another client after every"
                                        + " transaction; session keeps it until the client leaves;"
                                        + " statement is as transaction, and ends whoever opens a"
                                        + " transaction block.",
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
                                "Backends beyond pool.size, opened when somebody has waited for"
                                        + " pool.reserve-timeout.",
                        fallback = "0")
                int reserveSize,
        @Setting(
                        value =
                                "How long somebody waits before the reserve is used, and how long a"
                                        + " backend of the reserve is kept idle; 0s: never used.",
                        fallback = "5s")
                Duration reserveTimeout,
        @Setting(
                        value =
                                "Whether idle backends are used in turn, to spread the load behind"
                                        + " a node's address, instead of the last used one first.",
                        fallback = "false")
                boolean roundRobin,
        @Setting(
                        value =
                                "A backend older than this is closed when nobody uses it; one at a"
                                        + " time, so that not all are replaced together. 0s:"
                                        + " never.",
                        fallback = "1h")
                Duration backendLifetime,
        @Setting(
                        value =
                                "A backend that has been idle this long is checked before it is"
                                        + " lent, for at most pool.connect-timeout; 0s: never.",
                        fallback = "30s")
                Duration checkDelay,
        @Setting("The query that checks an idle backend; absent: an empty one.")
                Optional<String> checkQuery,
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
                Duration clientIdleTimeout,
        @Setting(
                        value =
                                "In mode transaction, how long a BEGIN by itself is held back to be"
                                        + " sent with the statement that follows, so that it takes"
                                        + " neither a backend nor a round trip; at most 1s. 0s:"
                                        + " never.",
                        fallback = "5ms")
                Duration beginDelay) {
    public PoolSettings {
        checkSize(size);
        if (minimum < 0 || minimum > size) {
            throw new InvalidSetting(
                    "minimum", "must be within 0..size (" + size + "), not " + minimum);
        }
        checkReserveSize(reserveSize);
        checkConnectTimeout(connectTimeout);
        checkBeginDelay(beginDelay);
    }

    static void checkReserveSize(int reserveSize) {
        Bounds.within(0, 100_000, "reserve-size", reserveSize);
    }

    static void checkSize(int size) {
        Bounds.within(1, 100_000, "size", size);
    }

    static void checkConnectTimeout(Duration connectTimeout) {
        Bounds.longerThanZero("connect-timeout", connectTimeout);
    }

    static void checkBeginDelay(Duration beginDelay) {
        if (beginDelay.isNegative() || beginDelay.compareTo(Duration.ofSeconds(1)) > 0) {
            throw new InvalidSetting("begin-delay", "must be within 0s..1s");
        }
    }
}
