package io.howdah.gateway.internal.client;

import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.LoopPool;
import io.howdah.gateway.internal.backend.ParameterSet;
import io.howdah.gateway.internal.backend.Pool;
import io.howdah.gateway.internal.backend.SessionSettings;
import io.howdah.gateway.internal.backend.Sharer;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.Outbox;
import io.howdah.wire.CancelKey;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

import org.jspecify.annotations.Nullable;

/**
 * A logged-in client: its connection, and all that its session consists of. Confined to its loop.
 *
 * <p>What it sends passes its {@link Intake} to {@link Requests}; what its backend tells comes to
 * {@link ClientAnswers}. {@link BackendHold} gets it a backend, {@link Handback} gives that back,
 * {@link Leaving} ends it all, and {@link PooledSession} is how others get at it.
 */
final class Client extends ChannelInboundHandlerAdapter {
    /** Who it is, settled at log-in. */
    record Identity(String user, String database, SessionSettings settings) {}

    /** Gives a client its cancel key. */
    interface CancelKeySource {
        CancelKey register(Session session);
    }

    private final ClientContext context;
    private final Channel channel;
    private final Identity identity;
    private final Outbox outbox;
    private final ClientTimes times;
    private final SessionState session;
    private final ClientStatements statements = new ClientStatements();
    private final BackendHold hold;
    private final Requests requests;
    private final Intake intake;
    private final Reach reach;
    private final Listening listening;
    private final CancelDesk cancels = new CancelDesk(this);
    private final Leaving leaving;
    private final Handback handback;
    private final ClientAnswers answers;
    private final CancelKey cancelKey;

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
        this.times = new ClientTimes(outbox.loop().nanos());
        this.session =
                new SessionState(
                        identity.settings(),
                        identity.user(),
                        context.settings().clients().trackSessions(),
                        reported,
                        new Pins(context.metrics().pinned, outbox.loop()::nanos));
        this.hold = new BackendHold(this, identity, session, context.pools(), pool, reported);
        this.requests = new Requests(this, context.settings().clients());
        this.intake = new Intake(channel, requests, hold);
        this.reach =
                new Reach(context.catalogs(), identity.database(), pool.epoch(), session.pins());
        this.listening = new Listening(this, context.hubs().of(identity.database()));
        this.leaving = new Leaving(this, channel);
        this.handback = new Handback(this);
        this.answers = new ClientAnswers(this);
        this.cancelKey = keys.register(new PooledSession(this, channel));
    }

    // ---- who it is

    Identity identity() {
        return identity;
    }

    String user() {
        return identity.user();
    }

    String database() {
        return identity.database();
    }

    CancelKey cancelKey() {
        return cancelKey;
    }

    ClientTimes times() {
        return times;
    }

    // ---- where it is

    ClientContext context() {
        return context;
    }

    Loop loop() {
        return outbox.loop();
    }

    Outbox outbox() {
        return outbox;
    }

    LoopPool shard() {
        return hold.shard();
    }

    @Nullable Backend backend() {
        return hold.backend();
    }

    // ---- what its session consists of

    BackendHold hold() {
        return hold;
    }

    SessionState session() {
        return session;
    }

    ParseEnvironment environment() {
        return session.environment();
    }

    ClientStatements statements() {
        return statements;
    }

    Reach reach() {
        return reach;
    }

    Listening listening() {
        return listening;
    }

    Sharing sharing() {
        return requests.sharing();
    }

    /** Its transaction that PostgreSQL does not know of. */
    HeldBegin begin() {
        return requests.begin();
    }

    CancelDesk cancels() {
        return cancels;
    }

    // ---- what moves it

    Requests requests() {
        return requests;
    }

    Intake intake() {
        return intake;
    }

    /** As whom backends know it. */
    Sharer answers() {
        return answers;
    }

    Handback handback() {
        return handback;
    }

    Leaving leaving() {
        return leaving;
    }

    // ---- Netty

    @Override
    public void channelRead(ChannelHandlerContext handlerContext, Object message) {
        times.active(loop().nanos());
        shard().traffic().received(((ByteBuf) message).readableBytes());
        try {
            intake.receive((ByteBuf) message);
        } finally {
            ReferenceCountUtil.release(message);
        }
        if (!leaving.isGone()) {
            intake.readNoMoreThanServed();
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
    public void channelInactive(ChannelHandlerContext handlerContext) {
        leaving.disconnected();
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
