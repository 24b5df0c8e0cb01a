package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.control.ClientSnapshot;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.BackendLoss;
import io.howdah.gateway.internal.backend.Exchange;
import io.howdah.gateway.internal.backend.LoopPool;
import io.howdah.gateway.internal.backend.OwnErrors;
import io.howdah.gateway.internal.backend.ParameterSet;
import io.howdah.gateway.internal.backend.Pool;
import io.howdah.gateway.internal.backend.PoolFilter;
import io.howdah.gateway.internal.backend.Recovery;
import io.howdah.gateway.internal.backend.Requester;
import io.howdah.gateway.internal.backend.SessionSettings;
import io.howdah.gateway.internal.backend.Step;
import io.howdah.gateway.internal.net.Inbox;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.Moment;
import io.howdah.gateway.internal.net.Outbox;
import io.howdah.wire.CancelKey;
import io.howdah.wire.TransactionStatus;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;

/**
 * A logged-in client: which backend it holds and why, and what happens when either side goes away.
 * Confined to its loop, but for {@link #cancelRequested} and {@link #drain}.
 *
 * <p>What the client sends is the business of {@link Requests}; this class lends and gives back.
 */
final class Client extends ChannelInboundHandlerAdapter implements Session, Requester {
    /** Input that is kept for a client that is not served at the moment, before it is not read. */
    private static final int PATIENCE_BYTES = 64 * 1024;

    /** How long after an INSERT a client may take to ask for the last value of a sequence. */
    private static final long SEQUENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** How the client relates to its pool. */
    private enum State {
        /** It holds a backend or needs none. */
        SERVED,
        /** It is in the pool's queue. */
        WAITING,
        /** It holds a backend whose settings may yet be refused. */
        PREPARING,
        /** It holds a backend, but its next request must wait for answers to earlier ones. */
        STALLED,
        /** It is leaving; nothing more is read. */
        LEAVING
    }

    /** Who it is, settled at log-in. */
    record Identity(String user, String database, SessionSettings settings) {}

    private final ClientContext context;
    private final Channel channel;
    private final Identity identity;
    private final Outbox outbox;
    private final Inbox inbox;
    private final Requests requests;
    private final ClientStatements statements = new ClientStatements();
    private final SessionState session;
    private final Reach reach;
    private final CancelKey cancelKey;
    private final BackendHold hold;
    private final CancelDesk cancels = new CancelDesk(this);
    private final Listening listening;
    private State state = State.SERVED;
    private boolean terminated;
    private boolean draining;
    private boolean gone;
    private boolean suspended;
    private final long connectedNanos;
    private long lastActiveNanos;

    /** A client that has just logged in and knows the parameters {@code reported}. */
    Client(
            ClientContext context,
            Channel channel,
            Outbox outbox,
            Identity identity,
            Pool pool,
            ParameterSet reported,
            CancelKeySource keys) {
        this.context = context;
        this.channel = channel;
        this.identity = identity;
        this.outbox = outbox;
        this.session =
                new SessionState(
                        identity.settings(),
                        identity.user(),
                        context.settings().clients().trackSessions(),
                        reported,
                        new Pins(context.metrics().pinned, outbox.loop()::nanos));
        this.hold = new BackendHold(this, identity, session, context.pools(), pool, reported);
        this.requests = new Requests(this, context.settings().clients());
        this.inbox = new Inbox(channel.alloc(), requests);
        this.connectedNanos = outbox.loop().nanos();
        this.lastActiveNanos = connectedNanos;
        this.reach =
                new Reach(
                        context.catalogs(),
                        identity.database(),
                        pool.epoch(),
                        context.verdicts().of(outbox.loop(), identity.database()),
                        session.pins());
        this.listening = new Listening(this, context.hubs().of(identity.database()));
        this.cancelKey = keys.register(this);
    }

    @Override
    public String database() {
        return identity.database();
    }

    /** Gives a client its cancel key. */
    interface CancelKeySource {
        CancelKey register(Client client);
    }

    Identity identity() {
        return identity;
    }

    CancelKey cancelKey() {
        return cancelKey;
    }

    // ---- what Requests needs

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Nullable Backend backend() {
        return hold.backend();
    }

    BackendHold hold() {
        return hold;
    }

    ClientStatements statements() {
        return statements;
    }

    SessionState session() {
        return session;
    }

    ParseEnvironment environment() {
        return session.environment();
    }

    LoopPool shard() {
        return hold.shard();
    }

    ClientContext context() {
        return context;
    }

    @Override
    public Loop loop() {
        return outbox.loop();
    }

    Reach reach() {
        return reach;
    }

    Listening listening() {
        return listening;
    }

    String user() {
        return identity.user();
    }

    /** Whether another request may be taken from what has arrived. */
    boolean isServed() {
        return state == State.SERVED;
    }

    /** Whether the transaction it believes to be in was lost with its backend. */
    boolean isTransactionLost() {
        return hold.isTransactionLost();
    }

    /** Makes sure that a backend is held; false: not yet, the request has to wait. */
    boolean holdBackend() {
        return hold.backend() != null || enter(hold.acquire());
    }

    private boolean enter(BackendHold.Readiness readiness) {
        state =
                switch (readiness) {
                    case READY -> State.SERVED;
                    case WAITING -> State.WAITING;
                    case PREPARING -> State.PREPARING;
                };
        return state == State.SERVED;
    }

    boolean isWaiting() {
        return state == State.WAITING;
    }

    /** The next request has to wait until {@link #answersPassed} or {@link #ended}. */
    void stall() {
        state = State.STALLED;
    }

    /** A request that had to wait for something but answers may be looked at again. */
    void goOn() {
        if (state == State.STALLED) {
            serve();
        }
    }

    /** Ends the session because of a request that PostgreSQL would end it for, too. */
    void violate(String message) {
        context.metrics().protocolErrors.increment();
        end(Failure.of(ErrorCode.PROTOCOL_VIOLATION, message));
    }

    /** Terminate was received: complete requests run to their end, the others never ran. */
    void terminate() {
        terminated = true;
        state = State.LEAVING;
        leaveWhenAnswered();
    }

    private void leaveWhenAnswered() {
        Backend held = hold.backend();
        if (held == null || !held.exchanges().owes(this)) {
            leave();
        }
    }

    /** A message that was passed on in pieces is complete. */
    void frameEnded() {
        Backend held = hold.backend();
        if (held != null && !held.isBusy()) {
            backendIdle();
        }
    }

    // ---- the backend comes and goes

    /** The pool has granted a backend. */
    void held(BackendHold.Readiness readiness) {
        if (enter(readiness)) {
            serve();
        }
    }

    /** PostgreSQL has taken the settings of this session. */
    void settingsAccepted() {
        if (state == State.PREPARING) {
            serve();
        }
        cancels.retry();
    }

    void errandEnded() {
        cancels.retry();
    }

    @Override
    public void parametersChanged(ParameterSet now) {
        hold.reported(now);
        session.reported(now);
    }

    /** There will be no backend for the next request. */
    void refused(Failure failure) {
        requests.refuse(failure);
        serve();
    }

    private void serve() {
        if (state != State.LEAVING) {
            state = State.SERVED;
        }
        if (!channel.config().isAutoRead() && !suspended) {
            channel.config().setAutoRead(true);
        }
        inbox.resume();
        readNoMoreThanServed();
    }

    private void readNoMoreThanServed() {
        Backend held = hold.backend();
        boolean full = held != null && held.outbox().isCongested();
        boolean waiting = state != State.SERVED && inbox.heldBytes() > PATIENCE_BYTES;
        if (full || waiting) {
            channel.config().setAutoRead(false);
        }
    }

    @Override
    public void backendWritable() {
        Backend held = hold.backend();
        if (state == State.SERVED && held != null && !held.outbox().isCongested()) {
            serve();
        }
    }

    @Override
    public void ended(Exchange exchange) {
        context.metrics().exchanges.increment();
        lastActiveNanos = loop().nanos();
        exchange.count(lastActiveNanos);
        statements.settled(exchange);
        Backend answering = hold.backend();
        listening.ended(
                exchange, answering == null || answering.status() == TransactionStatus.IDLE);
        requests.ended(exchange);
        if (state != State.LEAVING && requests.retry()) {
            return;
        }
        if (state == State.LEAVING) {
            leaveWhenAnswered();
            return;
        }
        Backend held = hold.backend();
        if (held != null && held.status() != TransactionStatus.IDLE && hold.isPerStatement()) {
            end(Farewell.TRANSACTION_BLOCK);
            return;
        }
        if (state == State.STALLED && held != null && held.isBusy()) {
            serve();
        }
    }

    @Override
    public void backendIdle() {
        Backend held = hold.backend();
        if (held == null || gone) {
            return;
        }
        if (!requests.isInFrame() && held.status() == TransactionStatus.IDLE) {
            environment().transactionEnded();
            reach.transactionEnded(loop().nanos());
            boolean _ = reach.settle();
            if (draining) {
                end(Farewell.SHUTDOWN);
                return;
            }
            if (listening.unlisten(held)) {
                return; // and comes back when that is done
            }
            if (hold.isPerTransaction() && session.pins().isEmpty() && session.isSettled()) {
                hold.release(held);
                held = null;
            }
            listening.flush();
        }
        if (held != null && held.status() != TransactionStatus.FAILED) {
            hold.reconcileSettings(held);
            askAboutSession(held);
        }
        if (state == State.STALLED || !channel.config().isAutoRead()) {
            serve();
        }
    }

    /**
     * What the client has done to its session must be known before the backend can serve others.
     */
    private void askAboutSession(Backend held) {
        if (hold.isPerTransaction()
                && !requests.isInFrame()
                && held.status() == TransactionStatus.IDLE
                && !hold.ask(held)
                && session.isSettled()
                && session.pins().isEmpty()) {
            backendIdle();
        }
    }

    @Override
    public void answersPassed() {
        if (state == State.STALLED && requests.mayGoOn()) {
            serve();
        }
    }

    @Override
    public boolean takesOver(Exchange exchange, @Nullable Step failed, String sqlState) {
        return state != State.LEAVING && requests.takesOver(exchange, failed, sqlState);
    }

    @Override
    public @Nullable String statementName(String name) {
        return statements.nameOf(name);
    }

    @Override
    public void failed(Exchange exchange, String sqlState, String message) {
        listening.failed(exchange);
        session.failed();
    }

    @Override
    public boolean watchesTags() {
        return listening.isWatching();
    }

    @Override
    public void completed(Exchange exchange, String tag) {
        listening.completed(exchange, tag);
    }

    @Override
    public boolean notified(ByteBuf buffer, int index, int size) {
        return listening.heard(
                buffer, index, size, hold.pool().key().node(), context.pools().pids());
    }

    @Override
    public int processId() {
        return cancelKey.processId();
    }

    @Override
    public void planRefused() {
        hold.pool().epoch().advance();
    }

    @Override
    public void reopened(Exchange exchange, @Nullable Exchange merged) {
        if (merged != null) {
            listening.skipped(merged);
            statements.merged(merged, exchange);
        }
    }

    @Override
    public void statementsDiscarded() {
        statements.clear();
        session.preparedDiscarded();
    }

    @Override
    public void sessionDiscarded() {
        statements.clear();
        session.discarded();
        reach.forget();
    }

    @Override
    public void lost(BackendLoss loss) {
        hold.lost(loss.inTransaction());
        listening.backendLost();
        context.metrics().backendsLost.increment();
        cancels.retry();
        boolean bound =
                session.pins().holdState()
                        || !hold.isPerTransaction()
                        || (!session.isSettled() && !loss.inTransaction());
        if (state == State.LEAVING) {
            leave();
        } else if (loss.inFrame()) {
            letGo();
            channel.close();
        } else if (bound || loss.failure().is(ErrorCode.PROTOCOL_VIOLATION)) {
            end(loss.failure());
        } else {
            statements.settled();
            session.lost();
            session.pins().clear();
            reach.forget();
            requests.backendLost(loss);
            serve();
        }
    }

    // ---- leaving

    /** Tells the client why, and ends its session. */
    void end(Failure failure) {
        Backend held = hold.backend();
        boolean inFrame = held != null && held.isInFrame();
        if (!gone && !inFrame) {
            outbox.buffer().writeBytes(OwnErrors.fatal(failure));
        }
        leave();
    }

    private void leave() {
        state = State.LEAVING;
        outbox.closeAfterFlush();
        letGo();
    }

    private void letGo() {
        if (gone) {
            return;
        }
        gone = true;
        state = State.LEAVING;
        context.registry().unregister(cancelKey);
        context.registry().leave(identity.user(), identity.database());
        inbox.release();
        listening.close();
        hold.abandon(
                departure(),
                !session.pins().isEmpty() || !session.isSettled() || listening.backendListens());
        session.pins().clear();
        cancels.retry();
    }

    private Recovery.Departure departure() {
        if (requests.isInFrame()) {
            return Recovery.Departure.IN_FRAME;
        }
        return terminated ? Recovery.Departure.TERMINATED : Recovery.Departure.GONE;
    }

    @Override
    public void channelInactive(ChannelHandlerContext handlerContext) {
        boolean halted =
                state == State.WAITING || state == State.STALLED || state == State.PREPARING;
        if (!halted || !requests.endsWithTerminate(inbox.held())) {
            letGo();
        } // Else what it asked for before its goodbye is still done.
    }

    // ---- from outside

    @Override
    public void cancelRequested(Runnable done) {
        loop().execute(() -> cancels.request(done));
    }

    @Override
    public void drain() {
        loop().execute(
                        () -> {
                            draining = true;
                            if (!gone && state == State.SERVED && isIdle()) {
                                end(Farewell.SHUTDOWN);
                            }
                        });
    }

    @Override
    public void endIfOf(PoolFilter filter) {
        loop().execute(
                        () -> {
                            if (!gone && filter.matches(hold.pool().key())) {
                                end(Farewell.KILLED);
                            }
                        });
    }

    /** Whether a reason to keep the backend is gone by the passing of time. */
    private boolean mayLetGo(long now) {
        boolean asksNoMore =
                session.pins().contains(Pin.SEQUENCE) && now - lastActiveNanos > SEQUENCE_NANOS;
        if (asksNoMore) {
            session.pins().remove(Pin.SEQUENCE);
        }
        return reach.settle() || asksNoMore;
    }

    /** Whether it is outside a transaction, and has asked for nothing that is not answered. */
    private boolean isIdle() {
        Backend held = hold.backend();
        return !requests.isInFrame()
                && (held == null || (!held.isBusy() && held.status() == TransactionStatus.IDLE));
    }

    @Override
    public void stop() {
        if (!gone) {
            end(Farewell.SHUTDOWN);
        }
    }

    @Override
    public void tick(long now) {
        if (!gone && state == State.SERVED && isIdle() && mayLetGo(now)) {
            backendIdle();
        }
        long limit = hold.pool().settings().clientIdleTimeout().toNanos();
        if (limit > 0
                && state == State.SERVED
                && !gone
                && now - lastActiveNanos > limit
                && isIdle()) {
            end(Farewell.IDLE);
        }
    }

    @Override
    public void suspend(boolean on) {
        suspended = on;
        channel.config().setAutoRead(!on);
    }

    @Override
    public boolean isSettled() {
        Backend held = hold.backend();
        return gone || (state == State.SERVED && (held == null || !held.exchanges().owes(this)));
    }

    @Override
    public ClientSnapshot describe(Moment moment) {
        return ClientPortrait.of(
                this, channel, new ClientPortrait.Times(connectedNanos, lastActiveNanos), moment);
    }

    @Override
    public void idleInTransactionTooLong() {
        end(Farewell.IDLE_IN_TRANSACTION);
    }

    /** Takes what had arrived before the session began. */
    void receiveRest(ByteBuf rest) {
        inbox.receive(rest);
        channel.config().setAutoRead(!suspended);
    }

    // ---- Netty

    @Override
    public void channelRead(ChannelHandlerContext handlerContext, Object message) {
        lastActiveNanos = loop().nanos();
        shard().traffic().received(((ByteBuf) message).readableBytes());
        try {
            inbox.receive((ByteBuf) message);
        } finally {
            ReferenceCountUtil.release(message);
        }
        if (!gone) {
            readNoMoreThanServed();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext handlerContext) {
        Backend held = hold.backend();
        if (held != null && channel.isWritable()) {
            held.pauseReading(false);
        }
        listening.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext handlerContext, Throwable cause) {
        if (!(cause instanceof java.io.IOException)) {
            System.getLogger(Client.class.getName())
                    .log(
                            System.Logger.Level.ERROR,
                            "closing a client of " + identity.user(),
                            cause);
        }
        channel.close();
    }
}
