package io.howdah.gateway.internal.probe;

import io.howdah.gateway.config.ClusterSettings;
import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.gateway.internal.backend.Node;
import io.howdah.gateway.internal.backend.Topology;
import io.howdah.gateway.internal.cluster.Health;
import io.howdah.gateway.internal.cluster.NodeFacts;
import io.howdah.gateway.internal.cluster.Standing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What probes have found out about all nodes, judged anew whenever there is something new. Safe
 * from any thread.
 */
final class Findings {
    private final Supplier<ClusterSettings> settings;
    private final Topology topology;
    private final GatewayMetrics metrics;
    private final Judge judge;
    private final Map<Node, Finding> findings = new HashMap<>();

    Findings(Supplier<ClusterSettings> settings, Topology topology, GatewayMetrics metrics) {
        this.settings = settings;
        this.topology = topology;
        this.judge = new Judge(topology.trail());
        this.metrics = metrics;
    }

    /** {@code node} has said what it is, asked at {@code nanos}. */
    synchronized void learnt(Node node, NodeFacts facts, long nanos) {
        Finding finding = of(node);
        finding.learnt(facts);
        change(node, health -> health.answered(nanos).at(nanos, terms()));
        judge.noteAsked(finding, nanos);
        publish();
    }

    /** {@code node} did not answer, or cannot be connected to. */
    synchronized void missed(Node node, String reason, long now) {
        metrics.probesFailed.increment();
        of(node).failed(reason);
        change(node, health -> health.missed(now, terms()));
        publish();
    }

    /** {@code node} answers, but does not let itself be asked. */
    synchronized void refused(Node node, String reason, long now) {
        metrics.probesFailed.increment();
        of(node).failed(reason);
        change(node, health -> health.answered(now).at(now, terms()));
        publish();
    }

    /**
     * Somebody who uses {@code node} has had trouble with it.
     *
     * @return whether that is news, so that it is to be asked at once
     */
    synchronized boolean doubted(Node node) {
        boolean news = change(node, Health::doubted);
        if (news) {
            of(node).doubted();
            publish();
        }
        return news;
    }

    /** {@code node} is going to be asked; answers how it is trusted at {@code now}. */
    synchronized Health asked(Node node, long now) {
        change(node, health -> health.at(now, terms()));
        return of(node).health();
    }

    /** How long {@code node} is left alone from {@code now} on. */
    synchronized long pauseNanos(Node node, long now) {
        long usual = settings.get().probeInterval().toNanos();
        Finding finding = of(node);
        long retry = finding.health().retryNanos(now);
        if (retry > 0 && finding.isTried()) {
            return retry;
        }
        return topology.isPrimaryKnown() ? usual : Math.min(usual, Judge.SEARCH_NANOS);
    }

    /** Nodes may have gone. */
    synchronized void follow() {
        findings.keySet().retainAll(topology.nodes());
        if (!findings.isEmpty()) {
            publish();
        }
    }

    /** Nobody is asked any more: nothing is known. */
    synchronized void forget() {
        findings.clear();
        metrics.readableNodes.set(0);
        metrics.refusedNodes.set(0);
        topology.judge(Map.of(), Optional.empty());
    }

    private Finding of(Node node) {
        return findings.computeIfAbsent(node, Finding::new);
    }

    private boolean change(Node node, UnaryOperator<Health> transition) {
        Finding finding = of(node);
        Health next = transition.apply(finding.health());
        if (next instanceof Health.Banned && !(finding.health() instanceof Health.Banned)) {
            metrics.nodesBanned.increment();
        }
        return finding.become(next);
    }

    private Health.Terms terms() {
        ClusterSettings cluster = settings.get();
        return new Health.Terms(cluster.longestBan().toNanos(), cluster.slowStart().toNanos());
    }

    private void publish() {
        List<Node> nodes = topology.nodes();
        findings.keySet().retainAll(nodes);
        List<Finding> all = nodes.stream().map(this::of).toList();
        Judge.Verdict verdict = judge.over(all, topology.primary(), settings.get());
        Map<Node, Standing> standings = verdict.standings();
        standings.forEach(
                (node, standing) ->
                        Announcement.of(node, node.standing(), standing)
                                .ifPresent(Announcement::say));
        metrics.readableNodes.set(count(standings, Standing::readable));
        metrics.refusedNodes.set(count(standings, Standing::isRefused));
        if (topology.judge(standings, verdict.primary())) {
            metrics.primaryChanges.increment();
        }
    }

    private static int count(Map<Node, Standing> standings, Predicate<Standing> which) {
        return (int) standings.values().stream().filter(which).count();
    }
}
