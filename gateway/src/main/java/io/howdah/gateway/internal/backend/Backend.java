package io.howdah.gateway.internal.backend;

import io.howdah.gateway.control.BackendSnapshot;
import io.howdah.gateway.internal.net.Inbox;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.Moment;
import io.howdah.gateway.internal.net.Outbox;
import io.howdah.gateway.internal.net.SocketEnds;
import io.howdah.gateway.internal.tls.ConnectionSecurity;
import io.howdah.wire.TransactionStatus;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

import org.jspecify.annotations.Nullable;

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

        /** What passes on it is counted there; by default nobody looks. */
        default Traffic traffic() {
            return new Traffic();
        }

        /** A number for it that no other backend has; 0: it is listed nowhere. */
        default int nextNumber() {
            return 0;
        }
    }

    private final Channel channel;
    private final BackendIdentity identity;
    private final Owner owner;
    private final Outbox outbox;
    private final Inbox inbox;
    private final AnswerReader reader;
    private final Answers answers;
    private final BackendStatements statements;
    private final BackendSession session;
    private final BackendLife life = new BackendLife();
    private final BackendTimes times;
    private final int number;
    private @Nullable Requester holder;
    private @Nullable Requester previousHolder;
    private boolean doubtful;
    private boolean cut;
    private boolean closing;
    private boolean forsaken;
    private boolean readingPaused;
    private int cancels;
    private volatile int lastClient;
    private long idleSinceNanos;

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
        this.owner = owner;
        this.outbox = new Outbox(channel, loop);
        this.statements = new BackendStatements(maxStatements);
        this.session = new BackendSession(parameters, statements);
        this.times = new BackendTimes(owner.traffic(), loop.nanos());
        this.answers = new Answers(this, times);
        this.reader = new AnswerReader(answers);
        this.inbox = new Inbox(channel.alloc(), reader);
        this.number = owner.nextNumber();
    }

    /** Unique among the backends there are. */
    public int number() {
        return number;
    }

    /**
     * What it is like.
     *
     * @param state what its pool does with it
     * @param outdated whether its pool wants no backends like it any more
     */
    BackendSnapshot describe(BackendSnapshot.State state, boolean outdated, Moment moment) {
        boolean leaving = outdated || doubtful || closing;
        return new BackendSnapshot(
                number,
                identity.user(),
                identity.database(),
                identity.node(),
                state,
                SocketEnds.of(channel),
                moment.at(times.connectedNanos()),
                moment.at(times.requestedNanos()),
                leaving,
                identity.processId(),
                statements.size());
    }

    // ---- what its holder does with it

    /** Lends it; asynchronous messages go to {@code requester} from now on. */
    public void lend(Requester requester) {
        holder = requester;
        int client = requester.processId();
        if (client != 0) {
            lastClient = client;
        }
    }

    /** The process id of the client it was lent to last; 0: none yet. From any thread. */
    int lastClient() {
        return lastClient;
    }

    /** Whether {@code requester} was the last to hold it before it was lent this time. */
    public boolean wasHeldBy(Requester requester) {
        return previousHolder == requester;
    }

    /** What sessions keep on a backend is {@code requester}'s now, or nobody's. */
    public void owned(Requester requester) {
        previousHolder = requester;
    }

    /** What its pool knows of it. */
    BackendLife life() {
        return life;
    }

    /** Opens an exchange, to be answered after those before it. */
    public Exchange begin(Requester requester) {
        return answers.begin(requester);
    }

    /**
     * Notes what was sent within {@code exchange}; gives Howdah's own answers if it is their turn.
     */
    public void expect(Exchange exchange, Step step) {
        exchange.expect(step);
        if (step instanceof Step.OwnAnswer
                && exchange == answers.current()
                && !answers.isAskedAgain()
                && !reader.isInFrame()) {
            answers.giveOwn(exchange);
        }
    }

    /** What is under way. */
    public ExchangeQueue exchanges() {
        return answers.exchanges();
    }

    /** Where requests go. */
    public Outbox outbox() {
        return outbox;
    }

    /** Whether anything sent is still to be answered. */
    public boolean isBusy() {
        return !answers.exchanges().isEmpty();
    }

    /** Tells the holder when it has been idle inside a transaction for longer than the limit. */
    void checkIdleInTransaction(long now, long limitNanos) {
        Requester current = holder;
        if (current != null
                && !isBusy()
                && status() != TransactionStatus.IDLE
                && now - answers.lastNanos() > limitNanos) {
            current.idleInTransactionTooLong();
        }
    }

    /** The status that the last ReadyForQuery told. */
    public TransactionStatus status() {
        return answers.status();
    }

    /** Whether a message to the client has been passed on in part. */
    public boolean isInFrame() {
        return reader.isInFrame();
    }

    /** What is prepared here. */
    public BackendStatements statements() {
        return statements;
    }

    /** What its session has become. */
    public BackendSession session() {
        return session;
    }

    /** Which server process it is. */
    public BackendIdentity identity() {
        return identity;
    }

    /** Whether the connection is encrypted. */
    boolean isEncrypted() {
        return ConnectionSecurity.of(channel).isEncrypted();
    }

    /** It must not serve anybody else: its state is not known. */
    public void distrust() {
        doubtful = true;
    }

    /** Whether it must not serve anybody else. */
    boolean isDoubtful() {
        return doubtful;
    }

    /**
     * Whether others may have requests on it than who holds it. Then nothing is answered before
     * PostgreSQL does: what has been answered cannot be asked again.
     */
    boolean isShared() {
        return holder != null && holder.sharesBackend();
    }

    /** A message to it will never be complete, so that nothing can be said to it any more. */
    void cutOff() {
        doubtful = true;
        cut = true;
    }

    /** Whether it can be lent again. */
    public boolean isClean() {
        return !doubtful
                && !closing
                && !isBusy()
                && status() == TransactionStatus.IDLE
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
        answers.exchanges().abandon(requester, successor);
        if (holder == requester) {
            holder = successor;
        }
        pauseReading(false);
    }

    /**
     * Gives the connection of a backend on which nothing was asked yet to {@code successor}, which
     * reads and closes it from now on. What is left of the backend is who it is.
     */
    public Channel handOver(ChannelHandler successor) {
        closing = true;
        inbox.release();
        channel.pipeline().replace(this, null, successor);
        return channel;
    }

    /** Says goodbye to PostgreSQL and closes the connection. */
    public void close() {
        if (!closing) {
            closing = true;
            pauseReading(false);
            if (cut) {
                channel.close();
            } else {
                outbox.buffer().writeByte('X').writeInt(4);
                outbox.closeAfterFlush();
            }
        }
    }

    /** Closes the connection without a word. */
    void drop() {
        cutOff();
        if (closing) {
            channel.close();
        } else {
            close();
        }
    }

    // ---- cancel requests

    /** A cancel request is on its way; the backend must not change hands until it has ended. */
    void cancelStarted() {
        cancels++;
    }

    /** A cancel request has reached its end. */
    void cancelEnded() {
        cancels--;
        Requester current = holder;
        if (cancels == 0 && current != null) {
            current.cancelsEnded(this);
        }
    }

    /** Whether a cancel request may still hit it. */
    boolean isBeingCancelled() {
        return cancels > 0;
    }

    // ---- idle time, kept by the pool

    /** Nobody holds it since {@code nanos}. */
    void idleSince(long nanos) {
        previousHolder = holder;
        holder = null;
        idleSinceNanos = nanos;
        pauseReading(false);
    }

    /** When it was last given back. */
    long idleSince() {
        return idleSinceNanos;
    }

    /** The exchange whose answers come now; null: nothing is under way. */
    @Nullable Exchange current() {
        return answers.current();
    }

    @Nullable Requester holder() {
        return holder;
    }

    /** Whether the other side has ended it: the server has stopped, or is not reached any more. */
    boolean isForsaken() {
        return forsaken;
    }

    /** Whether it is on its way out: nothing can be asked on it any more. */
    public boolean isClosing() {
        return closing;
    }

    // ---- Netty

    /** Takes what had arrived before it took over the connection. */
    void receiveRest(ByteBuf rest) {
        inbox.receive(rest);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        times.received(((ByteBuf) message).readableBytes());
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
        forsaken = !closing;
        closing = true;
        inbox.release();
        Requester current = holder;
        BackendLoss loss = answers.loss(reader.isInFrame());
        if (current != null) {
            current.losing(answers.exchanges());
        }
        answers.exchanges().discardAll();
        owner.ended(this);
        holder = null;
        if (current != null) {
            current.lost(loss);
        }
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
