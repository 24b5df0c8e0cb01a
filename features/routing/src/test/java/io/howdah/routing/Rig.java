package io.howdah.routing;

import io.howdah.base.Clock;
import io.howdah.base.Percentage;
import io.howdah.base.Randomness;
import io.howdah.base.metrics.Metrics;
import io.howdah.spi.balance.Balancer;
import io.howdah.spi.balance.Balancer.Memory;
import io.howdah.spi.balance.Balancer.Outcome;
import io.howdah.spi.balance.BalancingSettings;
import io.howdah.spi.balance.NodeFacts;
import io.howdah.spi.balance.Strategy;

import java.time.Duration;
import java.time.Instant;

/** A balancing with a clock that a test moves, and one loop to ask. */
final class Rig implements Clock {
    static final long MILLI = 1_000_000;
    static final long SECOND = 1_000 * MILLI;

    final Routing routing;
    final Balancer loop;
    private long nowNanos = SECOND;
    private long candidates;

    Rig(Strategy strategy, Duration slowStart) {
        BalancingSettings settings =
                new BalancingSettings(
                        strategy, new Percentage(0.003), Duration.ofSeconds(30), slowStart);
        routing = new Routing(settings, this, Randomness.seeded(7), new Metrics());
        loop = routing.on(0);
    }

    static Rig of(Strategy strategy, int nodes) {
        Rig rig = new Rig(strategy, Duration.ZERO);
        for (int slot = 0; slot < nodes; slot++) {
            rig.join(slot, 1, 0);
        }
        return rig;
    }

    void join(int slot, int weight, long distanceNanos) {
        routing.node(slot, new NodeFacts("node " + slot, weight, distanceNanos, 0));
        candidates |= 1L << slot;
    }

    void leave(int slot) {
        routing.gone(slot);
        candidates &= ~(1L << slot);
    }

    @Override
    public long nanos() {
        return nowNanos;
    }

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }

    void pass(long nanos) {
        nowNanos += nanos;
    }

    int choose(Memory statement) {
        return loop.choose(statement, candidates, nowNanos);
    }

    void send(Memory statement, int slot) {
        loop.sent(statement, slot, nowNanos);
    }

    /** Chooses and sends. */
    int send(Memory statement) {
        int slot = choose(statement);
        send(statement, slot);
        return slot;
    }

    void answer(Memory statement, int slot, long latencyNanos) {
        end(statement, slot, latencyNanos, Outcome.ANSWERED);
    }

    void end(Memory statement, int slot, long latencyNanos, Outcome outcome) {
        loop.ended(statement, slot, latencyNanos, outcome, nowNanos);
    }

    /** One that nothing else is beside, from the choice to the answer. */
    int read(Memory statement, long... latencyNanosBySlot) {
        int slot = send(statement);
        pass(latencyNanosBySlot[slot]);
        answer(statement, slot, latencyNanosBySlot[slot]);
        return slot;
    }

    /** One whose node is not chosen here. */
    void readFrom(int slot, Memory statement, long latencyNanos) {
        send(statement, slot);
        pass(latencyNanos);
        answer(statement, slot, latencyNanos);
    }
}
