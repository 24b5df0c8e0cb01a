package io.howdah.routing;

import io.howdah.base.Clock;
import io.howdah.base.Randomness;
import io.howdah.base.metrics.Metrics;
import io.howdah.spi.balance.Balancer;
import io.howdah.spi.balance.Balancing;
import io.howdah.spi.balance.BalancingSettings;
import io.howdah.spi.balance.Belief;
import io.howdah.spi.balance.Change;
import io.howdah.spi.balance.NodeFacts;
import io.howdah.spi.balance.Strategy;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** How a process chooses the nodes that its reads go to. Safe from any thread. */
public final class Routing implements Balancing {
    private final BalancingSettings settings;
    private final Clock clock;
    private final Randomness seeds;
    private final AtomicReference<Nodes> nodes = new AtomicReference<>(Nodes.NONE);
    private final CopyOnWriteArrayList<LoopLoad> loads = new CopyOnWriteArrayList<>();
    private final ConcurrentHashMap<Integer, Part> parts = new ConcurrentHashMap<>();
    private final Ledger ledger;
    private final Judge judge;
    private final Homes homes;

    /** One loop's. */
    private record Part(LoopBalancer balancer, Model model) {}

    /**
     * @param seeds safe from any thread; each loop draws its own sequence from it
     */
    public Routing(BalancingSettings settings, Clock clock, Randomness seeds, Metrics metrics) {
        this.settings = settings;
        this.clock = clock;
        this.seeds = seeds;
        this.ledger = new Ledger(metrics.counter("howdah_bot_changes_total"));
        this.judge = new Judge(ledger, clock.nanos());
        this.homes = new Homes(clock.nanos());
        metrics.gauge("howdah_bot_decides", () -> botDecides() ? 1 : 0);
        metrics.gauge("howdah_bot_homes", () -> homes.plan().size());
    }

    @Override
    public Balancer on(int loop) {
        return parts.computeIfAbsent(loop, _ -> part()).balancer;
    }

    private Part part() {
        Randomness randomness = Randomness.seeded(seeds.nextLong());
        LoopLoads loopLoads = new LoopLoads(loads);
        LoopNodes loopNodes = new LoopNodes(loopLoads);
        Model model = new Model((double) settings.halfLife().toNanos());
        Admission admission =
                new Admission(loopNodes, randomness, ledger, settings.slowStart().toNanos());
        Policy policy = policy(loopNodes, model, randomness);
        Busiest busiest = new Busiest();
        homes.add(busiest);
        return new Part(
                new LoopBalancer(nodes::get, loopNodes, loopLoads, admission, policy, busiest),
                model);
    }

    private Policy policy(LoopNodes loopNodes, Model model, Randomness randomness) {
        return switch (settings.strategy()) {
            case ROUND_ROBIN -> new RoundRobin();
            case WEIGHTED -> new Weighted(loopNodes);
            case LEAST_CONNECTIONS -> new LeastConnections(loopNodes);
            case PEAK_EWMA -> new PeakEwma(loopNodes, randomness);
            case BOT ->
                    new Duel(
                            loopNodes,
                            new Bot(loopNodes, model, homes, settings.exploration().fraction()),
                            new PeakEwma(loopNodes, randomness),
                            model,
                            judge,
                            homes);
        };
    }

    @Override
    public void node(int slot, NodeFacts facts) {
        long now = clock.nanos();
        nodes.updateAndGet(before -> before.with(slot, facts, now));
    }

    @Override
    public void gone(int slot) {
        nodes.updateAndGet(before -> before.without(slot));
    }

    @Override
    public String strategy() {
        boolean inShadow = settings.strategy() == Strategy.BOT && !botDecides();
        return inShadow ? Strategy.PEAK_EWMA.word() : settings.strategy().word();
    }

    private boolean botDecides() {
        return judge.regime().incumbent().isBot();
    }

    @Override
    public List<Belief> beliefs(int most) {
        if (settings.strategy() != Strategy.BOT) {
            return List.of();
        }
        Beliefs beliefs = new Beliefs();
        long now = clock.nanos();
        parts.values()
                .forEach(
                        part ->
                                beliefs.add(
                                        part.balancer.nodes(),
                                        part.model,
                                        part.balancer.busiest(),
                                        now));
        return beliefs.list(most);
    }

    @Override
    public List<Change> changes() {
        return ledger.changes();
    }
}
