package io.howdah.gateway.internal.backend;

import io.howdah.gateway.config.NodeSettings;
import io.howdah.gateway.control.NodeSnapshot;
import io.howdah.gateway.internal.cluster.Lsn;
import io.howdah.gateway.internal.cluster.LsnSample;
import io.howdah.gateway.internal.cluster.NodeFacts;
import io.howdah.gateway.internal.cluster.Role;
import io.howdah.gateway.internal.cluster.Standing;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** What is shown of a node. Stateless. */
final class NodePortrait {
    private NodePortrait() {}

    static NodeSnapshot of(Node node, boolean primary, long now) {
        NodeSettings settings = node.settings();
        return new NodeSnapshot(
                node.address(),
                primary,
                node.backoff().isOver(now),
                new NodeSnapshot.Place(
                        settings.region().orElse(""),
                        settings.zone().orElse(""),
                        settings.weight()),
                standing(node.standing(), node.sample(), now));
    }

    private static NodeSnapshot.Standing standing(
            Standing standing, @Nullable LsnSample sample, long now) {
        if (standing.equals(Standing.UNKNOWN)) {
            return NodeSnapshot.Standing.UNKNOWN;
        }
        NodeFacts facts = standing.facts();
        return new NodeSnapshot.Standing(
                standing.role() == Role.UNKNOWN
                        ? ""
                        : standing.role().name().toLowerCase(Locale.ROOT),
                standing.health().word(),
                standing.reason(),
                standing.readable(),
                standing.upstream(),
                facts == null ? 0 : facts.timeline(),
                sample == null ? "" : Lsn.text(sample.lsn()),
                standing.lag().bytes(),
                standing.lag().millis(),
                sample == null ? -1 : (now - sample.requestedNanos()) / 1_000_000,
                facts == null ? 0 : facts.settings().version());
    }
}
