package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.tls.ClientTls;
import io.howdah.gateway.internal.tls.ConnectionSecurity;
import io.howdah.gateway.internal.tls.HandshakeReason;
import io.howdah.gateway.internal.tls.TlsHandler;
import io.howdah.wire.StartupPacket;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import java.nio.channels.ClosedChannelException;
import java.util.Optional;

/**
 * The beginning of a client's connection, before the start-up packet: answers requests for
 * encryption, recognises a client that speaks TLS from the first byte, and sees to it that nobody
 * who must encrypt does not. Gives way to {@link ClientStart}, behind it in the pipeline. Confined
 * to its loop.
 *
 * <p>What follows a request without waiting for the answer was not encrypted, and may be somebody
 * else's (CVE-2021-23214): it ends the connection.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-SSL">
 *     protocol: SSL session encryption</a>
 */
public final class EncryptionOffer extends ChannelInboundHandlerAdapter {
    static final Failure TOO_LATE =
            Failure.of(
                    ErrorCode.FEATURE_NOT_SUPPORTED,
                    "encryption was requested on a connection that is encrypted already");

    private static final int REQUEST_BYTES = 8;
    private static final int CANCEL_REQUEST = (1234 << 16) | 5678;
    private static final int SSL_REQUEST = (1234 << 16) | 5679;
    private static final int GSS_ENC_REQUEST = (1234 << 16) | 5680;
    private static final byte TLS_HANDSHAKE = 0x16;

    private static final Failure NOT_ENCRYPTED =
            Failure.of(ErrorCode.INVALID_AUTHORIZATION, "the connection must be encrypted")
                    .withHint("Connect with sslmode=require or stricter; see tls.mode.");

    private final ClientContext context;
    private final ClientStart start;
    private @Nullable ByteBuf kept;
    private boolean sslAsked;
    private boolean gssAsked;

    /** In front of {@code start}. */
    public EncryptionOffer(ClientContext context, ClientStart start) {
        this.context = context;
        this.start = start;
    }

    @Override
    public void channelRead(ChannelHandlerContext handler, Object message) {
        ByteBuf bytes = joined(handler, (ByteBuf) message);
        int length = bytes.readableBytes();
        boolean first = !sslAsked && !gssAsked;
        if (first && length > 0 && bytes.getByte(bytes.readerIndex()) == TLS_HANDSHAKE) {
            directTls(handler, bytes);
        } else if (length < 4 || (length < REQUEST_BYTES && isPossible(bytes))) {
            keep(handler, bytes);
        } else if (length < REQUEST_BYTES) {
            pass(handler, bytes);
        } else {
            take(handler, bytes);
        }
    }

    /** Whether the packet that begins here may be one that is looked at. */
    private static boolean isPossible(ByteBuf bytes) {
        int length = bytes.getInt(bytes.readerIndex());
        return length >= REQUEST_BYTES && length - 4 <= StartupPacket.LIMIT;
    }

    private void take(ChannelHandlerContext handler, ByteBuf bytes) {
        int length = bytes.getInt(bytes.readerIndex());
        int code = bytes.getInt(bytes.readerIndex() + 4);
        if (length == REQUEST_BYTES && code == SSL_REQUEST) {
            boolean again = sslAsked;
            sslAsked = true;
            answer(handler, bytes, "SSLRequest", again);
        } else if (length == REQUEST_BYTES && code == GSS_ENC_REQUEST) {
            boolean again = gssAsked;
            gssAsked = true;
            answer(handler, bytes, "GSSENCRequest", again);
        } else if (code != CANCEL_REQUEST && mustEncrypt(handler.channel())) {
            refuse(handler, bytes, NOT_ENCRYPTED);
        } else {
            pass(handler, bytes);
        }
    }

    private void answer(ChannelHandlerContext handler, ByteBuf bytes, String what, boolean again) {
        if (again) {
            refuse(handler, bytes, violation(what + " was sent twice"));
        } else if (bytes.readableBytes() > REQUEST_BYTES) {
            refuse(handler, bytes, violation("received unencrypted data after " + what));
        } else {
            bytes.release();
            Optional<ClientTls> tls =
                    what.startsWith("SSL") ? offered(handler.channel()) : Optional.empty();
            handler.writeAndFlush(
                    handler.alloc().buffer(1).writeByte(tls.isPresent() ? 'S' : 'N'),
                    handler.voidPromise());
            tls.ifPresent(offer -> handshake(handler, offer, false));
        }
    }

    private void refuse(ChannelHandlerContext handler, ByteBuf bytes, Failure failure) {
        bytes.release();
        handler.pipeline().remove(this);
        start.fail(failure);
    }

    private static Failure violation(String message) {
        return Failure.of(ErrorCode.PROTOCOL_VIOLATION, message);
    }

    private void directTls(ChannelHandlerContext handler, ByteBuf bytes) {
        Optional<ClientTls> tls = offered(handler.channel());
        if (tls.isEmpty()) {
            bytes.release();
            handler.close(); // Nothing can be said to it that it would understand.
            return;
        }
        handshake(handler, tls.get(), true);
        handler.pipeline().fireChannelRead(bytes);
    }

    private void handshake(ChannelHandlerContext handler, ClientTls tls, boolean direct) {
        Channel channel = handler.channel();
        TlsHandler encryption = tls.accept(handler.alloc());
        encryption
                .handshakeFuture()
                .addListener(
                        (Future<Channel> done) -> {
                            if (!done.isSuccess()) {
                                failed(channel, done.cause());
                            } else if (direct
                                    && !ClientTls.ALPN.equals(encryption.applicationProtocol())) {
                                failed(channel, new Exception("no ALPN protocol postgresql"));
                                channel.close();
                            } else {
                                tls.noteSecurity(channel, encryption);
                            }
                        });
        handler.pipeline().replace(this, null, encryption);
    }

    private void failed(Channel channel, Throwable cause) {
        context.metrics().handshakesFailed.increment();
        if (!(cause instanceof ClosedChannelException)) {
            System.getLogger(EncryptionOffer.class.getName())
                    .log(
                            System.Logger.Level.INFO,
                            "no TLS with client "
                                    + channel.remoteAddress()
                                    + ": "
                                    + HandshakeReason.of(cause));
        }
    }

    private Optional<ClientTls> offered(Channel channel) {
        return ConnectionSecurity.of(channel).isLocal()
                ? Optional.empty()
                : context.tls().clients();
    }

    private boolean mustEncrypt(Channel channel) {
        return offered(channel).map(ClientTls::isRequired).orElse(false);
    }

    private void pass(ChannelHandlerContext handler, ByteBuf bytes) {
        handler.pipeline().remove(this);
        handler.fireChannelRead(bytes);
    }

    // ---- the few bytes that may have to wait for more

    private ByteBuf joined(ChannelHandlerContext handler, ByteBuf arrived) {
        ByteBuf before = kept;
        if (before == null) {
            return arrived;
        }
        kept = null;
        ByteBuf both =
                handler.alloc()
                        .buffer(before.readableBytes() + arrived.readableBytes())
                        .writeBytes(before)
                        .writeBytes(arrived);
        before.release();
        arrived.release();
        return both;
    }

    private void keep(ChannelHandlerContext handler, ByteBuf bytes) {
        kept = handler.alloc().buffer(REQUEST_BYTES).writeBytes(bytes);
        bytes.release();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext handler) {
        if (kept != null) {
            kept.release();
            kept = null;
        }
    }
}
