package io.howdah.gateway.internal.backend;

import io.howdah.base.Randomness;
import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.backend.BackendConnector.ConnectFailure;
import io.howdah.gateway.internal.backend.BackendConnector.Listener;
import io.howdah.gateway.internal.login.Credentials;
import io.howdah.gateway.internal.login.KeyDerivation;
import io.howdah.gateway.internal.net.Inbox;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.Reasons;
import io.howdah.gateway.internal.tls.ConnectionSecurity;
import io.howdah.wire.Authentication;
import io.howdah.wire.BackendMessage;
import io.howdah.wire.BackendMessage.BackendKeyData;
import io.howdah.wire.BackendMessage.ErrorResponse;
import io.howdah.wire.BackendMessage.ParameterStatus;
import io.howdah.wire.BackendMessage.ReadyForQuery;
import io.howdah.wire.Bytes;
import io.howdah.wire.CancelKey;
import io.howdah.wire.ErrorFields;
import io.howdah.wire.Message;
import io.howdah.wire.ProtocolException;
import io.howdah.wire.ProtocolVersion;
import io.howdah.wire.StartupPacket.Startup;
import io.howdah.wire.scram.ScramException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLException;

/**
 * Logs in to PostgreSQL on a fresh connection, then gives way to a {@link Backend}. Confined to the
 * connection's loop.
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-START-UP">protocol:
 *     start-up</a>
 */
final class BackendLogin extends ChannelInboundHandlerAdapter
        implements BackendAuthentication.Peer {
    private static final int MAX_FRAME = 64 * 1024;
    private static final CancelKey NO_KEY =
            new CancelKey(0, Bytes.of((byte) 0, (byte) 0, (byte) 0, (byte) 0));

    private final Loop loop;
    private final PoolKey key;
    private final BackendConnector.Wanted role;
    private final Map<String, String> wanted;
    private final Credentials.Own own;
    private final KeyDerivation derivation;
    private final Randomness randomness;
    private final BackendConnector.Options options;
    private final Backend.Owner owner;
    private final Listener listener;
    private final TreeMap<String, String> parameters = new TreeMap<>();
    private CancelKey cancelKey = NO_KEY;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Inbox inbox;
    private @Nullable BackendAuthentication authentication;
    private @Nullable Future<?> deadline;
    private @Nullable Backend successor;
    private boolean finished;

    BackendLogin(
            Loop loop,
            PoolKey key,
            BackendConnector.Wanted role,
            Map<String, String> wanted,
            Credentials.Own own,
            KeyDerivation derivation,
            Randomness randomness,
            BackendConnector.Options options,
            Backend.Owner owner,
            Listener listener) {
        this.loop = loop;
        this.key = key;
        this.role = role;
        this.wanted = wanted;
        this.own = own;
        this.derivation = derivation;
        this.randomness = randomness;
        this.options = options;
        this.owner = owner;
        this.listener = listener;
    }

    /** A node that does not answer in time may be down: another one may do. */
    void limitTime(long time, TimeUnit unit) {
        Runnable late =
                () ->
                        unreachable(
                                Failure.of(
                                        ErrorCode.CONNECTION_FAILURE,
                                        "PostgreSQL at "
                                                + key.node()
                                                + " did not answer within "
                                                + unit.toMillis(time)
                                                + " ms"));
        deadline = loop.executor().schedule(late, time, unit);
    }

    /**
     * The connection could not be made, and is to be tried in another way.
     *
     * @return false: that is of no use any more, as the listener has been told
     */
    boolean giveUp() {
        return finish();
    }

    /** The connection could not be made, or not in time. */
    void unreachable(Failure failure) {
        end(new ConnectFailure(failure, true));
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (finished) {
            context.close();
            return;
        }
        this.context = context;
        inbox = new Inbox(context.alloc(), this::scan);
        authentication =
                new BackendAuthentication(
                        context.channel(), loop, own, derivation, randomness, this);
        LinkedHashMap<String, String> start = new LinkedHashMap<>();
        start.put("user", key.user());
        start.put("database", key.database());
        start.putAll(wanted);
        ByteBuf packet = context.alloc().buffer(256);
        new Startup(ProtocolVersion.V3_2, start).encode(packet);
        context.writeAndFlush(packet, context.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (inbox != null) {
                inbox.receive((ByteBuf) message);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private int scan(ByteBuf buffer, int start, int end) {
        int index = start;
        while (!finished && end - index >= 5) {
            int length = buffer.getInt(index + 1);
            if (length < 4 || length > MAX_FRAME) {
                fail("sent a message of length " + length);
                return end;
            }
            if (end - index < length + 1) {
                break;
            }
            byte type = buffer.getByte(index);
            ByteBuf body = buffer.slice(index + 5, length - 4);
            index += length + 1;
            try {
                take(BackendMessage.decode(type, body));
            } catch (ProtocolException | ScramException e) {
                fail(String.valueOf(e.getMessage()));
            }
        }
        if (finished && successor != null && index < end) {
            successor.receiveRest(buffer.slice(index, end - index));
        }
        return finished ? end : index;
    }

    private void take(BackendMessage message) throws ScramException, ProtocolException {
        switch (message) {
            case Authentication request -> authentication().take(request);
            case ParameterStatus(String name, String value) -> parameters.put(name, value);
            case BackendKeyData(CancelKey secret) -> cancelKey = secret;
            case ErrorResponse(ErrorFields fields) -> refused(fields);
            case ReadyForQuery ready -> loggedIn();
            default -> {} // NoticeResponse, NegotiateProtocolVersion
        }
    }

    private BackendAuthentication authentication() throws ProtocolException {
        if (authentication == null) {
            throw new ProtocolException("a message before the connection is open");
        }
        return authentication;
    }

    @Override
    public void send(Message message) {
        if (context != null && !finished) {
            ByteBuf frame = context.alloc().buffer(256);
            message.encode(frame);
            context.writeAndFlush(frame, context.voidPromise());
        }
    }

    private void loggedIn() {
        if (isElsewhere()) {
            end(
                    new ConnectFailure(
                            Failure.of(
                                            ErrorCode.CANNOT_CONNECT_NOW,
                                            "no primary is known: " + key.node() + " is a replica")
                                    .withHint("Wait for a primary, or look at the other nodes."),
                            true));
            return;
        }
        ChannelHandlerContext current = context;
        if (finish() && current != null) {
            Backend backend =
                    new Backend(
                            current.channel(),
                            loop,
                            new BackendIdentity(
                                    key.node().address(),
                                    current.channel().remoteAddress(),
                                    key.database(),
                                    key.user(),
                                    cancelKey),
                            new ParameterSet(parameters),
                            options.maxStatements(),
                            owner);
            current.pipeline().replace(this, null, backend);
            successor = backend;
            listener.connected(backend);
        }
    }

    /** Whether a primary is wanted, and this is none, and another node may be. */
    private boolean isElsewhere() {
        return role == BackendConnector.Wanted.PRIMARY
                && key.node().hasPeers()
                && "on".equals(parameters.get("in_hot_standby"));
    }

    private void refused(ErrorFields fields) {
        Failure failure =
                Failure.reported(fields.sqlState(), fields.message())
                        .withHint("Reported by PostgreSQL at " + key.node() + way() + ".");
        end(new ConnectFailure(failure, isDown(failure)));
    }

    /** Whether the server is starting, or was stopped while Howdah logged in. */
    private static boolean isDown(Failure failure) {
        return failure.is(ErrorCode.CANNOT_CONNECT_NOW) || failure.is(ErrorCode.ADMIN_SHUTDOWN);
    }

    /** Other lines of pg_hba.conf hold for Unix sockets. */
    private String way() {
        return context != null && ConnectionSecurity.of(context.channel()).isLocal()
                ? ", by its Unix socket"
                : "";
    }

    @Override
    public void fail(String what) {
        end(new ConnectFailure(failed("the server " + what), false));
    }

    /**
     * The server was there a moment ago: it may be down, or about to be, and another one may do.
     */
    private void lost(String how) {
        end(new ConnectFailure(failed(how), true));
    }

    private Failure failed(String why) {
        return Failure.of(
                ErrorCode.CONNECTION_FAILURE,
                "logging in as \""
                        + key.user()
                        + "\" to PostgreSQL at "
                        + key.node()
                        + way()
                        + " failed: "
                        + why);
    }

    private void end(ConnectFailure failure) {
        ChannelHandlerContext current = context;
        if (finish()) {
            if (current != null) {
                current.close();
            }
            listener.refused(failure);
        }
    }

    private boolean finish() {
        if (finished) {
            return false;
        }
        finished = true;
        if (deadline != null) {
            deadline.cancel(false);
        }
        if (inbox != null) {
            inbox.release();
        }
        return true;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lost("the server closed the connection");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException && !(cause instanceof SSLException)) {
            lost("the connection was lost: " + Reasons.of(cause));
        } else {
            fail("could not be talked to: " + cause.getMessage());
        }
    }
}
