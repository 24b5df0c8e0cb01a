package io.howdah.gateway.internal.relay;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.config.PoolSettings;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.CancelSender;
import io.howdah.gateway.internal.backend.OwnErrors;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.Outbox;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

import org.jspecify.annotations.Nullable;

/**
 * A client and the PostgreSQL connection that it has for itself: bytes pass both ways as they are,
 * until either ends. Confined to its loop, but for {@link #cancelRequested} and {@link #drain}.
 *
 * <p>A side that does not read stops the reading from the other: what is in between is bounded by
 * the write buffers of both. Messages are only followed, to know when the client can be told
 * something without cutting into one.
 */
public final class Relay {
    private static final Failure SHUTDOWN =
            Failure.of(
                    ErrorCode.ADMIN_SHUTDOWN,
                    "terminating connection due to administrator command");

    private final Backend backend;
    private final CancelSender cancels;
    private final PoolSettings settings;
    private final Runnable ended;
    private final Conversation conversation = new Conversation();
    private final Outbox toClient;
    private final Outbox toServer;
    private final Side client;
    private final Side server;
    private boolean draining;
    private boolean suspended;
    private boolean over;
    private long lastPassedNanos;

    /**
     * Connects a logged-in client to {@code backend}, which belongs to the relay from now on.
     *
     * @param settings how long the client may be idle
     * @param ended run once, when both sides have been told to close
     */
    Relay(
            Channel clientChannel,
            Outbox toClient,
            Backend backend,
            CancelSender cancels,
            PoolSettings settings,
            Runnable ended) {
        this.toClient = toClient;
        this.toServer = backend.outbox();
        this.backend = backend;
        this.cancels = cancels;
        this.settings = settings;
        this.ended = ended;
        this.lastPassedNanos = toClient.loop().nanos();
        this.client = new Side(clientChannel, toServer, conversation::client);
        Side talking = new Side(null, toClient, conversation::server);
        this.server = talking;
        talking.channel = backend.handOver(talking);
    }

    /** What reads the client's connection from now on. */
    public ChannelInboundHandler clientSide() {
        return client;
    }

    /** The loop on which both sides are. */
    public Loop loop() {
        return toClient.loop();
    }

    /** Takes what the client had sent before the relay began. */
    public void receiveRest(ByteBuf rest) {
        client.pass(rest);
        client.resume();
    }

    /** When anything passed last, see {@link io.howdah.base.Clock#nanos}. */
    public long lastPassedNanos() {
        return lastPassedNanos;
    }

    /** Takes in nothing more from the client while {@code now}; from its loop. */
    public void suspend(boolean now) {
        suspended = now;
        client.read(!now);
    }

    /** Whether what the client has sent is answered, as far as it will be; from its loop. */
    public boolean isSettled() {
        return over || conversation.isSettled();
    }

    // ---- from outside

    /**
     * A cancel request of the client's has come; from any thread.
     *
     * @param done run when nothing that the client asks from then on can be hit
     */
    public void cancelRequested(Runnable done) {
        loop().execute(
                        () -> {
                            if (over) {
                                done.run();
                            } else {
                                cancels.send(backend, loop(), done);
                            }
                        });
    }

    /** Howdah is going down: end as soon as nothing is under way; from any thread. */
    public void drain() {
        loop().execute(
                        () -> {
                            draining = true;
                            endWhenDrained();
                        });
    }

    private void endWhenDrained() {
        if (draining && conversation.isIdle()) {
            stop();
        }
    }

    /** Howdah stops now; from its loop. */
    public void stop() {
        end(SHUTDOWN);
    }

    /** An operator ends it, for that reason; from its loop. */
    public void kill(Failure reason) {
        end(reason);
    }

    /** Looks after what time changes; from its loop. */
    public void tick(long now) {
        long idle = now - lastPassedNanos;
        if (conversation.isIdle() && isOver(settings.clientIdleTimeout().toNanos(), idle)) {
            end(
                    Failure.of(
                                    ErrorCode.IDLE_SESSION_TIMEOUT,
                                    "terminating connection due to idle-session timeout")
                            .withHint("See pool.client-idle-timeout."));
        } else if (conversation.isIdleInTransaction()
                && isOver(settings.idleInTransactionTimeout().toNanos(), idle)) {
            end(
                    Failure.of(
                                    ErrorCode.IDLE_IN_TRANSACTION_TIMEOUT,
                                    "terminating connection due to idle-in-transaction timeout")
                            .withHint("See pool.idle-in-transaction-timeout."));
        }
    }

    private static boolean isOver(long limit, long idle) {
        return limit > 0 && idle > limit;
    }

    // ---- the end

    /** Tells the client why, unless that would cut into a message, and closes both sides. */
    private void end(Failure reason) {
        if (!over && conversation.mayInterject()) {
            toClient.buffer().writeBytes(OwnErrors.fatal(reason));
        }
        finish();
    }

    private void serverGone() {
        if (conversation.isTerminated() || conversation.endedWithError()) {
            finish(); // It has said why.
        } else {
            end(
                    Failure.of(
                            ErrorCode.CONNECTION_FAILURE,
                            "connection to PostgreSQL server process "
                                    + backend.identity().processId()
                                    + " at "
                                    + backend.identity().node()
                                    + " was lost"));
        }
    }

    /** What a client without a goodbye has left running is of no use to anybody. */
    private void clientGone() {
        if (!over && !conversation.isTerminated() && !conversation.isIdle()) {
            cancels.send(backend, loop(), () -> {});
        }
        finish();
    }

    private void finish() {
        if (over) {
            return;
        }
        over = true;
        client.resume();
        server.resume();
        toClient.closeAfterFlush();
        toServer.closeAfterFlush();
        ended.run();
    }

    /** Follows what passes. */
    private interface Follower {
        void follow(ByteBuf buffer, int start, int end);
    }

    /** Reads one of the two connections. */
    private final class Side extends ChannelInboundHandlerAdapter {
        private @Nullable Channel channel;
        private final Outbox target;
        private final Follower follower;

        Side(@Nullable Channel channel, Outbox target, Follower follower) {
            this.channel = channel;
            this.target = target;
            this.follower = follower;
        }

        void pass(ByteBuf piece) {
            if (over) {
                return;
            }
            int start = piece.readerIndex();
            follower.follow(piece, start, piece.writerIndex());
            target.write(piece, start, piece.readableBytes());
            lastPassedNanos = loop().nanos();
            if (target.isCongested()) {
                read(false);
            }
            endWhenDrained();
        }

        void resume() {
            read(true);
        }

        private void read(boolean wanted) {
            boolean read = wanted && (over || !suspended || this == server);
            if (channel != null && channel.config().isAutoRead() != read) {
                channel.config().setAutoRead(read);
            }
        }

        private Side other() {
            return this == client ? server : client;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            try {
                pass((ByteBuf) message);
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            other().read(over || context.channel().isWritable());
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (this == client) {
                clientGone();
            } else {
                serverGone();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (!(cause instanceof java.io.IOException)) {
                System.getLogger(Relay.class.getName())
                        .log(System.Logger.Level.ERROR, "closing a relay of " + backend, cause);
            }
            context.close();
        }
    }
}
