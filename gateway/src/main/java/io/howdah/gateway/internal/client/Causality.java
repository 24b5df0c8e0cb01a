package io.howdah.gateway.internal.client;

import io.howdah.gateway.internal.backend.Node;
import io.howdah.gateway.internal.backend.Topology;
import io.howdah.gateway.internal.cluster.LsnSample;
import io.howdah.gateway.internal.cluster.Role;

import org.jspecify.annotations.Nullable;

/**
 * What a client has seen of the database, so that it never sees an earlier state. Confined to the
 * client's loop.
 *
 * <p>After every answer, whatever was asked and however it ended, the client has seen at most what
 * the node's log held then. A sample of the node that was <em>requested after</em> the answer came
 * says where that is, or later: it <em>covers</em> the answer. The first that does becomes the
 * client's token; under steady writes, no replica ever reaches the newest. Until then the client
 * reads from that node, or from the primary, which has all that any node has. A replica may answer
 * once a sample of it has reached the token. So nothing has to be asked on the way of a statement.
 *
 * <p>A replica that crashes can come back earlier than it was. Its samples are gone with the
 * connection that they came on, and it is read from on a backend only after a sample that was
 * requested since that backend was opened: one that came from before the crash cannot be. What was
 * seen before the crash is covered by no sample of after it, but by one of the primary.
 *
 * <p>One thing this cannot see: PostgreSQL writes a commit to the log, and sends it, before it
 * shows it on the primary. So a replica may show one that nobody has been told of a moment earlier,
 * and a client that goes from there to the primary within that moment does not find it.
 *
 * <p>Positions of different timelines do not compare. A client with a token of another one reads
 * from the primary once, and has a new token from there. A node that is only taken for the primary
 * covers nothing until it has said that it is.
 */
final class Causality {
    private final Topology topology;

    /** Whose answer is not covered; null: all is. */
    private @Nullable Node seenOn;

    private long seenNanos;

    /** On which connection samples of that node came when it was asked. */
    private int seenBy;

    /** What covers all that was seen; null: nothing was, or all of it is open. */
    private @Nullable LsnSample token;

    Causality(Topology topology) {
        this.topology = topology;
    }

    /**
     * {@code node} has answered something, or may have done something and was lost.
     *
     * @param connection {@link Node#connection} from before the request was sent
     */
    void seen(Node node, int connection, long nowNanos) {
        if (seenOn != null && seenOn != node) {
            settle(nowNanos);
        }
        Node open = seenOn;
        // What was seen on one replica is not known to be on another: the primary has both.
        Node on = open != null && open != node ? topology.primary() : node;
        if (on != open) {
            seenOn = on;
            seenBy = connection;
        }
        seenNanos = nowNanos;
        if (topology.hasReplicas()) {
            on.wantSample(nowNanos);
        }
    }

    /** Somebody hands on what he has seen, as {@link #token} gave it. */
    void adopt(LsnSample seenByOthers, long nowNanos) {
        settle(nowNanos);
        LsnSample own = token;
        if (seenOn != null || (own != null && !own.isComparable(seenByOthers))) {
            askPrimary(nowNanos); // which has both
        }
        token = later(own, seenByOthers);
    }

    /** What covers all that the client has seen; null: not known yet, or nothing. */
    @Nullable LsnSample token(long nowNanos) {
        settle(nowNanos);
        return seenOn == null ? token : null;
    }

    /** Whether {@link #token} covers all that the client has seen. */
    boolean isSettled(long nowNanos) {
        settle(nowNanos);
        return seenOn == null;
    }

    /**
     * Whether a replica may answer the next read without going back in time.
     *
     * @param sample its present one
     */
    boolean allows(Node replica, LsnSample sample, long nowNanos) {
        settle(nowNanos);
        Node open = seenOn;
        if (open != null && !(open == replica && replica.connection() == seenBy)) {
            return false;
        }
        // What is open may have been answered by a replica that need not have reached the token.
        LsnSample needed = token;
        if (needed == null) {
            return true;
        }
        boolean reached = sample.isComparable(needed) && sample.lsn() - needed.lsn() >= 0;
        if (!reached) {
            replica.wantSample(nowNanos);
        }
        return reached;
    }

    /** Makes a token of what is open, if a sample covers it. */
    private void settle(long nowNanos) {
        Node open = seenOn;
        if (open == null) {
            return;
        }
        LsnSample sample = open.samples().firstAfter(seenNanos); // before its connection is read
        boolean byPrimary = open == topology.primary();
        if (!byPrimary && open.connection() != seenBy) {
            askPrimary(nowNanos);
            return;
        }
        boolean known = !byPrimary || open.role() == Role.PRIMARY;
        if (sample == null || !known) {
            open.wantSample(seenNanos);
            return;
        }
        if (!byPrimary && token != null && !sample.isComparable(token)) {
            askPrimary(nowNanos);
            return;
        }
        token = later(token, sample);
        seenOn = null;
    }

    /** What was seen is covered by what the primary has from now on. */
    private void askPrimary(long nowNanos) {
        Node primary = topology.primary();
        seenOn = primary;
        seenBy = primary.connection();
        seenNanos = nowNanos;
        primary.wantSample(nowNanos);
    }

    /** The later one; of two that do not compare, {@code other}. */
    private static LsnSample later(@Nullable LsnSample one, LsnSample other) {
        return one != null && one.isComparable(other) && one.lsn() - other.lsn() > 0 ? one : other;
    }
}
