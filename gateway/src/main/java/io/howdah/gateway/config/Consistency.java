package io.howdah.gateway.config;

/** How fresh what a read answers must be. */
public enum Consistency {
    /** As any replica has it that is not too far behind. */
    EVENTUAL,
    /** At most {@code routing.max-staleness} old. */
    BOUNDED,
    /** A client sees what it has written, and never goes back in time. */
    SESSION,
    /** As the primary has it. */
    STRONG
}
