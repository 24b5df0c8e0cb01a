package io.howdah.gateway.config;

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
        Bounds.atLeast(0, "max-per-database", maxPerDatabase);
        Bounds.atLeast(0, "max-per-user", maxPerUser);
        Bounds.longerThanZero("dns-ttl", dnsTtl);
        Bounds.longerThanZero("dns-failure-ttl", dnsFailureTtl);
    }

    /** No limits, and names looked up every 15 seconds. */
    public static final BackendSettings DEFAULT =
            new BackendSettings(0, 0, Duration.ofSeconds(15), Duration.ofSeconds(15));

    static void checkMaxBackends(int maxBackends) {
        Bounds.atLeast(1, "max-backends", maxBackends);
    }
}
