package io.howdah.gateway.internal.backend;

import io.howdah.base.Randomness;
import io.howdah.base.Secret;
import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.backend.BackendConnector.ConnectFailure;
import io.howdah.gateway.internal.backend.BackendConnector.Listener;
import io.howdah.gateway.internal.login.KeyDerivation;
import io.howdah.gateway.internal.net.Inbox;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.wire.Authentication;
import io.howdah.wire.BackendMessage;
import io.howdah.wire.BackendMessage.BackendKeyData;
import io.howdah.wire.BackendMessage.ErrorResponse;
import io.howdah.wire.BackendMessage.ParameterStatus;
import io.howdah.wire.BackendMessage.ReadyForQuery;
import io.howdah.wire.Bytes;
import io.howdah.wire.CancelKey;
import io.howdah.wire.ErrorFields;
import io.howdah.wire.FrontendMessage.SaslInitialResponse;
import io.howdah.wire.FrontendMessage.SaslResponse;
import io.howdah.wire.Message;
import io.howdah.wire.ProtocolException;
import io.howdah.wire.ProtocolVersion;
import io.howdah.wire.StartupPacket.Startup;
import io.howdah.wire.scram.Scram;
import io.howdah.wire.scram.ScramClient;
import io.howdah.wire.scram.ScramException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Logs in to PostgreSQL on a fresh connection, then gives way to a {@link Backend}. Confined to the
 * connection's loop.
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-START-UP">protocol:
 *     start-up</a>
 */
final class BackendLogin extends ChannelInboundHandlerAdapter {
    private static final int MAX_FRAME = 64 * 1024;
    private static final CancelKey NO_KEY =
            new CancelKey(0, Bytes.of((byte) 0, (byte) 0, (byte) 0, (byte) 0));

    private final Loop loop;
    private final PoolKey key;
    private final Optional<Secret> password;
    private final KeyDerivation derivation;
    private final Randomness randomness;
    private final BackendConnector.Options options;
    private final Backend.Owner owner;
    private final Listener listener;
    private final TreeMap<String, String> parameters = new TreeMap<>();
    private CancelKey cancelKey = NO_KEY;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Inbox inbox;
    private @Nullable ScramClient scram;
    private @Nullable Future<?> deadline;
    private @Nullable Backend successor;
    private boolean finished;

    BackendLogin(
            Loop loop,
            PoolKey key,
            Optional<Secret> password,
            KeyDerivation derivation,
            Randomness randomness,
            BackendConnector.Options options,
            Backend.Owner owner,
            Listener listener) {
        this.loop = loop;
        this.key = key;
        this.password = password;
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
        LinkedHashMap<String, String> start = new LinkedHashMap<>();
        start.put("user", key.user());
        start.put("database", key.database());
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
            case Authentication authentication -> authenticate(authentication);
            case ParameterStatus(String name, String value) -> parameters.put(name, value);
            case BackendKeyData(CancelKey secret) -> cancelKey = secret;
            case ErrorResponse(ErrorFields fields) -> refused(fields);
            case ReadyForQuery ready -> loggedIn();
            default -> {} // NoticeResponse, NegotiateProtocolVersion
        }
    }

    private void authenticate(Authentication request) throws ScramException, ProtocolException {
        switch (request) {
            case Authentication.Ok() -> {}
            case Authentication.Sasl(var mechanisms) -> {
                if (!mechanisms.contains(Scram.MECHANISM)) {
                    fail("offers only " + mechanisms + " to log in; Howdah speaks SCRAM-SHA-256");
                } else if (password.isEmpty()) {
                    fail("asks for a password, and none is known in clear for this user");
                } else {
                    scram = new ScramClient(randomness);
                    send(new SaslInitialResponse(Scram.MECHANISM, scram.clientFirst()));
                }
            }
            case Authentication.SaslContinue(Bytes data) -> {
                ScramClient client = scram();
                derivation.keys(
                        password.orElseThrow(() -> new ProtocolException("no password is known")),
                        client.challenge(data),
                        loop,
                        keys -> {
                            if (!finished) {
                                send(new SaslResponse(client.clientFinal(keys)));
                            }
                        });
            }
            case Authentication.SaslFinal(Bytes data) -> scram().verify(data);
            default -> fail("asks for a log-in method that Howdah does not speak: " + request);
        }
    }

    private ScramClient scram() throws ProtocolException {
        if (scram == null) {
            throw new ProtocolException("SCRAM message without a start");
        }
        return scram;
    }

    private void send(Message message) {
        if (context != null) {
            ByteBuf frame = context.alloc().buffer(256);
            message.encode(frame);
            context.writeAndFlush(frame, context.voidPromise());
        }
    }

    private void loggedIn() {
        if (options.severalNodes() && "on".equals(parameters.get("in_hot_standby"))) {
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
                                    (InetSocketAddress) current.channel().remoteAddress(),
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

    private void refused(ErrorFields fields) {
        Failure failure =
                Failure.reported(fields.sqlState(), fields.message())
                        .withHint("Reported by PostgreSQL at " + key.node() + ".");
        end(new ConnectFailure(failure, failure.is(ErrorCode.CANNOT_CONNECT_NOW)));
    }

    private void fail(String what) {
        end(
                new ConnectFailure(
                        Failure.of(
                                ErrorCode.CONNECTION_FAILURE,
                                "logging in as \""
                                        + key.user()
                                        + "\" to PostgreSQL at "
                                        + key.node()
                                        + " failed: the server "
                                        + what),
                        false));
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
        fail("closed the connection");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail("could not be talked to: " + cause.getMessage());
    }
}
