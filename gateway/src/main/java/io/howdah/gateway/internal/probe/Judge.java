package io.howdah.gateway.internal.probe;

import io.howdah.base.DataSize;
import io.howdah.gateway.config.ClusterSettings;
import io.howdah.gateway.config.NodeRole;
import io.howdah.gateway.internal.backend.Node;
import io.howdah.gateway.internal.cluster.Election;
import io.howdah.gateway.internal.cluster.Election.Candidate;
import io.howdah.gateway.internal.cluster.Lag;
import io.howdah.gateway.internal.cluster.LsnSample;
import io.howdah.gateway.internal.cluster.NodeFacts;
import io.howdah.gateway.internal.cluster.PrimaryTrail;
import io.howdah.gateway.internal.cluster.Role;
import io.howdah.gateway.internal.cluster.Standing;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes of what nodes say what they are taken for. Guarded by {@link Findings}.
 *
 * <p>Nobody is judged before all nodes have been tried once: the first to answer may be a stranger,
 * or a primary of the past.
 */
final class Judge {
    /** How often nodes are asked while it is not known which is the primary. */
    static final long SEARCH_NANOS = 100_000_000;

    /** What follows for each node, and who takes writes; empty: that is not known. */
    record Verdict(Map<Node, Standing> standings, Optional<Node> primary) {}

    private final PrimaryTrail trail;
    private final Map<Node, Long> askedNanos = new HashMap<>();
    private long cluster;
    private int newestTimeline;

    /** Says how far replicas are behind by {@code trail}, which it goes on with. */
    Judge(PrimaryTrail trail) {
        this.trail = trail;
    }

    /** {@code finding} has been told when its node was asked, at {@code nanos}. */
    void noteAsked(Finding finding, long nanos) {
        askedNanos.put(finding.node(), nanos);
    }

    /**
     * Judges all nodes.
     *
     * @param all of them, in the order of the configuration
     * @param present who is taken to be the primary until now
     */
    Verdict over(List<Finding> all, Node present, ClusterSettings settings) {
        askedNanos.keySet().retainAll(all.stream().map(Finding::node).toList());
        if (all.stream().allMatch(Finding::isTried)) {
            cluster = cluster(all);
        }
        Finding primary = primary(all, present);
        NodeFacts truth = primary == null ? null : primary.facts();
        if (primary != null && truth != null && !truth.inRecovery()) {
            newestTimeline = Math.max(newestTimeline, truth.timeline());
            trail.note(
                    new LsnSample(
                            asked(primary),
                            truth.position().lsn(),
                            truth.timeline(),
                            truth.systemIdentifier()));
        }
        Lag.Limit limit =
                new Lag.Limit(
                        settings.maxLag().toMillis(),
                        settings.maxLagSize().map(DataSize::bytes).orElse(0L));
        Map<Node, Standing> standings = new LinkedHashMap<>();
        for (Finding each : all) {
            standings.put(each.node(), standing(each, all, primary, limit));
        }
        return new Verdict(standings, Optional.ofNullable(primary).map(Finding::node));
    }

    private long asked(Finding finding) {
        return askedNanos.getOrDefault(finding.node(), 0L);
    }

    // ---- which cluster

    /** The one of most nodes, of the first in doubt; once known it does not change. */
    private long cluster(List<Finding> all) {
        if (cluster != 0) {
            return cluster;
        }
        Map<Long, Integer> votes = new LinkedHashMap<>();
        for (Finding each : all) {
            NodeFacts facts = each.facts();
            if (facts != null && facts.systemIdentifier() != 0) {
                int vote = each.said() == NodeRole.PRIMARY ? all.size() : 1;
                votes.merge(facts.systemIdentifier(), vote, Integer::sum);
            }
        }
        long elected = 0;
        int most = 0;
        for (Map.Entry<Long, Integer> each : votes.entrySet()) {
            if (each.getValue() > most) {
                elected = each.getKey();
                most = each.getValue();
            }
        }
        return elected;
    }

    private boolean isStranger(NodeFacts facts) {
        return cluster != 0 && facts.systemIdentifier() != 0 && facts.systemIdentifier() != cluster;
    }

    // ---- which primary

    private @Nullable Finding primary(List<Finding> all, Node present) {
        for (Finding each : all) {
            if (each.said() == NodeRole.PRIMARY) {
                return each;
            }
        }
        if (!all.stream().allMatch(Finding::isTried)) {
            return null;
        }
        List<Finding> known = new ArrayList<>();
        for (Finding each : all) {
            NodeFacts facts = each.facts();
            if (facts != null && !isStranger(facts)) {
                known.add(each);
            }
        }
        List<Candidate> candidates = known.stream().map(each -> candidate(each, known)).toList();
        int believed = known.stream().map(Finding::node).toList().indexOf(present);
        int winner = Election.winner(candidates, believed, newestTimeline);
        return winner == Election.NOBODY ? null : known.get(winner);
    }

    private static Candidate candidate(Finding finding, List<Finding> known) {
        NodeFacts facts = finding.facts();
        int timeline = facts == null ? 0 : facts.timeline();
        return new Candidate(finding.claims(), timeline, upstream(facts, known));
    }

    private static int upstream(@Nullable NodeFacts facts, List<Finding> known) {
        if (facts != null && facts.upstream() != null) {
            for (int i = 0; i < known.size(); i++) {
                if (known.get(i).node().address().toString().equals(facts.upstream())) {
                    return i;
                }
            }
        }
        return Election.NOBODY;
    }

    // ---- what each is

    private Standing standing(
            Finding finding, List<Finding> all, @Nullable Finding primary, Lag.Limit limit) {
        NodeFacts facts = finding.facts();
        if (finding == primary) {
            return standing(finding, Role.PRIMARY, finding.trouble(), false);
        }
        if (facts == null || !all.stream().allMatch(Finding::isTried)) {
            return standing(finding, Role.UNKNOWN, finding.trouble(), false);
        }
        if (isStranger(facts)) {
            String reason = "it belongs to another cluster, " + facts.systemIdentifier();
            return standing(finding, Role.STRANGER, reason, false);
        }
        if (!facts.inRecovery()) {
            return standing(finding, Role.RIVAL, rivalry(facts, primary), false);
        }
        Lag lag = trail.behind(facts.position().lsn(), asked(finding));
        boolean near = finding.follows(lag, limit);
        String reason = objection(finding, facts, near);
        return standing(finding, Role.REPLICA, reason, reason.isEmpty());
    }

    private String rivalry(NodeFacts facts, @Nullable Finding primary) {
        return "it says that it is the primary, on timeline "
                + facts.timeline()
                + (primary == null
                        ? ", but there was one on timeline " + newestTimeline
                        : ", but " + primary.node() + " is");
    }

    /** Why a replica is not read from; empty: it may be. */
    private String objection(Finding finding, NodeFacts facts, boolean near) {
        if (!finding.health().isSound()) {
            return finding.trouble().isEmpty() ? "it does not answer" : finding.trouble();
        }
        if (newestTimeline == 0) {
            return "no primary has been found yet";
        }
        if (facts.timeline() != 0 && facts.timeline() != newestTimeline) {
            return "it is on timeline " + facts.timeline() + ", the primary on " + newestTimeline;
        }
        return near ? "" : "it is too far behind";
    }

    private static Standing standing(Finding finding, Role role, String reason, boolean readable) {
        NodeFacts facts = finding.facts();
        boolean follows = role == Role.REPLICA;
        return new Standing(
                role,
                readable,
                finding.health(),
                reason,
                follows ? finding.lag() : Lag.UNKNOWN,
                facts == null || facts.upstream() == null ? "" : facts.upstream(),
                facts);
    }
}
