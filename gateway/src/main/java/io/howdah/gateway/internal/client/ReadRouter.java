package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.config.Consistency;
import io.howdah.gateway.config.ReadsFrom;
import io.howdah.gateway.config.RoutingSettings;
import io.howdah.gateway.internal.backend.LoopPool;
import io.howdah.gateway.internal.backend.Node;
import io.howdah.gateway.internal.backend.Shape;
import io.howdah.gateway.internal.backend.Share;
import io.howdah.gateway.internal.backend.Topology;
import io.howdah.gateway.internal.cluster.LsnSample;
import io.howdah.spi.balance.Balancer;
import io.howdah.spi.balance.Balancer.Outcome;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * Finds the node that answers a client's next read. Confined to the client's loop.
 *
 * <p>Which nodes may is settled here, by what the statement reaches, what the client wants, and
 * what it has seen; which of them does is the {@link Balancer}'s choice.
 */
final class ReadRouter implements FreshReads.Wait {
    /**
     * What a replica says when only the primary can answer: in recovery, no such feature there
     * (unlogged tables), not in the right state, in conflict with what is replayed.
     */
    private static final Set<String> PRIMARY_ONLY =
            Set.of("25006", "0A000", "55000", "40001", "40P01");

    private static final Failure NO_REPLICA =
            Failure.of(ErrorCode.CANNOT_CONNECT_NOW, "no replica is there to read from")
                    .withHint(
                            "The primary answers reads with routing.refuse-without-replicas: false,"
                                    + " or after SET howdah.route = 'primary'.");

    private final Client client;
    private final Topology topology;
    private final ReadRouting routing;
    private final Balancer balancer;
    private final FreshReads fresh;
    private final Causality causality;
    private final RouteWishes wishes;

    /** Where the request under way went; null: nowhere that counts. */
    private @Nullable Node chosen;

    /** What made that node fresh enough; null: it need not be. */
    private @Nullable LsnSample proof;

    /** On which connection samples of that node come. */
    private int connection;

    private Balancer.@Nullable Memory memory;
    private long sentNanos;
    private int avoided = -1;

    /** Until when the request at hand waits for a replica; 0: it does not. */
    private long dueNanos;

    private boolean waiting;

    ReadRouter(Client client, ReadRouting routing) {
        this.client = client;
        this.routing = routing;
        this.topology = routing.topology();
        this.balancer = routing.balancer(client.loop());
        this.fresh = routing.fresh(client.loop());
        this.causality = new Causality(topology);
        this.wishes = new RouteWishes(client, causality);
    }

    /** What the client has seen. */
    Causality causality() {
        return causality;
    }

    /** Whether a request need be looked at at all: whoever wants a replica may have one. */
    boolean isActive() {
        return topology.hasReplicas() || routing.settings().refuseWithoutReplicas();
    }

    /** Whether the request at hand goes where it goes by choice. */
    boolean hasChosen() {
        return chosen != null;
    }

    /** The next is not to go to the node that this one went to. */
    void avoidChosen() {
        Node tried = chosen;
        avoided = tried == null ? -1 : tried.slot();
    }

    /**
     * Whether somebody has asked for replicas for {@code unit}, rather than nobody against them.
     */
    boolean isAskedForReplicas(SharedUnit unit, long now) {
        Shape shape = unit.statements().first();
        if (shape == null) {
            return false;
        }
        wishes.read(unit, shape, routing.settings(), now);
        return wishes.isAskedForReplicas();
    }

    /**
     * Whether the replica that was chosen for one request may answer {@code unit}, too.
     *
     * @param isolated whether both see the same, however long it takes
     */
    boolean mayGoOnWith(SharedUnit unit, boolean isolated, long now) {
        Node node = chosen;
        Shape shape = unit.statements().first();
        RoutingSettings settings = routing.settings();
        if (node == null
                || shape == null
                || !unit.statements().areAnsweredAnywhere()
                || shape.needsPrimary(now)) {
            return false;
        }
        wishes.read(unit, shape, settings, now);
        if (wishes.reads() == ReadsFrom.PRIMARY || wishes.consistency() == Consistency.STRONG) {
            return false;
        }
        return isolated || isFresh(node, settings, now);
    }

    /**
     * A replica has refused what is as {@code shape}; answers whether the primary would not have.
     *
     * <p>What conflicts with replay once need not do so again; all else will.
     */
    boolean isRefusedByReplica(String sqlState, @Nullable Shape shape) {
        if (!PRIMARY_ONLY.contains(sqlState)) {
            return false;
        }
        client.context().metrics().readsRefusedByReplicas.increment();
        if (!sqlState.startsWith("40") && shape != null) {
            shape.refusedByReplica(client.loop().nanos());
        }
        return true;
    }

    /** The next goes where it goes without being chosen. */
    void stay() {
        chosen = null;
        proof = null;
    }

    /**
     * What lends the backend for a request.
     *
     * @return null: it waits for a replica to be fresh enough, and is to be sent again then; or it
     *     will be refused
     */
    @Nullable LoopPool choose(SharedUnit unit, long now) {
        int avoid = avoided;
        avoided = -1;
        Shape shape = unit.statements().first();
        RoutingSettings settings = routing.settings();
        if (shape == null || !unit.statements().areAnsweredAnywhere() || shape.needsPrimary(now)) {
            return client.shard();
        }
        wishes.read(unit, shape, settings, now);
        if (wishes.reads() == ReadsFrom.PRIMARY
                || wishes.consistency() == Consistency.STRONG
                || isSerializable()) {
            return client.shard();
        }
        Node primary = topology.primary();
        long candidates = candidates(settings, now);
        candidates &= avoid < 0 ? -1 : ~(1L << avoid);
        if (wishes.reads() == ReadsFrom.ANY) {
            candidates |= 1L << primary.slot();
        }
        if (candidates == 0 && isToBeRefused(settings)) {
            refuse();
            return null;
        }
        if (candidates == 0) {
            return isToWait(settings, now) ? null : unfresh();
        }
        if (dueNanos != 0) {
            dueNanos = 0;
            fresh.ended(false);
        }
        memory = shape.memory(balancer);
        Node node = node(balancer.choose(memory, candidates, now));
        if (node == primary) {
            chosen = node;
            connection = node.connection();
            return client.shard();
        }
        return isChosen(node, now) ? client.hold().reader(node) : client.shard();
    }

    /** Keeps what proves it fresh enough, which may not be what it was when it was a candidate. */
    private boolean isChosen(Node node, long now) {
        connection = node.connection();
        LsnSample sample = node.sample();
        if (wishes.consistency() == Consistency.SESSION) {
            if (sample == null || !causality.allows(node, sample, now)) {
                return false;
            }
            proof = sample;
        }
        chosen = node;
        return true;
    }

    /** A replica cannot tell what others, on the primary, would have to be held up for. */
    private boolean isSerializable() {
        String isolation = client.session().wanted().value("default_transaction_isolation");
        return isolation != null && isolation.equalsIgnoreCase("serializable");
    }

    private boolean isToBeRefused(RoutingSettings settings) {
        return settings.refuseWithoutReplicas()
                && wishes.reads() == ReadsFrom.REPLICAS
                && !topology.hasReadableReplica();
    }

    /** Once what is being read has been left as it is; unless it is not wanted any more by then. */
    private void refuse() {
        waiting = true;
        client.loop()
                .execute(
                        () -> {
                            if (stopWaiting()) {
                                client.intake().refused(NO_REPLICA);
                            }
                        });
    }

    // ---- waiting for a replica

    private boolean isToWait(RoutingSettings settings, long now) {
        if (dueNanos == 0
                && settings.freshnessWait().isPositive()
                && topology.hasReadableReplica()
                && fresh.isWorthWaiting()) {
            dueNanos = now + settings.freshnessWait().toNanos();
        }
        if (dueNanos == 0 || dueNanos - now <= 0) {
            return false;
        }
        waiting = true;
        fresh.add(this);
        return true;
    }

    private LoopPool unfresh() {
        if (dueNanos != 0) {
            dueNanos = 0;
            fresh.ended(true);
        }
        client.context().metrics().readsUnfresh.increment();
        return client.shard();
    }

    @Override
    public long dueNanos() {
        return dueNanos;
    }

    @Override
    public void due() {
        lookAgain();
    }

    @Override
    public void lookAgain() {
        if (stopWaiting()) {
            client.intake().invited();
        }
    }

    /** The request at hand is not wanted any more. */
    void forget() {
        boolean _ = stopWaiting();
        dueNanos = 0;
    }

    /** It does not wait any more; answers whether it did. */
    private boolean stopWaiting() {
        fresh.remove(this);
        boolean was = waiting;
        waiting = false;
        return was;
    }

    // ---- who may answer

    private long candidates(RoutingSettings settings, long now) {
        long candidates = 0;
        for (Node replica : topology.replicas()) {
            if (replica.isReadable()
                    && replica.settings().weight() > 0
                    && isFresh(replica, settings, now)) {
                candidates |= 1L << replica.slot();
            }
        }
        return candidates;
    }

    private boolean isFresh(Node replica, RoutingSettings settings, long now) {
        LsnSample sample = replica.sample();
        return switch (wishes.consistency()) {
            case EVENTUAL -> true;
            case BOUNDED ->
                    sample != null
                            && topology.trail()
                                    .isWithin(sample, settings.maxStaleness().toNanos(), now);
            case SESSION -> sample != null && causality.allows(replica, sample, now);
            case STRONG -> false;
        };
    }

    private Node node(int slot) {
        for (Node replica : topology.replicas()) {
            if (replica.slot() == slot) {
                return replica;
            }
        }
        return topology.primary();
    }

    /** Whether what proves the node fresh enough was asked for since the backend was opened. */
    boolean isProven(Share share) {
        LsnSample known = proof;
        Node node = chosen;
        if (known == null || node == null || !share.isOpenedAfter(known.requestedNanos())) {
            return true;
        }
        node.wantSample(client.loop().nanos());
        return false;
    }

    /** It is sent now. */
    void sent(long now) {
        Node node = chosen;
        if (node != null && memory != null) {
            sentNanos = now;
            balancer.sent(memory, node.slot(), now);
            if (node != topology.primary()) {
                client.context().metrics().readsRouted.increment();
            }
        }
    }

    /** It is not under way any more. */
    void ended(Outcome outcome) {
        Node node = chosen;
        if (node != null && memory != null && sentNanos != 0) {
            long now = client.loop().nanos();
            balancer.ended(memory, node.slot(), now - sentNanos, outcome, now);
        }
        sentNanos = 0;
    }

    /** A backend of {@code lender} has answered, or was lost. */
    void seen(LoopPool lender, long now) {
        Node node = lender.pool().key().node();
        causality.seen(node, node == chosen ? connection : node.connection(), now);
    }
}
