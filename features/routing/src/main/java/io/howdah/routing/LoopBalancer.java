package io.howdah.routing;

import io.howdah.spi.balance.Balancer;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What chooses on one event loop: keeps count of what is under way, and asks a {@link Policy}.
 * Confined to that loop.
 */
final class LoopBalancer implements Balancer {
    private static final long LOST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Supplier<Nodes> current;
    private final LoopNodes nodes;
    private final LoopLoads loads;
    private final Admission admission;
    private final Policy policy;
    private final Busiest busiest;
    private Nodes seen = Nodes.NONE;

    LoopBalancer(
            Supplier<Nodes> current,
            LoopNodes nodes,
            LoopLoads loads,
            Admission admission,
            Policy policy,
            Busiest busiest) {
        this.current = current;
        this.nodes = nodes;
        this.loads = loads;
        this.admission = admission;
        this.policy = policy;
        this.busiest = busiest;
    }

    @Override
    public Memory remember(long digest) {
        return new Statement(digest);
    }

    @Override
    public int choose(Memory statement, long candidates, long nowNanos) {
        if ((candidates & candidates - 1) == 0) {
            return Long.numberOfTrailingZeros(candidates);
        }
        refresh(nowNanos);
        long admitted = admission.admit(candidates, nowNanos);
        return (admitted & admitted - 1) == 0
                ? Long.numberOfTrailingZeros(admitted)
                : policy.choose((Statement) statement, admitted, nowNanos);
    }

    private void refresh(long nowNanos) {
        Nodes now = current.get();
        if (now != seen) {
            seen = now;
            admission.nodesChanged();
        }
        nodes.refresh(now, nowNanos);
    }

    @Override
    public void sent(Memory memory, int slot, long nowNanos) {
        refresh(nowNanos);
        Statement statement = (Statement) memory;
        LoopNode node = nodes.at(slot);
        Flight flight = node.flights.next();
        if (flight != null) {
            flight.statement = statement;
            flight.sentNanos = nowNanos;
            flight.dueNanos = LoopNode.NEVER;
            flight.burden = 1;
        }
        policy.sent(statement, node, flight, nowNanos);
        if (flight != null) {
            node.flights.left();
        }
        node.sent(flight);
        loads.mine().publish(node);
        busiest.seen(statement);
    }

    @Override
    public void ended(
            Memory statement, int slot, long latencyNanos, Outcome outcome, long nowNanos) {
        refresh(nowNanos);
        LoopNode node = nodes.at(slot);
        long sentNanos = nowNanos - latencyNanos;
        if (!node.isOwn(sentNanos)) {
            return;
        }
        long silentNanos = node.silentNanos(nowNanos);
        Flight flight = node.flights.end((Statement) statement, sentNanos);
        node.ended(flight);
        admission.ended(node, verdict(outcome, silentNanos), nowNanos);
        if (outcome == Outcome.ANSWERED) {
            node.answered(nowNanos, silentNanos > 0);
            policy.answered(node, flight, latencyNanos, nowNanos);
        } else if (outcome == Outcome.FAILED && flight != null) {
            policy.failed(flight, latencyNanos);
        }
        loads.mine().publish(node);
    }

    /** Who gives up on a node that answers nobody has nothing to say for it. */
    private static Outcome verdict(Outcome outcome, long silentNanos) {
        return outcome == Outcome.ABANDONED && silentNanos >= LOST_NANOS ? Outcome.FAILED : outcome;
    }

    LoopNodes nodes() {
        return nodes;
    }

    /** The digests that are asked most. */
    @Nullable Statement[] busiest() {
        return busiest.statements();
    }
}
