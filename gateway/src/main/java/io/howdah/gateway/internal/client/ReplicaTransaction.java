package io.howdah.gateway.internal.client;

import io.howdah.base.error.Failure;
import io.howdah.gateway.config.MultiplexingSettings;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.BackendLoss;
import io.howdah.gateway.internal.backend.Exchange;
import io.howdah.gateway.internal.backend.LoopPool;
import io.howdah.gateway.internal.backend.OwnErrors;
import io.howdah.gateway.internal.backend.SessionSettings;
import io.howdah.gateway.internal.backend.Shape;
import io.howdah.gateway.internal.backend.Share;
import io.howdah.spi.balance.Balancer.Outcome;
import io.howdah.sql.TransactionModes.Isolation;
import io.howdah.wire.FrontendType;
import io.howdah.wire.TransactionStatus;
import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A client's READ ONLY transaction on a replica, which it has to itself meanwhile. Confined to the
 * client's loop.
 *
 * <p>Where it begins is decided when its first statement comes, as BEGIN has been held back until
 * then. Whether a later one can be answered by a replica is known when that comes. In READ
 * COMMITTED each statement has a snapshot of its own, so a transaction of which nothing is left but
 * answers <em>moves</em>: it is begun again on the primary, unseen, and goes on there. The same
 * when the replica refuses a statement, or is lost. A transaction that has a snapshot, has been
 * told what {@code now()} is, or has a portal that is not at its end cannot: then the client is
 * told to begin again, and transactions that begin like it stay on the primary for a while.
 *
 * <p>One request is under way at a time, and a copy of it is kept until its answer begins.
 */
final class ReplicaTransaction {
    private static final byte[] READ_COMMITTED = begin("READ COMMITTED");
    private static final byte[] REPEATABLE_READ = begin("REPEATABLE READ");

    /** What asks to try the transaction again, and is answered so by applications that can. */
    private static final String SERIALIZATION_FAILURE = "40001";

    private static final Failure STUCK =
            Failure.reported(
                            SERIALIZATION_FAILURE,
                            "this READ ONLY transaction runs on a replica, and this statement needs"
                                    + " the primary")
                    .withHint(
                            "Begin it again: it will run on the primary. To have it there always,"
                                    + " SET howdah.route = 'primary'.");

    private final Client client;
    private final SharedUnit unit;
    private final ReadRouter router;
    private final RequestSender sender;
    private final TransactionFrames frames;
    private final RoutableTransactions routable;
    private boolean on;

    /** Whether it has one snapshot. */
    private boolean isolated;

    /** Whether anything has been answered in the transaction. */
    private boolean asked;

    /** Whether the next one stays on the primary, as the client was told that it would. */
    private boolean stays;

    /** Whether the transaction can go on elsewhere after what has been answered. */
    private boolean movable;

    /** Whether it can after what is under way, too. */
    private boolean movableNext;

    /** How much of the request under way has not been sent yet, in bytes. */
    private int left;

    /** Whether the request under way ends the transaction: it can do so anywhere. */
    private boolean ending;

    /** The statement that it prepares by name, and nobody has before. */
    private @Nullable String parsedName;

    private @Nullable Exchange exchange;
    private @Nullable ByteBuf copy;
    private @Nullable Shape first;

    ReplicaTransaction(
            Client client,
            SharedUnit unit,
            ReadRouter router,
            RequestSender sender,
            Readings readings) {
        this.client = client;
        this.unit = unit;
        this.router = router;
        this.sender = sender;
        this.frames = new TransactionFrames(client, readings);
        this.routable = new RoutableTransactions(client, router);
    }

    private static byte[] begin(String isolation) {
        String sql = "BEGIN ISOLATION LEVEL " + isolation + " READ ONLY\0";
        return sql.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether there is one. */
    boolean isOn() {
        return on;
    }

    /** Which may begin on a replica. */
    RoutableTransactions routable() {
        return routable;
    }

    /** Whether the one that is held may. */
    boolean mayBegin() {
        HeldBegin held = client.begin();
        return routable.areRouted() && routable.isReadOnly(held.modes()) && !held.isHeldAgain();
    }

    // ---- its beginning

    /**
     * Begins the client's transaction on a replica, if what begins with {@code head} may be
     * answered there; the backend is held then.
     *
     * @param settings of those that can use the same backends
     * @return {@link Sharing#WAITS}, or 0: the request is to be sent
     */
    int begin(Frame head, SessionSettings settings) {
        Isolation isolation = stays ? null : routable.isolation(client.begin().modes());
        long now = client.loop().nanos();
        if (isolation == null) {
            stays = false;
            return 0;
        }
        if (!unit.readInTransaction(head, limits())) {
            return unit.isCutShort() ? Sharing.WAITS : 0; // for its rest
        }
        boolean movesOn = isolation == Isolation.READ_COMMITTED;
        if (!mayBeginWith(now) || !(movesOn || router.isAskedForReplicas(unit, now))) {
            return 0;
        }
        client.hold().followPrimary();
        LoopPool lender = router.choose(unit, now);
        if (lender == null) {
            client.intake().await();
            return Sharing.WAITS;
        }
        if (lender == client.shard()) {
            router.stay();
            return 0;
        }
        Share taken = lender.shares().takeAlone(settings);
        if (taken == null) {
            client.hold().mayShare(settings);
            client.intake().await(); // first, for it may be refused at once
            client.hold().await(lender);
            return Sharing.WAITS;
        }
        if (!router.isProven(taken)) {
            taken.untake(0);
            router.stay();
            return 0;
        }
        begin(head, taken, movesOn);
        return 0;
    }

    private MultiplexingSettings limits() {
        return client.shard().shares().limits();
    }

    private boolean mayBeginWith(long now) {
        Shape shape = unit.statements().first();
        return shape != null && !unit.namesPortals() && !shape.keepsTransactions(now);
    }

    private void begin(Frame head, Share taken, boolean movesOn) {
        Backend backend = client.hold().take(taken);
        on = true;
        isolated = !movesOn;
        asked = false;
        movable = true;
        first = unit.statements().first();
        client.context().metrics().transactionsRouted.increment();
        router.sent(client.loop().nanos());
        byte[] begin = movesOn ? READ_COMMITTED : REPEATABLE_READ;
        client.begin().sendBefore(List.of(begin), backend);
        admitUnit(head, backend);
    }

    private void admitUnit(Frame head, Backend backend) {
        admit(head, unit.size(), backend);
        movableNext = movable && !isolated && unit.leavesNothing();
        parsedName = unit.parsedName();
    }

    private void admit(Frame head, int size, Backend backend) {
        left = size;
        ending = false;
        parsedName = null;
        movableNext = movable;
        exchange = sender.exchange(backend);
        copy = client.intake().copy(head, size);
    }

    // ---- its requests

    /**
     * Whether a request, or the next part of one, may be taken now. If it can only be answered by
     * the primary, there is no backend any more then, or it is to be refused.
     */
    boolean admits(Frame head) {
        Backend backend = client.backend();
        if (backend == null || left > 0) {
            return true;
        }
        if (backend.isBusy()) {
            client.intake().stall();
            return false;
        }
        if (head.type() == FrontendType.SYNC || head.type() == FrontendType.FLUSH) {
            return true;
        }
        int endingSize = frames.endingSize(head);
        if (endingSize == TransactionFrames.CUT_SHORT) {
            return false; // the rest of it is on its way
        }
        boolean failed = backend.status() == TransactionStatus.FAILED;
        if (endingSize > 0 && !(failed && frames.mayChain(head))) {
            admit(head, endingSize, backend);
            ending = true;
            parsedName = TransactionFrames.parsedName(head);
        } else if (failed) {
            fail(backend);
        } else if (unit.readOnReplica(head, limits()) && mayGoOn()) {
            client.context().metrics().readsRouted.increment();
            admitUnit(head, backend);
        } else if (unit.isCutShort()) {
            return false;
        } else {
            leave(head, backend);
        }
        return true;
    }

    /** Portals are where they were made; one that is made now may be the end of moving. */
    private boolean mayGoOn() {
        boolean asks = unit.statements().first() != null;
        return !(unit.namesPortals() && movable && asks)
                && (!asks || router.mayGoOnWith(unit, isolated, client.loop().nanos()));
    }

    /** So much has been taken. */
    void taken(int bytes) {
        left = Math.max(0, left - bytes);
    }

    /**
     * PostgreSQL has refused it; answers whether the primary would not have: then it is asked of
     * that instead, or the client is told to begin again.
     */
    boolean takesOver(Exchange refused, String sqlState) {
        return refused == exchange
                && router.isRefusedByReplica(sqlState, ending ? null : unit.statements().first())
                && !refused.hasBegun()
                && left == 0;
    }

    /** Whether it is right to ask elsewhere what is under way, of whose answer nothing has come. */
    private boolean mayGoElsewhere() {
        return movable || ending;
    }

    // ---- leaving the replica

    private void leave(Frame head, Backend backend) {
        if (movable) {
            noteLeft(false);
            client.hold().giveBack(backend);
            move(Outcome.ABANDONED);
        } else if (frames.beginsWithRollback(head)) {
            fail(backend);
        } else {
            stick(backend);
            client.requests().refuse(STUCK);
        }
    }

    private void noteLeft(boolean seen) {
        if (first != null) {
            first.leftReplica(seen, client.loop().nanos());
        }
    }

    /** The client is to be told that it has to begin again, on the primary. */
    private void stick(Backend backend) {
        client.context().metrics().transactionsStuck.increment();
        noteLeft(true);
        stays = true;
        fail(backend);
    }

    /** The transaction is to go on where the next request goes. */
    private void move(Outcome outcome) {
        client.context().metrics().transactionsMoved.increment();
        boolean begun = asked;
        end(outcome);
        client.begin().holdAgain(begun);
    }

    /** The client is in a failed transaction, for which no replica is needed. */
    private void fail(Backend backend) {
        client.hold().giveBack(backend);
        client.hold().loseTransaction();
        end(Outcome.ANSWERED);
    }

    /** An exchange is over; answers whether it is asked again elsewhere. */
    boolean isRepeated(Exchange answered) {
        Backend backend = client.backend();
        if (answered != exchange || !answered.isMuted() || backend == null) {
            return false;
        }
        if (client.intake().isOver()) {
            client.hold().giveBack(backend);
            end(Outcome.ABANDONED);
        } else if (mayGoElsewhere()) {
            noteLeft(false);
            client.hold().giveBack(backend);
            repeat(Outcome.ABANDONED);
        } else {
            stick(backend);
            client.outbox().buffer().writeBytes(OwnErrors.error(STUCK));
            client.outbox().buffer().writeBytes(Frames.ready(TransactionStatus.FAILED));
        }
        return true;
    }

    /** The request under way, if any, is the next to be taken again. */
    private void repeat(Outcome outcome) {
        ByteBuf kept = copy;
        copy = null;
        if (parsedName != null) {
            client.statements().forget(parsedName); // it is parsed again
        }
        move(outcome);
        if (kept != null) {
            client.context().metrics().repeated.increment();
            client.intake().unread(kept);
        }
    }

    /**
     * An exchange has been answered in full.
     *
     * @return whether the replica has been given back, as the transaction could not begin
     */
    boolean ended(Exchange answered) {
        Backend backend = client.backend();
        if (!on || backend == null || client.intake().isOver()) {
            return false;
        }
        if (answered == exchange) {
            router.ended(Outcome.ANSWERED);
            asked = !ending; // COMMIT AND CHAIN begins another
            movable = ending || movableNext;
            exchange = null;
            release();
        }
        boolean refused = answered.isBeginRefused();
        if (refused) {
            fail(backend);
        } else if (backend.status() == TransactionStatus.IDLE) {
            if (first != null) {
                first.endedOnReplica();
            }
            end(Outcome.ANSWERED);
        }
        return refused;
    }

    /** The replica is lost; answers whether the transaction goes on on the primary. */
    boolean survives(BackendLoss loss) {
        Exchange asked = exchange;
        boolean unseen = asked == null ? loss.unanswered() == 0 : !asked.hasBegun();
        if (!on
                || !mayGoElsewhere()
                || !unseen
                || left > 0
                || loss.openExchange()
                || loss.inFrame()
                || isTimeOver(loss)
                || client.intake().isOver()) {
            return false;
        }
        repeat(Outcome.FAILED);
        return true;
    }

    /** PostgreSQL has ended the session as it ends those that idle in a transaction. */
    private static boolean isTimeOver(BackendLoss loss) {
        return loss.failure().sqlState().startsWith("25P");
    }

    /** It is over, or goes on without this. */
    void end(Outcome outcome) {
        if (on) {
            router.ended(outcome);
        }
        on = false;
        left = 0;
        ending = false;
        parsedName = null;
        exchange = null;
        first = null;
        release();
    }

    private void release() {
        if (copy != null) {
            copy.release();
            copy = null;
        }
    }
}
