package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.access.Attempt;
import io.howdah.gateway.internal.backend.OwnErrors;
import io.howdah.gateway.internal.net.Inbox;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.Outbox;
import io.howdah.gateway.internal.tls.ConnectionSecurity;
import io.howdah.wire.Authentication;
import io.howdah.wire.BackendMessage.NegotiateProtocolVersion;
import io.howdah.wire.CancelKey;
import io.howdah.wire.ProtocolVersion;
import io.howdah.wire.StartupPacket.Startup;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.function.Consumer;

/**
 * A client connection until its session begins: start-up packet, log-in, and the hand-over to a
 * {@link Client}. Confined to its loop.
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-START-UP">protocol:
 *     start-up</a>
 */
public final class ClientStart extends ChannelInboundHandlerAdapter {
    /** What is expected next. */
    private enum State {
        STARTUP,
        LOGIN,
        /** Logged in; nothing is read until the session has begun. */
        OPENING,
        /** A cancel request; its end tells the client that it has been served. */
        CANCELLING,
        OVER
    }

    private static final Failure GOING_DOWN =
            Failure.of(ErrorCode.CANNOT_CONNECT_NOW, "the database system is shutting down");

    private final ClientContext context;
    private final Channel channel;
    private final Outbox outbox;
    private final Inbox inbox;
    private final StartupReader startup;
    private final LoginAllowance allowance;
    private State state = State.STARTUP;
    private @Nullable ClientLogin login;
    private @Nullable StartupOptions options;
    private @Nullable SessionStart opening;
    private boolean scanning;
    private boolean opened;
    private boolean handedOver;

    /** A connection that has just been accepted. */
    public ClientStart(ClientContext context, Channel channel, Loop loop) {
        this.context = context;
        this.channel = channel;
        this.outbox = new Outbox(channel, loop);
        this.inbox = new Inbox(channel.alloc(), this::scan);
        this.startup = new StartupReader(this::start, this::cancel, this::fail);
        this.allowance = new LoginAllowance(context.logins().halfOpen());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext handlerContext) {
        long limitNanos = context.settings().auth().timeout().toNanos();
        allowance.begin(channel, outbox, limitNanos, this::tooLate);
    }

    /** Howdah is going down; from any thread. */
    void drain() {
        outbox.loop()
                .execute(
                        () -> {
                            if (state != State.CANCELLING) {
                                fail(GOING_DOWN);
                            }
                        });
    }

    /** Ends it at once, if it is on {@code loop}; called there. */
    void stop(Loop loop) {
        if (outbox.loop() == loop) {
            channel.close();
        }
    }

    private void tooLate() {
        fail(
                Failure.of(ErrorCode.PROTOCOL_VIOLATION, "canceling authentication due to timeout")
                        .withHint("See auth.timeout."));
    }

    // ---- frames

    private int scan(ByteBuf buffer, int start, int end) {
        scanning = true;
        int index = start;
        while (state == State.STARTUP || state == State.LOGIN) {
            int taken =
                    state == State.STARTUP
                            ? startup.take(buffer, index, end)
                            : login == null ? 0 : login.take(buffer, index, end);
            if (taken == 0) {
                break;
            }
            index += taken;
        }
        scanning = false;
        return index;
    }

    private void cancel(CancelKey key) {
        state = State.CANCELLING;
        allowance.stopClock();
        context.registry().cancel(key, () -> channel.close());
    }

    // ---- start-up and log-in

    private void start(Startup packet) {
        if (context.registry().isDraining()) {
            fail(GOING_DOWN);
            return;
        }
        StartupOptions wanted;
        try {
            wanted = StartupOptions.of(packet);
        } catch (StartupOptions.Refused e) {
            fail(e.failure());
            return;
        }
        options = wanted;
        ProtocolVersion version = wanted.version();
        if (version.compareTo(ProtocolVersion.V3_2) > 0 || !wanted.unrecognized().isEmpty()) {
            ProtocolVersion spoken =
                    version.compareTo(ProtocolVersion.V3_2) > 0 ? ProtocolVersion.V3_2 : version;
            new NegotiateProtocolVersion(spoken, wanted.unrecognized()).encode(outbox.buffer());
        }
        ConnectionSecurity security = ConnectionSecurity.of(channel);
        InetAddress address = RemoteAddress.of(channel);
        if (address == null && !security.isLocal()) { // it has gone: it must not pass for local
            channel.close();
            return;
        }
        Attempt attempt =
                new Attempt(
                        address,
                        security.isEncrypted(),
                        wanted.user(),
                        wanted.database(),
                        StartupOptions.isPhysicalReplication(packet));
        state = State.LOGIN;
        login =
                new ClientLogin(
                        context,
                        channel,
                        outbox,
                        attempt,
                        this::asking,
                        this::loggedIn,
                        this::fail);
        login.begin();
    }

    /** What the client has to answer is known: it may be read. */
    private void asking() {
        channel.config().setAutoRead(true);
        inbox.resume();
        openIfLoggedIn();
    }

    private void loggedIn() {
        StartupOptions wanted = options;
        if (state != State.LOGIN || wanted == null) {
            return;
        }
        state = State.OPENING;
        login = null;
        allowance.stopClock();
        if (context.locals().serves(wanted.database())) {
            allowance.leavePlace();
            open(wanted);
            return;
        }
        if (!context.registry().connect()) {
            fail(ClientRegistry.tooMany());
            return;
        }
        allowance.leavePlace();
        channel.closeFuture().addListener(closed -> context.registry().disconnect());
        var refusal = context.registry().enter(wanted.user(), wanted.database());
        if (refusal.isPresent()) {
            fail(refusal.get());
            return;
        }
        new Authentication.Ok().encode(outbox.buffer());
        open(wanted);
    }

    private void open(StartupOptions wanted) {
        Arrival arrival = new Arrival(context, channel, outbox, wanted);
        opening = new SessionStart(arrival, this::handOver, this::fail);
        openIfLoggedIn();
    }

    /** Not within a scan: the client may have sent more already, which is kept only after it. */
    private void openIfLoggedIn() {
        SessionStart begun = opening;
        if (begun != null && !opened && !scanning && state == State.OPENING) {
            opened = true;
            begun.begin();
        }
    }

    /** From now on the connection is {@code successor}'s, with what is not read yet. */
    private void handOver(ChannelInboundHandler successor, Consumer<ByteBuf> receiver) {
        state = State.OVER;
        handedOver = true;
        context.registry().started(this);
        allowance.stopClock();
        channel.pipeline().replace(this, null, successor);
        ByteBuf rest = inbox.held();
        receiver.accept(rest == null ? Unpooled.EMPTY_BUFFER : rest);
        inbox.release();
    }

    /** Tells the client why it cannot log in, and ends the connection. */
    void fail(Failure failure) {
        if (state == State.OVER) {
            return;
        }
        if (failure.is(ErrorCode.PROTOCOL_VIOLATION)) {
            context.metrics().protocolErrors.increment();
        }
        outbox.buffer().writeBytes(OwnErrors.fatal(failure));
        close();
    }

    private void close() {
        state = State.OVER;
        allowance.stopClock();
        outbox.closeAfterFlush();
    }

    private boolean isUndecided() {
        return state == State.LOGIN && login != null && login.isUndecided();
    }

    // ---- Netty

    @Override
    public void channelRead(ChannelHandlerContext handlerContext, Object message) {
        try {
            if (state != State.OVER && state != State.CANCELLING) {
                inbox.receive((ByteBuf) message);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
        openIfLoggedIn();
        if (state == State.OPENING || isUndecided()) {
            channel.config().setAutoRead(false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext handlerContext) {
        state = State.OVER;
        allowance.stopClock();
        allowance.leavePlace();
        if (login != null) {
            login.abandon();
        }
        inbox.release();
        if (opening != null && !handedOver) {
            opening.abandon();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext handlerContext, Throwable cause) {
        if (!(cause instanceof java.io.IOException)) {
            System.getLogger(ClientStart.class.getName())
                    .log(System.Logger.Level.ERROR, "closing a client that logs in", cause);
        }
        channel.close();
    }
}
