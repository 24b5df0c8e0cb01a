package io.howdah.gateway.config;

import io.howdah.base.config.Setting;

import java.time.Duration;

/** What failed log-ins cost the address that they come from. */
public record FailureSettings(
        @Setting(
                        value =
                                "After so many failed log-ins of one address (of one /64 network in"
                                        + " IPv6) within the window, its log-ins are refused until"
                                        + " the window is over; 0: never. Loopback and Unix sockets"
                                        + " are exempt: what comes from there may be a whole"
                                        + " machine's applications, or a proxy.",
                        fallback = "30")
                int limit,
        @Setting(value = "See limit.", fallback = "1m") Duration window,
        @Setting(
                        value =
                                "How much later each failed log-in of an address within the window"
                                        + " is answered than the one before it, up to 2s; 0s: at"
                                        + " once.",
                        fallback = "100ms")
                Duration delay) {
    /** As when nothing is set. */
    public static final FailureSettings DEFAULT =
            new FailureSettings(30, Duration.ofMinutes(1), Duration.ofMillis(100));

    public FailureSettings {
        Bounds.atLeast(0, "limit", limit);
        Bounds.longerThanZero("window", window);
    }
}
