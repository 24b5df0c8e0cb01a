package io.howdah.gateway.internal.backend;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.config.TlsMode;
import io.howdah.gateway.internal.tls.HandshakeReason;
import io.howdah.gateway.internal.tls.NodeTls;
import io.howdah.gateway.internal.tls.TlsFileException;
import io.howdah.gateway.internal.tls.TlsHandler;
import io.howdah.wire.StartupPacket.SslRequest;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Asks PostgreSQL to encrypt a fresh connection. Whoever is behind it in the pipeline is told that
 * the connection is active when that is settled. Confined to its loop.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-SSL">
 *     protocol: SSL session encryption</a>
 */
final class EncryptionRequest extends ChannelInboundHandlerAdapter {
    /** A server that is there and cannot, or must not, be talked to. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        private RefusedException(String reason) {
            super(reason);
        }
    }

    private final NodeTls tls;
    private final boolean required;
    private final long limitMillis;
    private @Nullable Future<?> deadline;
    private boolean agreed;
    private boolean failed;
    private boolean over;

    /**
     * @param required whether the connection is of no use without encryption
     * @param limitMillis how long it may take
     */
    EncryptionRequest(NodeTls tls, boolean required, long limitMillis) {
        this.tls = tls;
        this.required = required;
        this.limitMillis = limitMillis;
    }

    /** Whether a connection may succeed without encryption that was refused with it. */
    boolean isInTheWay(Failure refusal) {
        return agreed && (failed || refusal.is(ErrorCode.INVALID_AUTHORIZATION));
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        ByteBuf packet = context.alloc().buffer(8);
        new SslRequest().encode(packet);
        context.writeAndFlush(packet, context.voidPromise());
        deadline =
                context.executor()
                        .schedule(() -> context.close(), limitMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf answer = (ByteBuf) message;
        int count = answer.readableBytes();
        char first = count == 0 ? ' ' : (char) answer.readByte();
        answer.release();
        if (over || count == 0) {
            return;
        }
        if (count > 1) {
            // It was not encrypted, and may be somebody else's (CVE-2021-23222).
            fail(context, "sent more than an answer to the request for encryption");
        } else if (first == 'S') {
            agreed = true;
            handshake(context);
        } else if (first == 'N' && !required) {
            settled(context);
        } else if (first == 'N') {
            fail(context, "does not speak TLS, and tls.mode is " + word(tls.mode()));
        } else {
            fail(context, "answered the request for encryption with an error");
        }
    }

    private static String word(TlsMode mode) {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void handshake(ChannelHandlerContext context) {
        TlsHandler encryption;
        try {
            encryption = tls.connect(context.alloc());
        } catch (TlsFileException e) {
            fail(context, "speaks TLS, but " + e.getMessage());
            return;
        }
        encryption
                .handshakeFuture()
                .addListener(
                        done -> {
                            if (done.isSuccess()) {
                                tls.noteSecurity(context.channel(), encryption);
                                settled(context);
                            } else if (done.cause() instanceof ClosedChannelException) {
                                fail(context, done.cause());
                            } else {
                                fail(context, "no TLS: " + HandshakeReason.of(done.cause()));
                            }
                        });
        context.pipeline().addBefore(context.name(), null, encryption);
    }

    private void settled(ChannelHandlerContext context) {
        over = true;
        context.pipeline().remove(this);
        context.fireChannelActive();
    }

    /** The connection has another owner, or none, from now on. */
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    private void fail(ChannelHandlerContext context, String reason) {
        fail(context, new RefusedException(reason));
    }

    private void fail(ChannelHandlerContext context, Throwable cause) {
        if (!over) {
            over = true;
            failed = true;
            context.fireExceptionCaught(cause);
            context.close();
        }
    }

    /** Of a handshake that fails, its future tells. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!agreed) {
            fail(context, cause);
        }
    }
}
