package io.howdah.spi.balance;

import java.util.List;

/** How a process chooses nodes, all its event loops together. Safe from any thread. */
public interface Balancing {
    /** The part of an event loop, which keeps it: one a loop, however often asked. */
    Balancer on(int loop);

    /** A node has joined in {@code slot}, or something else is known of it. */
    void node(int slot, NodeFacts facts);

    /** The node has gone; another may join in its slot, which is new then. */
    void gone(int slot);

    /** The name of the strategy that decides now. */
    String strategy();

    /**
     * What it believes of statements and nodes: the busiest digests first, at most {@code most}.
     */
    List<Belief> beliefs(int most);

    /** The last changes of mind, the latest first, in words. */
    List<Change> changes();
}
