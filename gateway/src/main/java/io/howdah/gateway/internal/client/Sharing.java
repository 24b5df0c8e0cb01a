package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.config.MultiplexingSettings;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.Exchange;
import io.howdah.gateway.internal.backend.LoopPool;
import io.howdah.gateway.internal.backend.OwnErrors;
import io.howdah.gateway.internal.backend.SessionSettings;
import io.howdah.gateway.internal.backend.Share;
import io.howdah.spi.balance.Balancer.Outcome;
import io.howdah.wire.TransactionStatus;
import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * A client's requests that any backend may answer, of another node, too, or one that serves others
 * at the same time: one at a time, whole, and only such as can be asked again without anybody
 * seeing it. Confined to the client's loop.
 *
 * <p>The client holds the backend from the request to its answer, as any other; but what happens to
 * it meanwhile is told by {@link Share}. A copy of the request is kept until the answer begins to
 * come, so that it can be sent again elsewhere.
 */
final class Sharing {
    /** What {@link #send} answers when the request has to wait for a backend. */
    static final int WAITS = -1;

    /** What PostgreSQL says when Howdah was wrong about what is prepared, or that has changed. */
    private static final Set<String> OUTDATED = Set.of("26000", "0A000", "42P05");

    private static final Failure CANCELED =
            Failure.of(ErrorCode.QUERY_CANCELED, "canceling statement due to user request");

    private final Client client;
    private final SharedUnit unit;
    private final SharedSender sender;
    private final ReadRouter router;
    private final ReplicaTransaction transaction;
    private SessionSettings wanted = SessionSettings.NONE;
    private SessionSettings group = SessionSettings.NONE;
    private @Nullable Share share;
    private @Nullable Exchange exchange;
    private @Nullable ByteBuf copy;
    private long predictedNanos;
    private long sentNanos;
    private Again again = Again.NOT;
    private boolean wasDisplaced;

    /** How the next request is to be sent, because it was sent before. */
    private enum Again {
        NOT,
        /** On a backend of its own. */
        ALONE,
        /** With a Sync of its own. */
        UNBATCHED,
        /** Where everything goes that no replica can answer. */
        ON_PRIMARY
    }

    Sharing(Client client, Readings readings, RequestSender requests) {
        this.client = client;
        this.unit = new SharedUnit(client, readings);
        this.sender = new SharedSender(client, requests);
        this.router = new ReadRouter(client, client.context().routing());
        this.transaction = new ReplicaTransaction(client, unit, router, requests, readings);
    }

    // ---- sending

    /** Whether a request is under way, so that the next has to wait. */
    boolean isUnderWay() {
        return share != null;
    }

    /** What chooses the node. */
    ReadRouter router() {
        return router;
    }

    /** The client's transaction on a replica. */
    ReplicaTransaction transaction() {
        return transaction;
    }

    /**
     * Sends what begins with {@code head}, if it may be answered anywhere. The client holds no
     * backend.
     *
     * @return its length in bytes; 0: it needs a backend to itself, of the primary unless one of a
     *     replica is held now; {@link #WAITS}
     */
    int send(Frame head) {
        client.hold().mayShare(null);
        router.stay();
        Again how = again;
        again = Again.NOT;
        if (client.begin().isHeld()) {
            return how != Again.ON_PRIMARY && transaction.mayBegin() && isSessionPlain()
                    ? transaction.begin(head, group())
                    : 0;
        }
        MultiplexingSettings limits = client.shard().shares().limits();
        boolean routes = router.isActive() && how != Again.ON_PRIMARY;
        boolean shares = limits.enabled() && how != Again.ALONE && how != Again.ON_PRIMARY;
        if (!(shares || routes) || !isSessionPlain() || !unit.read(head, limits)) {
            return 0;
        }
        client.hold().followPrimary();
        LoopPool lender = routes ? router.choose(unit, client.loop().nanos()) : client.shard();
        if (lender == null) {
            client.intake().await();
            return WAITS;
        }
        boolean quick = shares && unit.statements().areQuick();
        boolean elsewhere = lender != client.shard();
        if (!quick && !(routes && router.hasChosen())) {
            return 0;
        }
        Share taken =
                quick
                        ? lender.shares().take(group(), unit.statements().predictedNanos())
                        : lender.shares().takeAlone(group());
        predictedNanos = quick ? unit.statements().predictedNanos() : 0;
        if (taken == null) {
            client.hold().mayShare(group());
            return elsewhere ? await(lender) : 0;
        }
        if (elsewhere && !router.isProven(taken)) {
            taken.untake(predictedNanos);
            return sendToPrimary(head);
        }
        send(head, taken, how == Again.NOT && quick && isReadCommitted(), limits);
        return unit.size();
    }

    private int await(LoopPool lender) {
        client.intake().await(); // first, for it may be refused at once
        client.hold().await(lender);
        return WAITS;
    }

    private int sendToPrimary(Frame head) {
        again = Again.ON_PRIMARY;
        return send(head);
    }

    private void send(Frame head, Share taken, boolean mayBatch, MultiplexingSettings limits) {
        share = taken;
        client.hold().share(taken);
        copy = client.intake().copy(head, unit.size());
        sentNanos = client.loop().nanos();
        router.sent(sentNanos);
        Exchange sent = sender.send(unit, taken, mayBatch, limits);
        exchange = sent;
        if (sent.isPrepared()) {
            client.context().metrics().askedPrepared.increment();
        }
    }

    /** Another node has no backend for the request that waits. */
    void refusedElsewhere() {
        client.hold().unshare();
        again = Again.ON_PRIMARY;
        client.intake().invited();
    }

    /** Whether each statement sees what is committed when it begins, so far as the client set. */
    private boolean isReadCommitted() {
        return client.session().wanted().value("default_transaction_isolation") == null;
    }

    /** Whether any backend with the same settings is as good as another. */
    private boolean isSessionPlain() {
        SessionState session = client.session();
        return client.hold().isPerTransaction()
                && !client.hold().isTransactionLost()
                && session.pins().isEmpty()
                && session.isSettled()
                && !SessionSettings.NONE.mayBeRefused(session.wanted())
                && client.listening().isEmpty()
                && !client.leaving().isDraining()
                && !client.outbox().isCongested()
                && !SafeEncodings.isUnsafe(client.environment().clientEncoding());
    }

    private SessionSettings group() {
        SessionSettings now = client.session().wanted();
        if (now != wanted) {
            wanted = now;
            group = now.size() == 0 ? SessionSettings.NONE : now.decisive();
        }
        return group;
    }

    // ---- what becomes of it

    /** Whether {@code other} is the one under way. */
    boolean isOf(Exchange other) {
        return exchange == other && share != null;
    }

    /** PostgreSQL has refused it; answers whether it is tried again instead. */
    boolean takesOver(String sqlState) {
        if (exchange == null || exchange.hasBegun()) {
            return false;
        }
        if (isElsewhere() && router.isRefusedByReplica(sqlState, unit.statements().first())) {
            return true;
        }
        boolean prepared = exchange.isPrepared();
        if (prepared && unit.statements().first() != null) {
            unit.statements().first().preparedRefused(client.loop().nanos());
        }
        return prepared || exchange.isBatched() || OUTDATED.contains(sqlState);
    }

    private boolean isElsewhere() {
        Share by = share;
        return by != null && by.lender() != client.shard();
    }

    /** It has been answered in full. */
    void ended(Exchange answered, long now) {
        Share by = share;
        if (by != null) {
            by.answered(answered, predictedNanos, sentNanos, now);
        }
        if (answered.isMuted()) {
            sendAgain(Again.ON_PRIMARY, Outcome.ABANDONED); // which says what is wrong, if so
            return;
        }
        wasDisplaced = false;
        end(Outcome.ANSWERED);
        if (client.intake().isOver()) {
            client.leaving().leaveWhenAnswered();
        } else {
            goOn();
        }
    }

    private void goOn() {
        if (client.leaving().isDraining()) {
            client.leaving().end(Farewell.SHUTDOWN);
            return;
        }
        release();
        client.listening().flush();
        if (client.intake().isStalled() || client.intake().isHalted()) {
            client.intake().serve();
        }
    }

    /** It has to be sent again, elsewhere; the second time, where it is not sent from again. */
    void displaced() {
        router.avoidChosen();
        Again how = wasDisplaced ? Again.ON_PRIMARY : Again.ALONE;
        wasDisplaced = true;
        sendAgain(how, Outcome.FAILED);
    }

    /** It has not been answered because another, whose Sync is one with its own, has failed. */
    void skipped() {
        Share by = share;
        if (by != null) {
            by.skipped(predictedNanos);
        }
        sendAgain(Again.UNBATCHED, Outcome.ABANDONED);
    }

    private void sendAgain(Again how, Outcome outcome) {
        end(outcome);
        if (client.intake().isOver()) {
            client.leaving().leaveWhenAnswered();
            return;
        }
        ByteBuf kept = copy;
        copy = null;
        again = how;
        client.context().metrics().repeated.increment();
        if (kept != null) {
            client.intake().unread(kept);
        }
        client.intake().serve();
    }

    /** The backend is the client's own from now on, or gone in the middle of the answer. */
    void over() {
        router.ended(Outcome.ABANDONED);
        share = null;
        exchange = null;
        wasDisplaced = false;
        release();
    }

    /**
     * A cancel request has come.
     *
     * @return whether it has been dealt with; else PostgreSQL has to be asked
     */
    boolean cancel() {
        Share by = share;
        Exchange asked = exchange;
        if (by == null || asked == null) {
            return false;
        }
        if (by.backend().exchanges().isServing(client.answers())) {
            by.giveTo(asked);
            return false;
        }
        by.abandon(asked, predictedNanos);
        end(Outcome.ABANDONED);
        client.outbox().buffer().writeBytes(OwnErrors.error(CANCELED));
        client.outbox().buffer().writeBytes(Frames.ready(TransactionStatus.IDLE));
        goOn();
        return true;
    }

    /** The request that waits for a replica is not wanted any more. */
    void stopWaiting() {
        router.forget();
    }

    /** The client is going; nobody waits for the answer any more. */
    void abandon() {
        stopWaiting();
        transaction.end(Outcome.ABANDONED);
        Share by = share;
        Exchange asked = exchange;
        if (by != null && asked != null) {
            by.abandon(asked, predictedNanos);
            end(Outcome.ABANDONED);
        }
        release();
    }

    /** Whether the client has been sent a message in part. */
    boolean isInFrame() {
        Backend backend = client.backend();
        return backend != null
                && backend.isInFrame()
                && backend.exchanges().isServing(client.answers());
    }

    private void end(Outcome outcome) {
        router.ended(outcome);
        Exchange over = exchange;
        share = null;
        exchange = null;
        client.hold().unshare();
        if (over != null) {
            client.statements().settled(over);
        }
    }

    private void release() {
        if (copy != null) {
            copy.release();
            copy = null;
        }
    }
}
