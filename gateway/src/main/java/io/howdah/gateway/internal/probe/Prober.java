package io.howdah.gateway.internal.probe;

import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.gateway.internal.LiveSettings;
import io.howdah.gateway.internal.backend.BackendConnector;
import io.howdah.gateway.internal.backend.Node;
import io.howdah.gateway.internal.backend.Pools;
import io.howdah.gateway.internal.backend.Topology;
import io.howdah.gateway.internal.login.Credentials;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.spi.balance.Balancing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Has a probe at every node, where there are several. Safe from any thread. */
public final class Prober {
    /** What all probes share. */
    record Context(
            LiveSettings settings,
            BackendConnector connector,
            Topology topology,
            ProbeUsers users,
            Findings findings,
            GatewayMetrics metrics) {}

    private final List<Loop> loops;
    private final Context context;
    private final Map<Node, NodeProbe> probes = new ConcurrentHashMap<>();
    private final Roster roster;
    private boolean closed;

    /** Asks nobody yet. */
    public Prober(
            LiveSettings settings,
            List<Loop> loops,
            BackendConnector connector,
            Topology topology,
            Credentials credentials,
            Pools pools,
            Balancing balancing,
            GatewayMetrics metrics) {
        this.roster = new Roster(topology, balancing);
        topology.whenChanged(roster::tell);
        this.loops = loops;
        this.context =
                new Context(
                        settings,
                        connector,
                        topology,
                        new ProbeUsers(settings, credentials, pools),
                        new Findings(() -> settings.now().cluster(), topology, metrics),
                        metrics);
        topology.whenDoubted(this::doubted);
    }

    /** It is asked at once, so that a doubt without reason is soon over. */
    private void doubted(Node node) {
        NodeProbe probe = probes.get(node);
        if (probe != null && context.findings().doubted(node)) {
            probe.begin();
        }
    }

    /** Asks the nodes that there are now, and no others; called when they may have changed. */
    public synchronized void follow() {
        roster.tell();
        List<Node> wanted = wanted();
        probes.keySet().stream().filter(node -> !wanted.contains(node)).forEach(this::end);
        if (wanted.isEmpty()) {
            context.findings().forget();
        } else {
            context.findings().follow();
            wanted.forEach(node -> probes.computeIfAbsent(node, this::begin));
        }
    }

    private NodeProbe begin(Node node) {
        NodeProbe probe = new NodeProbe(context, node, loops.get(node.slot() % loops.size()));
        probe.begin();
        return probe;
    }

    private void end(Node node) {
        NodeProbe probe = probes.remove(node);
        if (probe != null) {
            probe.end();
        }
    }

    /** A single node need not be asked: it is the primary, whatever it says. */
    private List<Node> wanted() {
        List<Node> nodes = context.topology().nodes();
        boolean asks = !closed && context.settings().now().cluster().probes();
        return asks && nodes.size() > 1 ? nodes : List.of();
    }

    /** Asks nobody any more. */
    public synchronized void close() {
        closed = true;
        follow();
    }
}
