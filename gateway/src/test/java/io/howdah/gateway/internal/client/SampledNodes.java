package io.howdah.gateway.internal.client;

import io.howdah.base.HostPort;
import io.howdah.gateway.config.BackendTlsOverrides;
import io.howdah.gateway.config.NodeSettings;
import io.howdah.gateway.config.PoolOverrides;
import io.howdah.gateway.internal.backend.Node;
import io.howdah.gateway.internal.backend.Topology;
import io.howdah.gateway.internal.cluster.Health;
import io.howdah.gateway.internal.cluster.Lag;
import io.howdah.gateway.internal.cluster.LsnSample;
import io.howdah.gateway.internal.cluster.Role;
import io.howdah.gateway.internal.cluster.Standing;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A primary and two replicas whose samples a test publishes by hand. One thread. */
final class SampledNodes {
    static final int TIMELINE = 3;
    static final long SYSTEM = 7_312_345_678_901_234_567L;

    final Topology topology =
            new Topology(Stream.of("primary", "one", "two").map(SampledNodes::settings).toList());
    final Node primary = topology.nodes().get(0);
    final Node one = topology.nodes().get(1);
    final Node two = topology.nodes().get(2);

    private final Map<Node, Standing> standings = new HashMap<>();
    private @Nullable Node elected;

    SampledNodes() {
        judge(primary, Role.PRIMARY);
        judge(one, Role.REPLICA);
        judge(two, Role.REPLICA);
    }

    private static NodeSettings settings(String host) {
        return new NodeSettings(
                new HostPort(host, 5432),
                Optional.empty(),
                Optional.empty(),
                PoolOverrides.NONE,
                BackendTlsOverrides.NONE);
    }

    /** A node is found to be something else. */
    void judge(Node node, Role role) {
        standings.put(
                node,
                new Standing(
                        role, role == Role.REPLICA, Health.unasked(), "", Lag.UNKNOWN, "", null));
        if (role == Role.PRIMARY) {
            elected = node;
        } else if (node == elected) {
            elected = null;
        }
        topology.judge(standings, Optional.ofNullable(elected));
    }

    /** A sample that was requested at {@code requestedNanos}. */
    static LsnSample at(long lsn, long requestedNanos) {
        return new LsnSample(requestedNanos, lsn, TIMELINE, SYSTEM);
    }

    /** The same position in the history of another primary. */
    static LsnSample elsewhere(LsnSample sample) {
        return new LsnSample(
                sample.requestedNanos(), sample.lsn(), TIMELINE + 1, sample.systemIdentifier());
    }

    /** A node was at {@code lsn}, asked at {@code requestedNanos}. */
    static LsnSample publish(Node node, long lsn, long requestedNanos) {
        LsnSample sample = at(lsn, requestedNanos);
        node.samples().publish(sample);
        return sample;
    }

    /** The connection that samples of a node came on is gone. */
    static void reconnect(Node node) {
        node.samples().unserved();
    }
}
