package io.howdah.spi.balance;

/**
 * Chooses the nodes that reads of one event loop go to. Confined to that loop.
 *
 * <p>Nodes are known by their slots, 0 to 63; a set of nodes is the bits of a {@code long}. Which
 * nodes are allowed is settled before: a balancer only chooses among them. Every call costs well
 * under a microsecond and allocates nothing, but for {@link #remember}.
 */
public interface Balancer {
    /** The most nodes there can be. */
    int MOST_NODES = Long.SIZE;

    /**
     * What is to be remembered of the statements of one digest. Whoever knows the digest keeps it,
     * and forgets it with the digest.
     */
    Memory remember(long digest);

    /**
     * Where the next one is to go.
     *
     * @param statement what is remembered of its like
     * @param candidates the slots that may answer it; never 0
     * @param nowNanos see {@link io.howdah.base.Clock#nanos}
     * @return one of the candidates
     */
    int choose(Memory statement, long candidates, long nowNanos);

    /** One is about to be sent to {@code slot}, whether or not that was chosen here. */
    void sent(Memory statement, int slot, long nowNanos);

    /**
     * One that was {@link #sent} is over; it is not under way there any more.
     *
     * @param latencyNanos from being sent to the end of its answer
     */
    void ended(Memory statement, int slot, long latencyNanos, Outcome outcome, long nowNanos);

    /** What a balancer remembers of the statements of one digest. */
    interface Memory {}

    /** How a statement ended. */
    enum Outcome {
        /** Answered, if only with an error of the statement's own. */
        ANSWERED,
        /** The node could not be reached, was lost, or could not answer what others can. */
        FAILED,
        /** Nobody waits for it any more: how long it took says nothing. */
        ABANDONED
    }
}
