package io.howdah.routing;

/** Who chooses nodes. */
enum Author {
    /** Peak-EWMA. */
    BASELINE("asks peak-ewma"),
    /** The bot, wherever a read is expected to be answered first. */
    SPREADING("sends reads where each is answered soonest"),
    /** The bot, at the home of the digest unless another node is far faster. */
    GATHERING("keeps reads of a digest together");

    private final String manner;

    Author(String manner) {
        this.manner = manner;
    }

    /** What it does, in words. */
    String manner() {
        return manner;
    }

    boolean isBot() {
        return this != BASELINE;
    }

    /**
     * One of the two others that may decide, instead of this one.
     *
     * @param odd which
     */
    Author challenger(boolean odd) {
        return switch (this) {
            case BASELINE -> odd ? GATHERING : SPREADING;
            case SPREADING -> odd ? GATHERING : BASELINE;
            case GATHERING -> odd ? SPREADING : BASELINE;
        };
    }
}
