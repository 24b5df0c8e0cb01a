package io.howdah.gateway.internal.backend;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.net.Inbox;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.Outbox;
import io.howdah.wire.ProtocolException;
import io.howdah.wire.TransactionStatus;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * One logged-in connection to a PostgreSQL server, with the exchanges under way on it. Confined to
 * its loop.
 *
 * <p>It belongs to a pool and is lent to one holder at a time; whatever is sent on it is part of an
 * exchange, and its answers come back in the order of the exchanges.
 */
public final class Backend extends ChannelInboundHandlerAdapter {
    /** Who keeps the backend when nobody holds it. */
    public interface Owner {
        /** The connection has ended; nobody can use it any more. */
        void ended(Backend backend);

        /** A cancel request on its way to the backend has reached its end. */
        void cancelsEnded(Backend backend);
    }

    private final Channel channel;
    private final BackendIdentity identity;
    private final Owner owner;
    private final Outbox outbox;
    private final Inbox inbox;
    private final AnswerReader reader;
    private final ArrayDeque<Exchange> exchanges = new ArrayDeque<>(4);
    private final BackendStatements statements;
    private ParameterSet parameters;
    private SessionSettings settings = SessionSettings.NONE;
    private TransactionStatus status = TransactionStatus.IDLE;
    private @Nullable Requester holder;
    private @Nullable ErrorSummary lastWords;
    private boolean doubtful;
    private boolean closing;
    private boolean readingPaused;
    private int cancels;
    private long idleSinceNanos;
    private long answeredNanos;

    /** A backend that has just logged in. */
    public Backend(
            Channel channel,
            Loop loop,
            BackendIdentity identity,
            ParameterSet parameters,
            int maxStatements,
            Owner owner) {
        this.channel = channel;
        this.identity = identity;
        this.parameters = parameters;
        this.owner = owner;
        this.outbox = new Outbox(channel, loop);
        this.reader = new AnswerReader(this);
        this.inbox = new Inbox(channel.alloc(), reader);
        this.statements = new BackendStatements(maxStatements);
    }

    // ---- what its holder does with it

    /** Lends it; asynchronous messages go to {@code requester} from now on. */
    public void lend(Requester requester) {
        holder = requester;
    }

    boolean isHeld() {
        return holder != null;
    }

    boolean isHeldBy(Requester requester) {
        return holder == requester;
    }

    /** Opens an exchange, to be answered after those before it. */
    public Exchange begin(Requester requester) {
        Exchange exchange = new Exchange(requester, outbox.loop().nanos());
        if (exchanges.isEmpty()) {
            exchange.start(status == TransactionStatus.FAILED);
        }
        exchanges.addLast(exchange);
        return exchange;
    }

    /**
     * Notes what was sent within {@code exchange}; gives Howdah's own answers if it is their turn.
     */
    public void expect(Exchange exchange, Step step) {
        exchange.expect(step);
        if (step instanceof Step.OwnAnswer && exchange == exchanges.peekFirst()) {
            giveOwnAnswers(exchange);
        }
    }

    /** Where requests go. */
    public Outbox outbox() {
        return outbox;
    }

    /** Whether anything sent is still to be answered. */
    public boolean isBusy() {
        return !exchanges.isEmpty();
    }

    /** Tells the holder when it has been idle inside a transaction for longer than the limit. */
    void checkIdleInTransaction(long now, long limitNanos) {
        Requester current = holder;
        if (current != null
                && exchanges.isEmpty()
                && status != TransactionStatus.IDLE
                && now - answeredNanos > limitNanos) {
            current.idleInTransactionTooLong();
        }
    }

    /** How long the exchange that is being answered has been under way; 0 when there is none. */
    public long busyNanos(long now) {
        Exchange current = exchanges.peekFirst();
        return current == null ? 0 : now - current.startedNanos();
    }

    /** The status that the last ReadyForQuery told. */
    public TransactionStatus status() {
        return status;
    }

    /** How many exchanges are under way. */
    public int inFlight() {
        return exchanges.size();
    }

    /**
     * The exchange that is being answered, if it is {@code requester}'s and waits for COPY data.
     */
    public @Nullable Exchange copyingIn(Requester requester) {
        Exchange exchange = exchanges.peekFirst();
        return exchange != null && exchange.isCopyingIn() && exchange.requester() == requester
                ? exchange
                : null;
    }

    /** The last exchange that was begun, if it is under way; null: none is. */
    public @Nullable Exchange last() {
        return exchanges.peekLast();
    }

    /** What is prepared here. */
    public BackendStatements statements() {
        return statements;
    }

    /** What the server reports. */
    public ParameterSet parameters() {
        return parameters;
    }

    /** Keeps {@code same}, which is equal, so that comparing is cheap the next time. */
    public void shareParameters(ParameterSet same) {
        if (parameters.equals(same)) {
            parameters = same;
        }
    }

    /** What the session has been set to. */
    public SessionSettings settings() {
        return settings;
    }

    /** The session has been set to {@code now}. */
    public void settings(SessionSettings now) {
        settings = now;
    }

    /** Which server process it is. */
    public BackendIdentity identity() {
        return identity;
    }

    /** It must not serve anybody else: its state is not known. */
    public void distrust() {
        doubtful = true;
    }

    /** Whether it can be lent again. */
    public boolean isClean() {
        return !doubtful
                && !closing
                && exchanges.isEmpty()
                && status == TransactionStatus.IDLE
                && channel.isActive();
    }

    /** Stops or resumes reading answers, because their reader is slow. */
    public void pauseReading(boolean pause) {
        if (readingPaused != pause) {
            readingPaused = pause;
            channel.config().setAutoRead(!pause);
        }
    }

    /** Swallows the answers to everything under way for {@code requester}. */
    public void abandon(Requester requester, Requester successor) {
        for (Exchange exchange : exchanges) {
            if (exchange.requester() == requester) {
                exchange.abandonTo(successor);
            }
        }
        if (holder == requester) {
            holder = successor;
        }
        pauseReading(false);
    }

    /** Says goodbye to PostgreSQL and closes the connection. */
    public void close() {
        if (!closing) {
            closing = true;
            outbox.buffer().writeByte('X').writeInt(4);
            outbox.closeAfterFlush();
        }
    }

    /** DISCARD ALL was executed: the session is as new. */
    void sessionReset() {
        statements.clear();
        settings = SessionSettings.NONE;
    }

    // ---- cancel requests

    /** A cancel request is on its way; the backend must not change hands until it has ended. */
    public void cancelStarted() {
        cancels++;
    }

    /** A cancel request has reached its end. */
    public void cancelEnded() {
        cancels--;
        if (cancels == 0) {
            owner.cancelsEnded(this);
        }
    }

    /** Whether a cancel request may still hit it. */
    public boolean isBeingCancelled() {
        return cancels > 0;
    }

    // ---- idle time, kept by the pool

    /** Nobody holds it since {@code nanos}. */
    public void idleSince(long nanos) {
        holder = null;
        idleSinceNanos = nanos;
    }

    /** When it was last given back. */
    public long idleSince() {
        return idleSinceNanos;
    }

    // ---- what AnswerReader tells

    @Nullable Exchange current() {
        return exchanges.peekFirst();
    }

    @Nullable Outbox holderOutbox() {
        return holder == null ? null : holder.outbox();
    }

    boolean isClosing() {
        return closing;
    }

    void passedOn(Outbox receiver, int bytes) {
        if (receiver.isCongested()) {
            pauseReading(true);
        }
    }

    void ready(byte code) {
        try {
            status = TransactionStatus.of(code);
        } catch (ProtocolException e) {
            desynchronized(e.getMessage());
        }
    }

    void exchangeAnswered(Exchange exchange) {
        if (!exchange.isOver()) {
            return;
        }
        exchanges.removeFirst();
        answeredNanos = outbox.loop().nanos();
        Exchange next = exchanges.peekFirst();
        if (next != null) {
            next.start(status == TransactionStatus.FAILED);
        }
        exchange.requester().ended(exchange);
        if (next != null && next == exchanges.peekFirst()) {
            giveOwnAnswers(next);
        }
    }

    void giveOwnAnswers(Exchange exchange) {
        for (byte[] answer = exchange.nextOwnAnswer(OwnErrors.ABORTED);
                answer != null;
                answer = exchange.nextOwnAnswer(OwnErrors.ABORTED)) {
            Outbox receiver = exchange.requester().outbox();
            if (receiver != null) {
                receiver.buffer().writeBytes(answer);
            }
        }
    }

    void copyInBegun(Exchange exchange) {
        boolean ended = exchange.beginCopyIn();
        while (!ended && mergeNext(exchange)) {
            ended = exchange.beginCopyIn();
        }
        if (exchange.isReopened()) {
            exchange.requester().reopened(exchange, null);
        }
    }

    void errorSeen(Exchange exchange, ErrorSummary error, boolean replaced) {
        if (!replaced && (error.sqlState().equals("0A000") || error.sqlState().equals("26000"))) {
            // A plan that no longer fits, or a statement that is not there: prepare anew elsewhere.
            doubtful = true;
        }
        while (exchange.isReopened() && mergeNext(exchange)) {}
        if (exchange.isReopened()) {
            exchange.requester().reopened(exchange, null);
        }
        exchange.requester().failed(exchange, error.sqlState(), error.message());
    }

    private boolean mergeNext(Exchange exchange) {
        Iterator<Exchange> all = exchanges.iterator();
        all.next();
        if (!all.hasNext()) {
            return false;
        }
        Exchange next = all.next();
        if (next.requester() != exchange.requester()) {
            return false;
        }
        all.remove();
        exchange.absorb(next);
        exchange.requester().reopened(exchange, next);
        return true;
    }

    boolean parameter(String name, String value) {
        parameters = parameters.with(name, value);
        Exchange exchange = exchanges.peekFirst();
        Requester reader = exchange == null ? holder : exchange.requester();
        if (reader == null || reader.outbox() == null) {
            return false;
        }
        reader.parametersChanged(parameters);
        return true;
    }

    void statementsDiscarded(Exchange exchange) {
        statements.clear();
        exchange.requester().statementsDiscarded();
    }

    void sessionDiscarded(Exchange exchange) {
        sessionReset();
        exchange.requester().sessionDiscarded();
    }

    void dying(ErrorSummary fatal) {
        lastWords = fatal;
    }

    void desynchronized(@Nullable String what) {
        lastWords =
                new ErrorSummary(
                        "FATAL",
                        ErrorCode.PROTOCOL_VIOLATION.sqlState(),
                        "unexpected message from PostgreSQL at " + identity.node() + ": " + what,
                        "");
        closing = true;
        channel.close();
    }

    // ---- Netty

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            inbox.receive((ByteBuf) message);
        } finally {
            ReferenceCountUtil.release(message);
        }
        Requester current = holder;
        if (current != null) {
            current.answersPassed();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        Requester current = holder;
        if (current != null) {
            current.backendWritable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closing = true;
        inbox.release();
        boolean inFrame = reader.isInFrame();
        boolean inTransaction = status != TransactionStatus.IDLE;
        BackendLoss loss = new BackendLoss(lossFailure(), inFrame, inTransaction);
        Requester current = holder;
        for (Exchange exchange : exchanges.reversed()) {
            exchange.discardAll();
        }
        exchanges.clear();
        owner.ended(this);
        holder = null;
        if (current != null) {
            current.lost(loss);
        }
    }

    private Failure lossFailure() {
        ErrorSummary words = lastWords;
        String where =
                "PostgreSQL server process " + identity.processId() + " at " + identity.node();
        if (words == null) {
            return Failure.of(ErrorCode.CONNECTION_FAILURE, "connection to " + where + " was lost")
                    .withHint("Only this client's statement or transaction is lost; try it again.");
        }
        return Failure.reported(words.sqlState(), words.message())
                .withDetail(words.detail())
                .withHint("Reported by " + where + ".");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof java.io.IOException)) {
            System.getLogger(Backend.class.getName())
                    .log(System.Logger.Level.ERROR, "closing " + identity, cause);
        }
        channel.close();
    }

    @Override
    public String toString() {
        return identity.toString();
    }
}
