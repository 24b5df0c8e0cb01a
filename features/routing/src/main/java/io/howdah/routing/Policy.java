package io.howdah.routing;

import org.jspecify.annotations.Nullable;

/** A way to choose among nodes that may be chosen. Confined to its loop. */
interface Policy {
    /** One of {@code candidates}, of which there are at least two. */
    int choose(Statement statement, long candidates, long nowNanos);

    /**
     * One is sent, and not yet counted.
     *
     * @param flight null: too many are under way for this one to be followed
     */
    default void sent(Statement statement, LoopNode node, @Nullable Flight flight, long nowNanos) {}

    /**
     * One was answered.
     *
     * @param flight null: it was not followed
     */
    default void answered(
            LoopNode node, @Nullable Flight flight, long latencyNanos, long nowNanos) {}

    /** One has failed, which was followed. */
    default void failed(Flight flight, long latencyNanos) {}
}
