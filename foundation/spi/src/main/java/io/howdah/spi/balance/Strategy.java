package io.howdah.spi.balance;

import java.util.Locale;

/** How the node is chosen that a read goes to. */
public enum Strategy {
    /** What is learned of digests, nodes and load; peak-ewma until that is the better choice. */
    BOT,
    /** The better of two by peak latency and what is under way: Finagle's. */
    PEAK_EWMA,
    /** The least under way for its weight. */
    LEAST_CONNECTIONS,
    /** In turn, as often as weights say. */
    WEIGHTED,
    /** In turn. */
    ROUND_ROBIN;

    /** As it is written in a configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
