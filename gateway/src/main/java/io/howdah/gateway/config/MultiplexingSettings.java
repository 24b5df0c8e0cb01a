package io.howdah.gateway.config;

import io.howdah.base.DataSize;
import io.howdah.base.config.InvalidSetting;
import io.howdah.base.config.Setting;

import java.time.Duration;

/**
 * How statements of many clients run on few backends at a time. Only such are shared that read,
 * outside of a transaction, and answer the same in every session; all others have a backend to
 * themselves.
 */
public record MultiplexingSettings(
        @Setting(
                        value =
                                "Whether quick reads of several clients are sent to PostgreSQL"
                                        + " behind one another on the same backend.",
                        fallback = "true")
                boolean enabled,
        @Setting(
                        value =
                                "Whether what is shared again and again is prepared once on each"
                                        + " backend, and taken back where that makes it slower.",
                        fallback = "true")
                boolean prepare,
        @Setting(
                        value =
                                "Whether literals of simple queries become parameters then, where"
                                        + " PostgreSQL provably answers the same.",
                        fallback = "true")
                boolean literals,
        @Setting(
                        value =
                                "Whether prepared reads of several clients that leave together are"
                                        + " one transaction for PostgreSQL, which is cheaper; not"
                                        + " such as ask for the time.",
                        fallback = "false")
                boolean sharedSync,
        @Setting(
                        value =
                                "The most backends of a pool that are shared, on each event loop;"
                                        + " how many are used follows from the load.",
                        fallback = "8")
                int backends,
        @Setting(
                        value =
                                "Whether fewer than backends are shared where that is measured to"
                                        + " answer as soon or sooner.",
                        fallback = "true")
                boolean adapt,
        @Setting(
                        value = "Requests under way on a shared backend before one more is shared.",
                        fallback = "16")
                int depth,
        @Setting(
                        value =
                                "How long those under way on it may take together before one more"
                                        + " is shared, if one is free or may be opened: waiting"
                                        + " behind more costs more than it saves.",
                        fallback = "1ms")
                Duration queue,
        @Setting(
                        value =
                                "Statements of one digest that have to be seen before the next is"
                                        + " shared.",
                        fallback = "3")
                int warmUp,
        @Setting(
                        value =
                                "A statement is shared if it takes no longer, as a rule, and was"
                                        + " not far slower than others lately.",
                        fallback = "5ms")
                Duration longest,
        @Setting(
                        value =
                                "When PostgreSQL is at a shared statement for longer, those who"
                                        + " wait behind it are served by other backends.",
                        fallback = "25ms")
                Duration patience,
        @Setting(
                        value = "A statement is shared if its answers have been no longer.",
                        fallback = "64KiB")
                DataSize largestAnswer,
        @Setting(value = "A request is shared if it is no longer.", fallback = "16KiB")
                DataSize largestRequest) {
    /** What holds where nothing else is said. */
    public static final MultiplexingSettings DEFAULT =
            new MultiplexingSettings(
                    true,
                    true,
                    true,
                    false,
                    8,
                    true,
                    16,
                    Duration.ofMillis(1),
                    3,
                    Duration.ofMillis(5),
                    Duration.ofMillis(25),
                    new DataSize(64 << 10),
                    new DataSize(16 << 10));

    public MultiplexingSettings {
        if (backends < 1 || backends > 64) {
            throw new InvalidSetting("backends", "must be within 1..64, not " + backends);
        }
        if (depth < 1 || depth > 1_000) {
            throw new InvalidSetting("depth", "must be within 1..1000, not " + depth);
        }
        if (queue.isNegative() || queue.compareTo(Duration.ofSeconds(10)) > 0) {
            throw new InvalidSetting("queue", "must be within 0s..10s");
        }
        if (warmUp < 1 || warmUp > 1_000) {
            throw new InvalidSetting("warm-up", "must be within 1..1000, not " + warmUp);
        }
        if (!longest.isPositive() || longest.compareTo(Duration.ofSeconds(10)) > 0) {
            throw new InvalidSetting("longest", "must be above 0s and at most 10s");
        }
        if (patience.compareTo(longest) < 0 || patience.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new InvalidSetting("patience", "must be at least longest and at most 1m");
        }
        if (largestAnswer.bytes() < 1_024 || largestAnswer.bytes() > 1 << 24) {
            throw new InvalidSetting("largest-answer", "must be within 1KiB..16MiB");
        }
        if (largestRequest.bytes() < 1_024 || largestRequest.bytes() > 1 << 20) {
            throw new InvalidSetting("largest-request", "must be within 1KiB..1MiB");
        }
    }
}
