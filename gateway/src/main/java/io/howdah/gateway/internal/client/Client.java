package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.config.PoolMode;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.BackendLoss;
import io.howdah.gateway.internal.backend.Errand;
import io.howdah.gateway.internal.backend.Exchange;
import io.howdah.gateway.internal.backend.LoopPool;
import io.howdah.gateway.internal.backend.OwnErrors;
import io.howdah.gateway.internal.backend.ParameterSet;
import io.howdah.gateway.internal.backend.Pool;
import io.howdah.gateway.internal.backend.Recovery;
import io.howdah.gateway.internal.backend.Requester;
import io.howdah.gateway.internal.backend.SessionSettings;
import io.howdah.gateway.internal.backend.Waiter;
import io.howdah.gateway.internal.net.Inbox;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.Outbox;
import io.howdah.wire.BackendMessage.ParameterStatus;
import io.howdah.wire.CancelKey;
import io.howdah.wire.TransactionStatus;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

import org.jspecify.annotations.Nullable;

/**
 * A logged-in client: which backend it holds and why, and what happens when either side goes away.
 * Confined to its loop, but for {@link #cancelRequested} and {@link #drain}.
 *
 * <p>What the client sends is the business of {@link Requests}; this class lends and gives back.
 */
final class Client extends ChannelInboundHandlerAdapter implements Requester, Waiter {
    /** Input that is kept for a client that is not served at the moment, before it is not read. */
    private static final int PATIENCE_BYTES = 64 * 1024;

    private static final String FAILED_TRANSACTION =
            "BEGIN; DO $$BEGIN RAISE EXCEPTION"
                    + " 'howdah: the transaction was lost with its backend'; END$$";

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
    private final ParseEnvironment environment = new ParseEnvironment();
    private final Pins pins;
    private final CancelKey cancelKey;
    private Pool pool;
    private State state = State.SERVED;
    private @Nullable Backend backend;
    private ParameterSet reported;
    private @Nullable Runnable cancelAfterErrand;
    private boolean transactionLost;
    private boolean terminated;
    private boolean draining;
    private boolean gone;
    private long waitingSinceNanos;
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
        this.pool = pool;
        this.reported = reported;
        this.pins = new Pins(context.metrics().pinned);
        this.requests = new Requests(this, context.settings().clients());
        this.inbox = new Inbox(channel.alloc(), requests);
        this.lastActiveNanos = outbox.loop().nanos();
        environment.set(identity.settings(), reported);
        this.cancelKey = keys.register(this);
    }

    /** Gives a client its cancel key. */
    interface CancelKeySource {
        CancelKey register(Client client);
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
        return backend;
    }

    ClientStatements statements() {
        return statements;
    }

    ParseEnvironment environment() {
        return environment;
    }

    LoopPool shard() {
        return pool.on(loop());
    }

    ClientContext context() {
        return context;
    }

    Loop loop() {
        return outbox.loop();
    }

    Pins pins() {
        return pins;
    }

    /** Whether another request may be taken from what has arrived. */
    boolean isServed() {
        return state == State.SERVED;
    }

    /** Whether the transaction it believes to be in was lost with its backend. */
    boolean isTransactionLost() {
        return transactionLost;
    }

    /** Makes sure that a backend is held; false: not yet, the request has to wait. */
    boolean hold() {
        if (backend != null) {
            return true;
        }
        if (!context.pools().isCurrent(pool)) {
            changePool();
        }
        waitingSinceNanos = loop().nanos();
        return acquire();
    }

    private boolean acquire() {
        state = State.WAITING;
        Backend free = shard().acquire(this, this);
        return free != null && attach(free);
    }

    private void changePool() {
        Pool old = pool;
        pool = context.pools().open(identity.database(), identity.user());
        context.pools().close(old);
    }

    /** The next request has to wait until {@link #answersPassed} or {@link #ended}. */
    void stall() {
        state = State.STALLED;
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
        if (backend == null || !backend.exchanges().owes(this)) {
            leave();
        }
    }

    /** A message that was passed on in pieces is complete. */
    void frameEnded() {
        if (backend != null && !backend.isBusy()) {
            backendIdle();
        }
    }

    // ---- the backend comes and goes

    @Override
    public void granted(Backend lent) {
        lent.lend(this);
        if (attach(lent)) {
            serve();
        }
    }

    /** Brings the backend's session to this client's state; false: requests have to wait for it. */
    private boolean attach(Backend lent) {
        backend = lent;
        state = State.SERVED;
        SessionSettings wanted = identity.settings();
        String change = lent.settings().statementTowards(wanted);
        if (change == null) {
            learnParameters(lent);
        } else {
            state = wanted.mayBeRefused() ? State.PREPARING : State.SERVED;
            changeSettings(lent, change);
        }
        if (transactionLost) {
            // Statements of the lost transaction must fail until the client ends it.
            transactionLost = false;
            Errand.run(lent, FAILED_TRANSACTION, error -> cancelNow());
        }
        return state == State.SERVED;
    }

    private void changeSettings(Backend held, String change) {
        held.settings(identity.settings());
        Errand.run(held, change, error -> settingsChanged(held, error));
    }

    private void settingsChanged(Backend held, @Nullable Failure error) {
        if (error != null) {
            held.distrust();
        }
        if (backend != held) {
            return;
        }
        if (error != null) {
            end(error.withHint("The settings of this session are refused now."));
            return;
        }
        learnParameters(held);
        if (state == State.PREPARING) {
            serve();
        }
        cancelNow();
    }

    private void learnParameters(Backend from) {
        ParameterSet now = from.parameters();
        if (now != reported) {
            now.changesSince(
                    reported,
                    (name, value) -> new ParameterStatus(name, value).encode(outbox.buffer()));
            from.shareParameters(reported);
            parametersChanged(from.parameters());
        }
    }

    @Override
    public void parametersChanged(ParameterSet now) {
        reported = now;
        environment.set(identity.settings(), now);
    }

    @Override
    public void refused(Failure failure) {
        requests.refuse(failure);
        serve();
    }

    @Override
    public void redirected(Failure reason) {
        if (shard().isConnectTimeOver(waitingSinceNanos)) {
            refused(reason);
            return;
        }
        changePool();
        if (acquire()) {
            serve();
        }
    }

    @Override
    public long waitingSinceNanos() {
        return waitingSinceNanos;
    }

    private void serve() {
        if (state != State.LEAVING) {
            state = State.SERVED;
        }
        if (!channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
        inbox.resume();
        readNoMoreThanServed();
    }

    private void readNoMoreThanServed() {
        boolean full = backend != null && backend.outbox().isCongested();
        boolean waiting = state != State.SERVED && inbox.heldBytes() > PATIENCE_BYTES;
        if (full || waiting) {
            channel.config().setAutoRead(false);
        }
    }

    @Override
    public void backendWritable() {
        if (state == State.SERVED && backend != null && !backend.outbox().isCongested()) {
            serve();
        }
    }

    @Override
    public void ended(Exchange exchange) {
        context.metrics().exchanges.increment();
        lastActiveNanos = loop().nanos();
        statements.settled(exchange);
        requests.ended(exchange);
        if (state == State.LEAVING) {
            leaveWhenAnswered();
        } else if (state == State.STALLED && backend != null && backend.isBusy()) {
            serve();
        }
    }

    @Override
    public void backendIdle() {
        Backend held = backend;
        if (held == null || gone) {
            return;
        }
        if (!requests.isInFrame() && held.status() == TransactionStatus.IDLE) {
            environment.transactionEnded();
            if (draining) {
                endForShutdown();
                return;
            }
            if (pins.isEmpty() && pool.settings().mode() == PoolMode.TRANSACTION) {
                backend = null;
                shard().release(held);
            } else {
                reconcileSettings(held);
            }
        }
        if (state == State.STALLED || !channel.config().isAutoRead()) {
            serve();
        }
    }

    /** RESET ALL and DISCARD ALL lead back to the settings the client asked for at start-up. */
    private void reconcileSettings(Backend held) {
        String change = held.settings().statementTowards(identity.settings());
        if (change != null) {
            changeSettings(held, change);
        }
    }

    @Override
    public void answersPassed() {
        if (state == State.STALLED && requests.mayGoOn()) {
            serve();
        }
    }

    @Override
    public void planRefused() {
        pool.epoch().advance();
    }

    @Override
    public void reopened(Exchange exchange, @Nullable Exchange merged) {
        if (merged != null) {
            statements.merged(merged, exchange);
        }
    }

    @Override
    public void statementsDiscarded() {
        statements.clear();
    }

    @Override
    public void sessionDiscarded() {
        statements.clear();
        environment.reset();
        pins.clear();
    }

    @Override
    public void lost(BackendLoss loss) {
        backend = null;
        context.metrics().backendsLost.increment();
        cancelNow();
        boolean bound = !pins.isEmpty() || pool.settings().mode() == PoolMode.SESSION;
        if (state == State.LEAVING) {
            leave();
        } else if (loss.inFrame()) {
            letGo();
            channel.close();
        } else if (bound || loss.failure().is(ErrorCode.PROTOCOL_VIOLATION)) {
            end(loss.failure());
        } else {
            transactionLost = loss.inTransaction();
            statements.settled();
            environment.transactionEnded();
            requests.backendLost(loss);
            serve();
        }
    }

    // ---- leaving

    /** Tells the client why, and ends its session. */
    private void end(Failure failure) {
        boolean inFrame = backend != null && backend.isInFrame();
        if (!gone && !inFrame) {
            outbox.buffer().writeBytes(OwnErrors.fatal(failure));
        }
        leave();
    }

    private void endForShutdown() {
        end(
                Failure.of(
                        ErrorCode.ADMIN_SHUTDOWN,
                        "terminating connection due to administrator command"));
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
        shard().forget(this);
        Backend held = backend;
        backend = null;
        if (held != null) {
            boolean reset = !pins.isEmpty() || pool.settings().mode() == PoolMode.SESSION;
            Recovery.of(shard(), held, this, departure(), reset);
        }
        pins.clear();
        cancelNow();
        context.pools().close(pool);
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

    /**
     * A cancel request with this client's key has come; from any thread.
     *
     * @param done run when nothing that the client asks from then on can be hit
     */
    void cancelRequested(Runnable done) {
        loop().execute(() -> cancel(done));
    }

    private void cancel(Runnable done) {
        Backend held = backend;
        if (state == State.WAITING) {
            shard().forget(this);
            refused(
                    Failure.of(
                            ErrorCode.QUERY_CANCELED, "canceling statement due to user request"));
            done.run();
        } else if (held != null && held.exchanges().isServing(this)) {
            shard().cancel(held, done);
        } else {
            Runnable earlier = cancelAfterErrand;
            if (earlier != null) {
                earlier.run();
            }
            cancelAfterErrand = done;
            cancelNow();
        }
    }

    /** Cancels what a cancel request was meant for, now that it cannot hit an errand any more. */
    private void cancelNow() {
        Runnable done = cancelAfterErrand;
        if (done == null) {
            return;
        }
        Backend held = backend;
        if (held != null && held.exchanges().isServing(this)) {
            cancelAfterErrand = null;
            shard().cancel(held, done);
        } else if (held == null || !held.isBusy()) {
            cancelAfterErrand = null;
            done.run();
        }
    }

    /** Howdah is going down: end as soon as no transaction is open; from any thread. */
    void drain() {
        loop().execute(
                        () -> {
                            draining = true;
                            Backend held = backend;
                            boolean idle =
                                    held == null
                                            || (!held.isBusy()
                                                    && held.status() == TransactionStatus.IDLE);
                            if (!gone && state == State.SERVED && idle && !requests.isInFrame()) {
                                endForShutdown();
                            }
                        });
    }

    /** Howdah stops now: from its loop. */
    void stop() {
        if (!gone) {
            endForShutdown();
        }
    }

    /** Looks after what time changes. */
    void tick(long now) {
        long limit = pool.settings().clientIdleTimeout().toNanos();
        if (limit > 0
                && state == State.SERVED
                && !gone
                && now - lastActiveNanos > limit
                && (backend == null
                        || (!backend.isBusy() && backend.status() == TransactionStatus.IDLE))) {
            end(
                    Failure.of(
                                    ErrorCode.IDLE_SESSION_TIMEOUT,
                                    "terminating connection due to idle-session timeout")
                            .withHint("See pool.client-idle-timeout."));
        }
    }

    @Override
    public void idleInTransactionTooLong() {
        end(
                Failure.of(
                                ErrorCode.IDLE_IN_TRANSACTION_TIMEOUT,
                                "terminating connection due to idle-in-transaction timeout")
                        .withHint("See pool.idle-in-transaction-timeout."));
    }

    /** Takes what had arrived before the session began. */
    void receiveRest(ByteBuf rest) {
        inbox.receive(rest);
        channel.config().setAutoRead(true);
    }

    // ---- Netty

    @Override
    public void channelRead(ChannelHandlerContext handlerContext, Object message) {
        lastActiveNanos = loop().nanos();
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
        Backend held = backend;
        if (held != null && channel.isWritable()) {
            held.pauseReading(false);
        }
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
