package io.howdah.gateway.config;

import io.howdah.base.config.InvalidSetting;
import io.howdah.base.config.Setting;

import java.time.Duration;

/** Bounds on backends across pools, and how the names of their nodes are looked up. */
public record BackendSettings(
        @Setting(
                        value =
                                "The most backends of one database, whatever the user, where the"
                                        + " database has no max-backends of its own; 0: no limit.",
                        fallback = "0")
                int maxPerDatabase,
        @Setting(
                        value =
                                "The most backends of one user, whatever the database, where the"
                                        + " user has no max-backends of its own; 0: no limit.",
                        fallback = "0")
                int maxPerUser,
        @Setting(
                        value =
                                "How long the addresses of a node's name are taken as known; when"
                                        + " they change, backends at the old ones are replaced.",
                        fallback = "15s")
                Duration dnsTtl,
        @Setting(
                        value = "How long a name that was not found is not looked up again.",
                        fallback = "15s")
                Duration dnsFailureTtl) {
    public BackendSettings {
        checkNotNegative("max-per-database", maxPerDatabase);
        checkNotNegative("max-per-user", maxPerUser);
        checkPositive("dns-ttl", dnsTtl);
        checkPositive("dns-failure-ttl", dnsFailureTtl);
    }

    /** No limits, and names looked up every 15 seconds. */
    public static final BackendSettings DEFAULT =
            new BackendSettings(0, 0, Duration.ofSeconds(15), Duration.ofSeconds(15));

    private static void checkNotNegative(String key, int limit) {
        if (limit < 0) {
            throw new InvalidSetting(key, "must not be negative: " + limit);
        }
    }

    private static void checkPositive(String key, Duration time) {
        if (!time.isPositive()) {
            throw new InvalidSetting(key, "must be longer than 0");
        }
    }

    static void checkMaxBackends(int maxBackends) {
        if (maxBackends < 1) {
            throw new InvalidSetting("max-backends", "must be at least 1, not " + maxBackends);
        }
    }
}
