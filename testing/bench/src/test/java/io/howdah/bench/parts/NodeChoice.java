package io.howdah.bench.parts;

import io.howdah.base.Clock;
import io.howdah.base.Percentage;
import io.howdah.base.Randomness;
import io.howdah.base.metrics.Metrics;
import io.howdah.routing.Routing;
import io.howdah.spi.balance.Balancer;
import io.howdah.spi.balance.Balancing;
import io.howdah.spi.balance.BalancingSettings;
import io.howdah.spi.balance.NodeFacts;
import io.howdah.spi.balance.Strategy;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * All that choosing a node costs a read: the choice, and being told that it was sent and that it
 * was answered. Some are always under way. Run with {@code -prof gc} it says what is allocated.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class NodeChoice {
    private static final int UNDER_WAY = 16;
    private static final long GAP_NANOS = 50_000;

    /** How it is chosen. */
    @Param public Strategy strategy = Strategy.BOT;

    /** Among how many. */
    @Param({"3", "8"})
    public int nodes = 3;

    private final Balancer.Memory[] statements = new Balancer.Memory[UNDER_WAY];
    private final int[] slots = new int[UNDER_WAY];
    private final long[] sentNanos = new long[UNDER_WAY];
    private long candidates;
    private long nowNanos = 1;
    private int turn;
    private Balancer balancer = unwired().on(0);

    private Balancing unwired() {
        BalancingSettings settings =
                new BalancingSettings(
                        strategy, new Percentage(0.003), Duration.ofSeconds(30), Duration.ZERO);
        return new Routing(settings, Clock.system(), Randomness.seeded(1), new Metrics());
    }

    /** Sends those that are always under way. */
    @Setup
    public void fill() {
        Balancing balancing = unwired();
        balancer = balancing.on(0);
        candidates = (1L << nodes) - 1;
        for (int slot = 0; slot < nodes; slot++) {
            balancing.node(slot, new NodeFacts("node " + slot, 1, 100_000, 0));
        }
        for (int i = 0; i < UNDER_WAY; i++) {
            statements[i] = balancer.remember(i);
            slots[i] = balancer.choose(statements[i], candidates, nowNanos);
            balancer.sent(statements[i], slots[i], nowNanos);
            sentNanos[i] = nowNanos;
            nowNanos += GAP_NANOS;
        }
    }

    /** The oldest is answered, and its like is sent again. */
    @Benchmark
    public int read() {
        nowNanos += GAP_NANOS;
        int i = turn++ & (UNDER_WAY - 1);
        Balancer.Memory statement = statements[i];
        long latency = nowNanos - sentNanos[i];
        balancer.ended(statement, slots[i], latency, Balancer.Outcome.ANSWERED, nowNanos);
        int slot = balancer.choose(statement, candidates, nowNanos);
        balancer.sent(statement, slot, nowNanos);
        slots[i] = slot;
        sentNanos[i] = nowNanos;
        return slot;
    }
}
