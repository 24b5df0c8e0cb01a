package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.control.ClientSnapshot;
import io.howdah.gateway.control.ControlRefused;
import io.howdah.gateway.control.LocalLogin;
import io.howdah.gateway.control.LocalSession;
import io.howdah.gateway.internal.backend.OwnErrors;
import io.howdah.gateway.internal.backend.PoolFilter;
import io.howdah.gateway.internal.net.Inbox;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.Moment;
import io.howdah.gateway.internal.net.Outbox;
import io.howdah.gateway.internal.net.SocketEnds;
import io.howdah.wire.Authentication;
import io.howdah.wire.BackendMessage;
import io.howdah.wire.BackendMessage.BackendKeyData;
import io.howdah.wire.BackendMessage.ParameterStatus;
import io.howdah.wire.BackendMessage.ReadyForQuery;
import io.howdah.wire.CancelKey;
import io.howdah.wire.FrontendMessage;
import io.howdah.wire.FrontendType;
import io.howdah.wire.ProtocolException;
import io.howdah.wire.TransactionStatus;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A client of a database that the process answers for itself. Confined to its loop; the session
 * runs on a virtual thread, one message at a time, and is interrupted when the client cancels or
 * goes.
 */
final class LocalClient extends ChannelInboundHandlerAdapter implements Inbox.Scanner, Session {
    private static final System.Logger LOG = System.getLogger(LocalClient.class.getName());

    private static final Failure CANCELED =
            Failure.of(ErrorCode.QUERY_CANCELED, "terminating connection due to user request");

    private static final Failure BUG =
            Failure.of(ErrorCode.INTERNAL_ERROR, "terminating connection because of a bug");

    private static final int HEADER = 5;

    /** The longest message; commands are short. */
    private static final int LIMIT = 64 * 1024;

    /** Input that is kept while a message is being answered, before no more is read. */
    private static final int PATIENCE_BYTES = 64 * 1024;

    private final ClientContext context;
    private final Channel channel;
    private final Outbox outbox;
    private final Inbox inbox;
    private final LocalLogin login;
    private final LocalSession session;
    private final CancelKey cancelKey;
    private final long connectedNanos;
    private long lastActiveNanos;
    private @Nullable Thread worker;
    private boolean gone;

    LocalClient(
            ClientContext context,
            Channel channel,
            Outbox outbox,
            LocalLogin login,
            LocalSession session,
            CancelKeySource keys)
            throws ControlRefused {
        this.context = context;
        this.channel = channel;
        this.outbox = outbox;
        this.login = login;
        this.session = session;
        this.inbox = new Inbox(channel.alloc(), this);
        this.connectedNanos = outbox.loop().nanos();
        this.lastActiveNanos = connectedNanos;
        this.cancelKey = keys.register(this);
    }

    /** Gives a client its cancel key, if there may be one more. */
    interface CancelKeySource {
        CancelKey register(LocalClient client) throws ControlRefused;
    }

    /** Ends the log-in and takes what had arrived before that. */
    void begin(ByteBuf rest) {
        ByteBuf out = outbox.buffer();
        new Authentication.Ok().encode(out);
        session.parameters().forEach((name, value) -> new ParameterStatus(name, value).encode(out));
        new BackendKeyData(cancelKey).encode(out);
        new ReadyForQuery(TransactionStatus.IDLE).encode(out);
        inbox.receive(rest);
        channel.config().setAutoRead(true);
    }

    // ---- what it sends

    @Override
    public int scan(ByteBuf buffer, int start, int end) {
        int index = start;
        while (worker == null && !gone && !outbox.isCongested() && end - index >= HEADER) {
            byte type = buffer.getByte(index);
            int length = buffer.getInt(index + 1);
            if (length < 4 || length > Math.min(LIMIT, FrontendType.limit(type))) {
                fail(Failure.of(ErrorCode.PROTOCOL_VIOLATION, "invalid message"));
                return end;
            }
            if (end - index < length + 1) {
                break;
            }
            take(type, buffer.slice(index + HEADER, length - 4));
            index += length + 1;
        }
        return index;
    }

    private void take(byte type, ByteBuf body) {
        if (type == FrontendType.TERMINATE) {
            leave();
            return;
        }
        try {
            FrontendMessage message = FrontendMessage.decode(type, body);
            worker =
                    Thread.ofVirtual()
                            .name("howdah-local-" + cancelKey.processId())
                            .start(() -> serve(message));
        } catch (ProtocolException e) {
            fail(e.failure());
        }
    }

    /** On the virtual thread. */
    private void serve(FrontendMessage message) {
        byte[] answer = {};
        boolean last = true;
        try {
            answer = encoded(session.receive(message));
            last = false;
        } catch (InterruptedException e) {
            answer = OwnErrors.fatal(CANCELED);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "closing a client of " + login.database(), e);
            answer = OwnErrors.fatal(BUG);
        } finally {
            byte[] ready = answer;
            boolean end = last;
            loop().execute(() -> served(ready, end));
        }
    }

    private static byte[] encoded(List<BackendMessage> messages) {
        ByteBuf frames = Unpooled.buffer();
        messages.forEach(message -> message.encode(frames));
        return ByteBufUtil.getBytes(frames);
    }

    private void served(byte[] answer, boolean last) {
        worker = null;
        if (gone) {
            closeSession();
            return;
        }
        outbox.buffer().writeBytes(answer);
        if (last) {
            leave();
        } else {
            goOn();
        }
    }

    private void goOn() {
        inbox.resume();
        readNoMoreThanServed();
    }

    private void readNoMoreThanServed() {
        boolean full = inbox.heldBytes() > PATIENCE_BYTES || outbox.isCongested();
        if (!gone && channel.config().isAutoRead() == full) {
            channel.config().setAutoRead(!full);
        }
    }

    // ---- its end

    private void fail(Failure failure) {
        context.metrics().protocolErrors.increment();
        outbox.buffer().writeBytes(OwnErrors.fatal(failure));
        leave();
    }

    private void leave() {
        outbox.closeAfterFlush();
        letGo();
    }

    private void letGo() {
        if (gone) {
            return;
        }
        gone = true;
        context.registry().unregisterLocal(cancelKey);
        inbox.release();
        if (worker == null) {
            closeSession();
        } else {
            worker.interrupt();
        }
    }

    private void closeSession() {
        Thread.startVirtualThread(session::close);
    }

    // ---- Session

    @Override
    public Loop loop() {
        return outbox.loop();
    }

    @Override
    public void cancelRequested(Runnable done) {
        loop().execute(
                        () -> {
                            if (worker != null) {
                                worker.interrupt();
                            }
                            done.run();
                        });
    }

    @Override
    public String database() {
        return login.database();
    }

    /** It is of no pool. */
    @Override
    public void endIfOf(PoolFilter pools) {}

    /** Whoever drains wants to watch: it stays until the end. */
    @Override
    public void drain() {}

    @Override
    public void stop() {
        if (!gone) {
            outbox.buffer().writeBytes(OwnErrors.fatal(Farewell.SHUTDOWN));
            leave();
        }
    }

    @Override
    public void tick(long now) {}

    /** Whoever suspends has to be able to resume. */
    @Override
    public void suspend(boolean suspended) {}

    @Override
    public boolean isSettled() {
        return true;
    }

    @Override
    public ClientSnapshot describe(Moment moment) {
        return new ClientSnapshot(
                cancelKey.processId(),
                login.user(),
                login.database(),
                ClientSnapshot.State.LOCAL,
                SocketEnds.of(channel),
                moment.at(connectedNanos),
                moment.at(lastActiveNanos),
                Duration.ZERO,
                0,
                login.settings().getOrDefault("application_name", ""),
                0,
                ClientPortrait.NO_REPLICATION,
                List.of(),
                Instant.EPOCH,
                Duration.ZERO);
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
        readNoMoreThanServed();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext handlerContext) {
        if (channel.isWritable()) {
            goOn();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext handlerContext) {
        letGo();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext handlerContext, Throwable cause) {
        if (!(cause instanceof java.io.IOException)) {
            LOG.log(System.Logger.Level.ERROR, "closing a client of " + login.database(), cause);
        }
        channel.close();
    }
}
