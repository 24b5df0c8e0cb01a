package io.howdah.routing;

import io.howdah.routing.Nodes.Node;
import io.howdah.spi.balance.NodeFacts;

import org.jspecify.annotations.Nullable;

/**
 * What one loop knows of the node in one slot. Confined to that loop. Another node in the same slot
 * is another object, so that nothing of the old one is believed of the new one.
 */
final class LoopNode {
    static final long NEVER = Long.MAX_VALUE;

    final Flights flights = new Flights();
    final Pace pace = new Pace();
    final LoadCurve curve = new LoadCurve();
    final PeakCost peak = new PeakCost();

    /** Of all statements together. */
    final Estimate overall = new Estimate(0);

    /** How it compares with other nodes, whatever is asked. */
    final Estimate slowness = new Estimate(0);

    final Standing standing;

    private final int slot;
    private final long join;
    private final long sinceNanos;
    private NodeFacts facts;
    private int own;
    private double burden;
    private int strangers;
    private long answeredNanos;
    private long resumedNanos;

    private int elsewhere;
    private double burdenElsewhere;
    private long dueElsewhere = NEVER;
    private long answeredElsewhere;

    /**
     * @param strangers how many are still under way to whoever was in the slot before
     */
    LoopNode(int slot, Node node, int strangers, long nowNanos) {
        this.slot = slot;
        this.join = node.join();
        this.facts = node.facts();
        this.strangers = strangers;
        this.sinceNanos = nowNanos;
        this.answeredNanos = nowNanos;
        this.resumedNanos = nowNanos - 1;
        this.answeredElsewhere = nowNanos;
        this.standing = new Standing(node.joinedNanos());
    }

    int slot() {
        return slot;
    }

    long join() {
        return join;
    }

    NodeFacts facts() {
        return facts;
    }

    void facts(NodeFacts now) {
        facts = now;
    }

    // ---- what is under way

    /** From the whole process; what the other loops sent may be a moment old. */
    int inFlight() {
        return own + elsewhere;
    }

    /** From this loop. */
    int own() {
        return own;
    }

    int ownAndStrangers() {
        return own + strangers;
    }

    long dueNanos() {
        return flights.dueNanos();
    }

    long answeredNanos() {
        return answeredNanos;
    }

    /** The same, but long ones count for more: see {@link Model#burden}. */
    int load() {
        return (int) (burden + burdenElsewhere + 0.5);
    }

    /** From this loop. */
    double burden() {
        return burden;
    }

    void sent(@Nullable Flight flight) {
        own++;
        burden += flight == null ? 1 : flight.burden;
    }

    void ended(@Nullable Flight flight) {
        burden -= flight == null ? 1 : flight.burden;
        if (own == 0) {
            burden = 0;
        }
    }

    /** Whether one that ends now was sent to this node, and not to the one before it. */
    boolean isOwn(long sentNanos) {
        if (own == 0 || (strangers > 0 && sentNanos < sinceNanos)) {
            strangers = Math.max(0, strangers - 1);
            return false;
        }
        own--;
        return true;
    }

    void elsewhere(int inFlight, double burdens, long dueNanos, long answered) {
        elsewhere = inFlight;
        burdenElsewhere = burdens;
        dueElsewhere = dueNanos;
        answeredElsewhere = answered;
    }

    // ---- silence

    /**
     * How long the node has answered nothing although something was overdue. Statements that take
     * long by themselves do not silence a node that answers others.
     */
    long silentNanos(long nowNanos) {
        long due = Math.min(flights.dueNanos(), dueElsewhere);
        if (due >= nowNanos) {
            return 0;
        }
        long answered = Math.max(answeredNanos, answeredElsewhere);
        return Math.max(0, nowNanos - Math.max(due, answered));
    }

    /** Something has come back. */
    void answered(long nowNanos, boolean wasSilent) {
        answeredNanos = nowNanos;
        if (wasSilent) {
            resumedNanos = nowNanos;
        }
    }

    /** Whether what was sent then had to wait for the node to come back from a silence. */
    boolean metSilence(long sentNanos) {
        return sentNanos < resumedNanos;
    }
}
