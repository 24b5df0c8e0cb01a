package io.howdah.routing;

import org.jspecify.annotations.Nullable;

/** A statement that is under way on a node. Confined to its loop, and used again and again. */
final class Flight {
    @Nullable Statement statement;
    long sentNanos;

    /** When something is wrong if there is no answer. */
    long dueNanos;

    /** The {@link LoopNode#load} of the node when it was sent, itself excluded. */
    int load;

    /** For how many reads it counts: see {@link Model#burden}. */
    double burden = 1;

    /** When it was sent by whose choice; null: it does not tell who is better. */
    @Nullable Turn turn;

    double expectedNanos;

    /** What was expected where the one that did not decide would have sent it; 0: the same node. */
    double rivalNanos;
}
