package io.howdah.gateway.internal.probe;

import io.howdah.gateway.config.NodeRole;
import io.howdah.gateway.internal.backend.Node;
import io.howdah.gateway.internal.cluster.Health;
import io.howdah.gateway.internal.cluster.Lag;
import io.howdah.gateway.internal.cluster.NodeFacts;

import org.jspecify.annotations.Nullable;

/** What has been found out about one node. Guarded by {@link Findings}. */
final class Finding {
    private final Node node;
    private Health health = Health.unasked();
    private String trouble = "";
    private Lag lag = Lag.UNKNOWN;
    private @Nullable NodeFacts facts;
    private boolean tried;
    private boolean withinLimit = true;

    Finding(Node node) {
        this.node = node;
    }

    Node node() {
        return node;
    }

    /** What it said last; null: it does not answer at present. */
    @Nullable NodeFacts facts() {
        return facts;
    }

    /** Whether it has been asked, with or without an answer. */
    boolean isTried() {
        return tried;
    }

    /** How far it is trusted. */
    Health health() {
        return health;
    }

    /** It is trusted more or less from now on; answers whether that is a change. */
    boolean become(Health next) {
        boolean change = !next.equals(health);
        health = next;
        return change;
    }

    /** What was the matter with it last; empty: nothing is. */
    String trouble() {
        return trouble;
    }

    /** How far it is behind, if it was compared. */
    Lag lag() {
        return lag;
    }

    /** Others have had trouble with it. */
    void doubted() {
        trouble = "a connection to it has failed";
    }

    void learnt(NodeFacts learnt) {
        tried = true;
        facts = learnt;
        trouble = "";
    }

    void failed(String reason) {
        tried = true;
        facts = null;
        trouble = reason;
    }

    /** Compares it with the primary; answers whether it is near enough to be read from. */
    boolean follows(Lag measured, Lag.Limit limit) {
        lag = measured;
        withinLimit = limit.allows(measured, withinLimit);
        return withinLimit;
    }

    NodeRole said() {
        return node.settings().role();
    }

    /** Whether it says that it is the primary, and may be. */
    boolean claims() {
        return facts != null && !facts.inRecovery() && said() != NodeRole.REPLICA;
    }
}
