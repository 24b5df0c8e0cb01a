package io.howdah.routing.simulation;

import io.howdah.base.Clock;
import io.howdah.base.Randomness;
import io.howdah.base.metrics.Metrics;
import io.howdah.routing.Routing;
import io.howdah.spi.balance.Balancer;
import io.howdah.spi.balance.Balancing;
import io.howdah.spi.balance.BalancingSettings;
import io.howdah.spi.balance.NodeFacts;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** One run of a scenario, replayable from its seed; for one thread. */
final class Simulation implements Clock {
    private static final int LOOPS = 2;

    private final Scenario scenario;
    private final Randomness arrivals;
    private final Balancing balancing;
    private final List<Server> servers = new ArrayList<>();
    private final Balancer[] balancers = new Balancer[LOOPS];
    private final Balancer.Memory[][] memories;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Latencies latencies = new Latencies();
    private final double totalWeight;
    private long candidates;
    private long nowNanos;
    private long sequence;

    private enum Step {
        READ,
        ARRIVED,
        DONE,
        ANSWERED,
        JOIN
    }

    private record Event(long nanos, long sequence, Step step, int slot, @Nullable Read read)
            implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(nanos, other.nanos);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    Simulation(Scenario scenario, BalancingSettings settings, long seed) {
        this.scenario = scenario;
        Randomness randomness = Randomness.seeded(seed);
        this.arrivals = Randomness.seeded(randomness.nextLong());
        this.balancing =
                new Routing(
                        settings, this, Randomness.seeded(randomness.nextLong()), new Metrics());
        this.memories = new Balancer.Memory[LOOPS][scenario.kinds().size()];
        this.totalWeight = scenario.kinds().stream().mapToDouble(Kind::weight).sum();
        for (int loop = 0; loop < LOOPS; loop++) {
            balancers[loop] = balancing.on(loop);
            for (int kind = 0; kind < memories[loop].length; kind++) {
                memories[loop][kind] =
                        balancers[loop].remember(scenario.kinds().get(kind).digest());
            }
        }
        for (int slot = 0; slot < scenario.servers().size(); slot++) {
            ServerPlan plan = scenario.servers().get(slot);
            servers.add(new Server(slot, plan, Randomness.seeded(randomness.nextLong())));
            schedule(Server.nanos(plan.joinsAtMillis()), Step.JOIN, slot, null);
        }
    }

    @Override
    public long nanos() {
        return nowNanos;
    }

    @Override
    public Instant now() {
        return Instant.ofEpochSecond(0, nowNanos);
    }

    Balancing balancing() {
        return balancing;
    }

    /** Runs it until all are answered; what reads took that came after the warm-up. */
    Latencies run() {
        long end = Server.nanos(Scenario.WARM_UP_MILLIS + Scenario.MEASURED_MILLIS);
        schedule(1, Step.READ, 0, null);
        while (true) {
            Event event = events.poll();
            if (event == null) {
                return latencies;
            }
            if (event.step != Step.READ || event.nanos <= end) {
                nowNanos = event.nanos;
                happen(event);
            }
        }
    }

    private void schedule(long nanos, Step step, int slot, @Nullable Read read) {
        events.add(new Event(nanos, sequence++, step, slot, read));
    }

    private void happen(Event event) {
        Read read = event.read;
        if (event.step == Step.JOIN) {
            join(servers.get(event.slot));
        } else if (read == null) {
            read();
        } else {
            Server server = servers.get(event.slot);
            switch (event.step) {
                case ARRIVED -> arrived(server, read);
                case DONE -> done(server, read);
                default -> answered(read);
            }
        }
    }

    private void join(Server server) {
        candidates |= 1L << server.slot;
        balancing.node(
                server.slot, new NodeFacts("server " + server.slot, 1, server.distanceNanos(), 0));
    }

    private void read() {
        int kind = kind();
        int loop = (int) (arrivals.nextLong() >>> 63);
        Balancer balancer = balancers[loop];
        Balancer.Memory memory = memories[loop][kind];
        int slot = balancer.choose(memory, candidates, nowNanos);
        balancer.sent(memory, slot, nowNanos);
        Read read = new Read(scenario.kinds().get(kind), balancer, memory, slot, nowNanos);
        long way = servers.get(slot).distanceNanos() / 2;
        schedule(nowNanos + way, Step.ARRIVED, slot, read);
        double seconds = -Math.log(1 - arrivals.nextDouble()) / scenario.readsPerSecond();
        schedule(nowNanos + Math.max(1, (long) (seconds * 1e9)), Step.READ, 0, null);
    }

    private int kind() {
        double drawn = arrivals.nextDouble() * totalWeight;
        for (int i = 0; i < scenario.kinds().size(); i++) {
            drawn -= scenario.kinds().get(i).weight();
            if (drawn < 0) {
                return i;
            }
        }
        return 0;
    }

    private void arrived(Server server, Read read) {
        if (server.begins(read)) {
            begin(server, read);
        }
    }

    private void begin(Server server, Read read) {
        schedule(server.doneNanos(read.kind(), nowNanos), Step.DONE, server.slot, read);
    }

    private void done(Server server, Read read) {
        schedule(nowNanos + server.distanceNanos() / 2, Step.ANSWERED, server.slot, read);
        Read next = server.next();
        if (next != null) {
            begin(server, next);
        }
    }

    private void answered(Read read) {
        long latency = nowNanos - read.sentNanos();
        read.balancer()
                .ended(read.memory(), read.slot(), latency, Balancer.Outcome.ANSWERED, nowNanos);
        if (read.sentNanos() >= Server.nanos(Scenario.WARM_UP_MILLIS)) {
            latencies.add(read.slot() == servers.size() - 1, latency);
        }
    }
}
