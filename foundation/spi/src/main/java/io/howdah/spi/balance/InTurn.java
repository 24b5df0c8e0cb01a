package io.howdah.spi.balance;

import java.util.List;

/** Chooses each candidate in its turn, and learns nothing: for want of anything better. */
public final class InTurn implements Balancing, Balancer {
    private static final Memory NOTHING = new Memory() {};

    private int last;

    @Override
    public Balancer on(int loop) {
        return new InTurn();
    }

    @Override
    public void node(int slot, NodeFacts facts) {}

    @Override
    public void gone(int slot) {}

    @Override
    public String strategy() {
        return "in-turn";
    }

    @Override
    public List<Belief> beliefs(int most) {
        return List.of();
    }

    @Override
    public List<Change> changes() {
        return List.of();
    }

    @Override
    public Memory remember(long digest) {
        return NOTHING;
    }

    @Override
    public int choose(Memory statement, long candidates, long nowNanos) {
        long after = last == MOST_NODES - 1 ? 0 : candidates & -2L << last;
        last = Long.numberOfTrailingZeros(after == 0 ? candidates : after);
        return last;
    }

    @Override
    public void sent(Memory statement, int slot, long nowNanos) {}

    @Override
    public void ended(
            Memory statement, int slot, long latencyNanos, Outcome outcome, long nowNanos) {}
}
