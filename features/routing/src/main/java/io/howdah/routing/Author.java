package io.howdah.routing;

/** Who has chosen a node. */
enum Author {
    /** Peak-EWMA. */
    BASELINE("asks peak-ewma"),
    /** The bot, wherever a read is expected to be answered first. */
    SPREADING("sends reads where each is answered soonest"),
    /** The bot, at the home of the digest unless another node is far faster. */
    GATHERING("keeps reads of a digest together"),
    /** Nobody: there was no choice, or the gateway made it. */
    NOBODY("does not choose");

    private final String manner;

    Author(String manner) {
        this.manner = manner;
    }

    /** What it does, in words. */
    String manner() {
        return manner;
    }

    boolean isBot() {
        return this == SPREADING || this == GATHERING;
    }
}
