package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.config.MultiplexingSettings;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.Exchange;
import io.howdah.gateway.internal.backend.OwnErrors;
import io.howdah.gateway.internal.backend.SessionSettings;
import io.howdah.gateway.internal.backend.Share;
import io.howdah.wire.TransactionStatus;
import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * A client's requests on backends that serve others at the same time: one at a time, whole, and
 * only such as can be asked again without anybody seeing it. Confined to the client's loop.
 *
 * <p>The client holds the backend from the request to its answer, as any other; but what happens to
 * it meanwhile is told by {@link Share}. A copy of the request is kept until the answer begins to
 * come, so that it can be sent again elsewhere.
 */
final class Sharing {
    /** What PostgreSQL says when Howdah was wrong about what is prepared, or that has changed. */
    private static final Set<String> OUTDATED = Set.of("26000", "0A000", "42P05");

    private static final Failure CANCELED =
            Failure.of(ErrorCode.QUERY_CANCELED, "canceling statement due to user request");

    private final Client client;
    private final SharedUnit unit;
    private final SharedSender sender;
    private SessionSettings wanted = SessionSettings.NONE;
    private SessionSettings group = SessionSettings.NONE;
    private @Nullable Share share;
    private @Nullable Exchange exchange;
    private @Nullable ByteBuf copy;
    private long predictedNanos;
    private Again again = Again.NOT;

    /** How the next request is to be sent, because it was sent before. */
    private enum Again {
        NOT,
        /** On a backend of its own. */
        ALONE,
        /** With a Sync of its own. */
        UNBATCHED
    }

    Sharing(Client client, Readings readings, RequestSender requests) {
        this.client = client;
        this.unit = new SharedUnit(client, readings);
        this.sender = new SharedSender(client, requests);
    }

    // ---- sending

    /** Whether a request is under way, so that the next has to wait. */
    boolean isUnderWay() {
        return share != null;
    }

    /**
     * Sends what begins with {@code head}, if it may be shared. The client holds no backend.
     *
     * @return its length in bytes; 0: it needs a backend to itself
     */
    int send(Frame head) {
        client.hold().mayShare(null);
        Again how = again;
        again = Again.NOT;
        if (how == Again.ALONE) {
            return 0;
        }
        MultiplexingSettings limits = client.shard().shares().limits();
        if (!limits.enabled() || !isSessionPlain() || !unit.read(head, limits)) {
            return 0;
        }
        Share taken = client.shard().shares().take(group(), unit.predictedNanos());
        if (taken == null) {
            client.hold().mayShare(group());
            return 0;
        }
        share = taken;
        predictedNanos = unit.predictedNanos();
        client.hold().share(taken);
        copy = client.intake().copy(head, unit.size());
        boolean mayBatch = how == Again.NOT && isReadCommitted();
        Exchange sent = sender.send(unit, taken, mayBatch, limits);
        exchange = sent;
        if (sent.isPrepared()) {
            client.context().metrics().askedPrepared.increment();
        }
        return unit.size();
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
                && !client.begin().isHeld()
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
            group =
                    now.size() == 0
                            ? SessionSettings.NONE
                            : now.without(SessionSettings.APPLICATION_NAME);
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
        boolean prepared = exchange.isPrepared();
        if (prepared && unit.shape() != null) {
            unit.shape().preparedRefused(client.loop().nanos());
        }
        return prepared || exchange.isBatched() || OUTDATED.contains(sqlState);
    }

    /** It has been answered in full. */
    void ended(Exchange answered) {
        Share by = share;
        if (by != null) {
            by.answered(answered, predictedNanos);
        }
        if (answered.isMuted()) {
            sendAgain(Again.ALONE);
            return;
        }
        end();
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

    /** It has to be sent again, elsewhere. */
    void displaced() {
        sendAgain(Again.ALONE);
    }

    /** It has not been answered because another, whose Sync is one with its own, has failed. */
    void skipped() {
        Share by = share;
        if (by != null) {
            by.skipped(predictedNanos);
        }
        sendAgain(Again.UNBATCHED);
    }

    private void sendAgain(Again how) {
        end();
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
        share = null;
        exchange = null;
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
        end();
        client.outbox().buffer().writeBytes(OwnErrors.error(CANCELED));
        client.outbox().buffer().writeBytes(Frames.ready(TransactionStatus.IDLE));
        goOn();
        return true;
    }

    /** The client is going; nobody waits for the answer any more. */
    void abandon() {
        Share by = share;
        Exchange asked = exchange;
        if (by != null && asked != null) {
            by.abandon(asked, predictedNanos);
            end();
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

    private void end() {
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
