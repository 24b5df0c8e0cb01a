package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.control.ControlRefused;
import io.howdah.gateway.control.LocalLogin;
import io.howdah.gateway.control.LocalSession;
import io.howdah.gateway.internal.access.Attempt;
import io.howdah.gateway.internal.backend.OwnErrors;
import io.howdah.gateway.internal.login.HalfOpen;
import io.howdah.gateway.internal.net.Inbox;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.Outbox;
import io.howdah.gateway.internal.tls.ConnectionSecurity;
import io.howdah.wire.Authentication;
import io.howdah.wire.BackendMessage.NegotiateProtocolVersion;
import io.howdah.wire.ProtocolException;
import io.howdah.wire.ProtocolVersion;
import io.howdah.wire.StartupPacket;
import io.howdah.wire.StartupPacket.CancelRequest;
import io.howdah.wire.StartupPacket.GssEncRequest;
import io.howdah.wire.StartupPacket.SslRequest;
import io.howdah.wire.StartupPacket.Startup;
import io.howdah.wire.StartupPacket.UnsupportedVersion;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.concurrent.TimeUnit;

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
    private State state = State.STARTUP;
    private @Nullable ClientLogin login;
    private @Nullable StartupOptions options;
    private @Nullable Opening opening;
    private @Nullable Future<?> deadline;
    private HalfOpen.@Nullable Place place;
    private boolean handedOver;

    /** A connection that has just been accepted. */
    public ClientStart(ClientContext context, Channel channel, Loop loop) {
        this.context = context;
        this.channel = channel;
        this.outbox = new Outbox(channel, loop);
        this.inbox = new Inbox(channel.alloc(), this::scan);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext handlerContext) {
        place = context.logins().halfOpen().enter(RemoteAddress.of(channel), channel::close);
        long limit = context.settings().auth().timeout().toNanos();
        if (limit > 0) {
            deadline =
                    outbox.loop()
                            .executor()
                            .schedule(
                                    () -> outbox.loop().execute(this::tooLate),
                                    limit,
                                    TimeUnit.NANOSECONDS);
        }
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
        int index = start;
        while (state == State.STARTUP || state == State.LOGIN) {
            int taken =
                    state == State.STARTUP
                            ? takePacket(buffer, index, end)
                            : login == null ? 0 : login.take(buffer, index, end);
            if (taken == 0) {
                break;
            }
            index += taken;
        }
        return index;
    }

    private int takePacket(ByteBuf buffer, int index, int end) {
        if (end - index < 4) {
            return 0;
        }
        int length = buffer.getInt(index);
        if (length < 8 || length - 4 > StartupPacket.LIMIT) {
            fail(Failure.of(ErrorCode.PROTOCOL_VIOLATION, "invalid length of startup packet"));
            return 0;
        }
        if (end - index < length) {
            return 0;
        }
        try {
            switch (StartupPacket.decode(buffer.slice(index + 4, length - 4))) {
                case Startup startup -> start(startup);
                case SslRequest _, GssEncRequest _ -> fail(EncryptionOffer.TOO_LATE);
                case CancelRequest(var key) -> {
                    state = State.CANCELLING;
                    cancelDeadline();
                    context.registry().cancel(key, () -> channel.close());
                }
                case UnsupportedVersion(var version) ->
                        fail(
                                Failure.of(
                                        ErrorCode.FEATURE_NOT_SUPPORTED,
                                        "unsupported frontend protocol "
                                                + version
                                                + ": server supports 3.0 to 3.2"));
            }
        } catch (ProtocolException e) {
            fail(e.failure());
        }
        return length;
    }

    // ---- start-up and log-in

    private void start(Startup startup) {
        if (context.registry().isDraining()) {
            fail(GOING_DOWN);
            return;
        }
        StartupOptions wanted;
        try {
            wanted = StartupOptions.of(startup);
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
                        StartupOptions.isPhysicalReplication(startup));
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
    }

    private void loggedIn() {
        StartupOptions wanted = options;
        if (state != State.LOGIN || wanted == null) {
            return;
        }
        state = State.OPENING;
        login = null;
        cancelDeadline();
        if (context.locals().serves(wanted.database())) {
            leavePlace();
            outbox.loop().execute(() -> openLocal(wanted));
            return;
        }
        if (!context.registry().connect()) {
            fail(ClientRegistry.tooMany());
            return;
        }
        leavePlace();
        channel.closeFuture().addListener(closed -> context.registry().disconnect());
        var refusal = context.registry().enter(wanted.user(), wanted.database());
        if (refusal.isPresent()) {
            fail(refusal.get());
            return;
        }
        new Authentication.Ok().encode(outbox.buffer());
        Opening begun =
                wanted.needsOwnBackend()
                        ? relayOpening(wanted)
                        : new SessionOpening(
                                context,
                                channel,
                                outbox,
                                wanted,
                                this::opened,
                                this::fail,
                                () -> openRelay(wanted));
        opening = begun;
        // Not now: the client may already have sent more, which is kept only after this scan.
        outbox.loop().execute(begun::begin);
    }

    private void openLocal(StartupOptions wanted) {
        if (state != State.OPENING) {
            return;
        }
        LocalLogin local =
                new LocalLogin(wanted.user(), wanted.database(), wanted.settings().values());
        try {
            LocalSession session = context.locals().open(local);
            LocalClient client =
                    new LocalClient(
                            context,
                            channel,
                            outbox,
                            local,
                            session,
                            made -> context.registry().registerLocal(made, wanted.version()));
            handOver(client);
            client.begin(rest());
            inbox.release();
        } catch (ControlRefused e) {
            fail(e.failure());
        }
    }

    private void openRelay(StartupOptions wanted) {
        Opening begun = relayOpening(wanted);
        opening = begun;
        begun.begin();
    }

    private Opening relayOpening(StartupOptions wanted) {
        return new RelayOpening(context, channel, outbox, wanted, this::opened, this::fail);
    }

    private void opened(Client client) {
        handOver(client);
        client.receiveRest(rest());
        inbox.release();
    }

    private void opened(RelayedClient client) {
        handOver(client.relay().clientSide());
        client.relay().receiveRest(rest());
        inbox.release();
    }

    private void handOver(ChannelInboundHandler successor) {
        state = State.OVER;
        handedOver = true;
        context.registry().started(this);
        cancelDeadline();
        channel.pipeline().replace(this, null, successor);
    }

    private ByteBuf rest() {
        ByteBuf rest = inbox.held();
        return rest == null ? Unpooled.EMPTY_BUFFER : rest;
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
        cancelDeadline();
        outbox.closeAfterFlush();
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    private boolean isUndecided() {
        return state == State.LOGIN && login != null && login.isUndecided();
    }

    private void leavePlace() {
        if (place != null) {
            context.logins().halfOpen().leave(place);
        }
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
        if (state == State.OPENING || isUndecided()) {
            channel.config().setAutoRead(false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext handlerContext) {
        state = State.OVER;
        cancelDeadline();
        leavePlace();
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
