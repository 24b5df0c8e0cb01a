package io.howdah.gateway.internal.backend;

import io.howdah.base.HostPort;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.config.NodeSettings;
import io.howdah.gateway.control.NodeSnapshot;
import io.howdah.gateway.internal.cluster.LsnSample;
import io.howdah.gateway.internal.cluster.PrimaryTrail;
import io.howdah.gateway.internal.cluster.Role;
import io.howdah.gateway.internal.cluster.Standing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The nodes and which of them is believed to be the primary. Safe from any thread.
 *
 * <p>Where nodes are asked what they are, that decides. Otherwise the belief starts with the first
 * node and moves on when a node cannot be reached or reports that it is in recovery. It is never
 * asked about on the way of a statement.
 */
public final class Topology {
    /** The most nodes there may be. */
    public static final int MOST = GatewaySettings.MOST_NODES;

    /** For so long after it was known where the primary is, replicas are watched reaching that. */
    private static final long FOLLOWING_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final List<Consumer<Node>> sampleListeners = new CopyOnWriteArrayList<>();
    private final Queue<Runnable> awaitingSample = new ConcurrentLinkedQueue<>();
    private final List<Runnable> changeListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Node>> doubtListeners = new CopyOnWriteArrayList<>();
    private final PrimaryTrail trail = new PrimaryTrail();
    private volatile List<Node> nodes = List.of();
    private volatile List<Node> replicas = List.of();
    private volatile boolean primaryKnown;
    private volatile Node primary;
    private int lastSlot = -1;

    /** Nodes in the order of the configuration. */
    public Topology(List<NodeSettings> settings) {
        List<Node> all = new ArrayList<>();
        for (NodeSettings each : settings) {
            all.add(new Node(each, freeSlot(all)));
        }
        nodes = withPeers(List.copyOf(all));
        primary = firstPrimary(all);
    }

    /** As long as possible after it was another node's. */
    private int freeSlot(List<Node> added) {
        do {
            lastSlot = (lastSlot + 1) % MOST;
        } while (isTaken(nodes) || isTaken(added));
        return lastSlot;
    }

    private boolean isTaken(List<Node> by) {
        return by.stream().anyMatch(node -> node.slot() == lastSlot);
    }

    // ---- who follows what happens

    /** {@code listener} is called after each new sample of a node, on a prober's thread. */
    public void whenSampled(Consumer<Node> listener) {
        sampleListeners.add(listener);
    }

    /** {@code task} is run once, after the next sample of any node, on a prober's thread. */
    public void whenNextSampled(Runnable task) {
        awaitingSample.add(task);
    }

    /** There is a new sample of {@code node}. */
    public void sampled(Node node) {
        LsnSample sample = node.sample();
        if (node == primary && sample != null) {
            trail.note(sample);
            replicas.forEach(replica -> follow(replica, sample));
        } else if (sample != null) {
            LsnSample ahead = primary.sample();
            if (ahead != null
                    && sample.requestedNanos() - ahead.requestedNanos() < FOLLOWING_NANOS) {
                follow(node, ahead);
            }
        }
        for (Consumer<Node> listener : sampleListeners) {
            listener.accept(node);
        }
        for (Runnable task = awaitingSample.poll(); task != null; task = awaitingSample.poll()) {
            task.run();
        }
    }

    /** A replica that is behind is asked again: clients are about to wait for what it has next. */
    private static void follow(Node replica, LsnSample primary) {
        LsnSample known = replica.sample();
        if (known != null && known.lsn() - primary.lsn() < 0) {
            replica.wantSample(Math.max(known.requestedNanos(), primary.requestedNanos()));
        }
    }

    /** {@code listener} is called when the primary, a role or what is readable has changed. */
    public void whenChanged(Runnable listener) {
        changeListeners.add(listener);
    }

    /** {@code listener} is told of nodes that somebody has had trouble with, on any loop. */
    public void whenDoubted(Consumer<Node> listener) {
        doubtListeners.add(listener);
    }

    /** Somebody has had trouble with {@code node}, which may have had other reasons. */
    void doubt(Node node) {
        for (Consumer<Node> listener : doubtListeners) {
            listener.accept(node);
        }
    }

    // ---- what is found out

    /**
     * Nodes are judged anew, by whoever asks them.
     *
     * @param standings of those that have been asked
     * @param elected the primary; empty: which it is has not been found out
     * @return whether the primary is another
     */
    public boolean judge(Map<Node, Standing> standings, Optional<Node> elected) {
        boolean moved = false;
        boolean changed = false;
        synchronized (this) {
            for (Node node : nodes) {
                Standing judged = standings.getOrDefault(node, Standing.UNKNOWN);
                changed |= judged.differsFrom(node.standing());
                node.standing(judged);
            }
            Optional<Node> known = elected.filter(nodes::contains);
            primaryKnown = known.isPresent();
            if (known.isPresent() && known.get() != primary) {
                primary = known.get();
                moved = true;
            }
            findReplicas();
        }
        if (changed || moved) {
            changeListeners.forEach(Runnable::run);
        }
        return moved;
    }

    /** Whether the primary has been found out by asking, rather than by trying. */
    public boolean isPrimaryKnown() {
        return primaryKnown;
    }

    // ---- what there is

    /** The nodes there are, in the order of the configuration. */
    public List<Node> nodes() {
        return nodes;
    }

    /** Where the primary was, and when. */
    public PrimaryTrail trail() {
        return trail;
    }

    /** Those that follow the primary, readable or not. */
    public List<Node> replicas() {
        return replicas;
    }

    /** Whether there is any that follows the primary. */
    public boolean hasReplicas() {
        return !replicas.isEmpty();
    }

    /** Whether any of them may be read from. */
    public boolean hasReadableReplica() {
        for (Node replica : replicas) {
            if (replica.isReadable()) {
                return true;
            }
        }
        return false;
    }

    private synchronized void findReplicas() {
        replicas = nodes.stream().filter(node -> node.role() == Role.REPLICA).toList();
    }

    /** The names, or addresses, that nodes are at. */
    public Set<String> hosts() {
        return nodes.stream().map(node -> node.address().host()).collect(Collectors.toSet());
    }

    /** How many nodes there are. */
    public int size() {
        return nodes.size();
    }

    /** Where writes go, as far as is known. */
    public Node primary() {
        return primary;
    }

    /** Whether {@code node} has not been removed. */
    boolean has(Node node) {
        return node == primary || nodes.contains(node);
    }

    /** Every node, as of {@code now}. */
    List<NodeSnapshot> describe(long now) {
        Node primary = primary();
        return nodes.stream().map(node -> NodePortrait.of(node, node == primary, now)).toList();
    }

    /**
     * {@code node} is not the primary, or cannot be reached.
     *
     * @return whether there is another node to try
     */
    public boolean deny(Node node) {
        doubt(node);
        return moveOn(node);
    }

    private synchronized boolean moveOn(Node node) {
        List<Node> all = nodes;
        if (node == primary && !primaryKnown && !node.isSaidToBePrimary()) {
            int from = all.indexOf(node);
            for (int i = 1; i < all.size(); i++) {
                Node next = all.get((from + i) % all.size());
                if (next.mayBePrimary()) {
                    primary = next;
                    break;
                }
            }
        }
        return all.size() > 1;
    }

    private static Node firstPrimary(List<Node> all) {
        return all.stream()
                .filter(Node::isSaidToBePrimary)
                .findFirst()
                .or(() -> all.stream().filter(Node::mayBePrimary).findFirst())
                .orElse(all.getFirst());
    }

    /**
     * Other nodes are configured from now on. One with a known address stays what it is; when the
     * one believed to be the primary is gone, the belief starts anew.
     */
    synchronized void apply(List<NodeSettings> settings) {
        Set<HostPort> addresses =
                settings.stream().map(NodeSettings::address).collect(Collectors.toSet());
        nodes = nodes.stream().filter(node -> addresses.contains(node.address())).toList();
        List<Node> changed = new ArrayList<>();
        for (NodeSettings each : settings) {
            changed.add(known(each, changed));
        }
        nodes = withPeers(List.copyOf(changed));
        Node first = firstPrimary(changed);
        if (!changed.contains(primary) || first.isSaidToBePrimary()) {
            primaryKnown &= first == primary;
            primary = first;
        }
        findReplicas();
    }

    private static List<Node> withPeers(List<Node> all) {
        all.forEach(node -> node.peers(all.size() > 1));
        return all;
    }

    private Node known(NodeSettings settings, List<Node> added) {
        HostPort address = settings.address();
        for (Node node : nodes) {
            if (node.address().equals(address)) {
                node.apply(settings);
                return node;
            }
        }
        return new Node(settings, freeSlot(added));
    }
}
