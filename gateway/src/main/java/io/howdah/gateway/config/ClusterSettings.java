package io.howdah.gateway.config;

import io.howdah.base.DataSize;
import io.howdah.base.config.InvalidSetting;
import io.howdah.base.config.Setting;

import java.time.Duration;
import java.util.Optional;

/**
 * How Howdah knows its nodes: each is asked on a connection of its own. With a single node there is
 * nothing to find out, and none is opened.
 */
public record ClusterSettings(
        @Setting(
                        value =
                                "How often each node is asked for its role, its lag and its"
                                        + " settings, where there are several; 0s: never, the"
                                        + " primary is found by trying, and replicas are not used.",
                        fallback = "500ms")
                Duration probeInterval,
        @Setting(
                        value =
                                "A node that has not answered a probe for this time, or cannot be"
                                        + " connected to within it, is suspected.",
                        fallback = "1s")
                Duration probeTimeout,
        @Setting(
                        value =
                                "The least time between two questions for a node's place in the"
                                        + " WAL, while clients wait for the answer; 0us: none.",
                        fallback = "1ms")
                Duration sampleInterval,
        @Setting(
                        "The user that nodes are asked as; it needs no rights, and sees more with"
                                + " pg_monitor. Absent: auth.query-user; else the first of users"
                                + " whose password is known; else whoever logs in first.")
                Optional<String> probeUser,
        @Setting(
                        "The database that it connects to. Absent: postgres, and that of whoever"
                                + " logs in first.")
                Optional<String> probeDatabase,
        @Setting(
                        value =
                                "A replica that is further behind is not read from until it is half"
                                        + " as far behind; 0s: any.",
                        fallback = "10s")
                Duration maxLag,
        @Setting("The same in bytes of WAL; absent: any.") Optional<DataSize> maxLagSize,
        @Setting(
                        value =
                                "The longest that a node is left alone that did not answer; the"
                                        + " first time is 100ms, and each doubles the last.",
                        fallback = "5s")
                Duration longestBan,
        @Setting(
                        value = "How long a node that is back is given less than its share.",
                        fallback = "10s")
                Duration slowStart) {
    private static final Duration SHORTEST_PROBE = Duration.ofMillis(10);
    private static final Duration LONGEST_PROBE = Duration.ofMinutes(1);

    /** What holds where nothing else is said. */
    public static final ClusterSettings DEFAULT =
            new ClusterSettings(
                    Duration.ofMillis(500),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(1),
                    Optional.empty(),
                    Optional.empty(),
                    Duration.ofSeconds(10),
                    Optional.empty(),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10));

    public ClusterSettings {
        if (!probeInterval.isZero()) {
            Bounds.within(SHORTEST_PROBE, LONGEST_PROBE, "probe-interval", probeInterval);
        }
        Bounds.within(SHORTEST_PROBE, LONGEST_PROBE, "probe-timeout", probeTimeout);
        Bounds.within(Duration.ZERO, Duration.ofSeconds(1), "sample-interval", sampleInterval);
        if (maxLag.isNegative()) {
            throw new InvalidSetting("max-lag", "must not be negative");
        }
        Bounds.within(Duration.ofMillis(100), Duration.ofMinutes(5), "longest-ban", longestBan);
        Bounds.within(Duration.ZERO, Duration.ofMinutes(10), "slow-start", slowStart);
    }

    /** Whether nodes are asked at all. */
    public boolean probes() {
        return !probeInterval.isZero();
    }
}
