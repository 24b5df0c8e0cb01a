package io.howdah.gateway.internal.backend;

import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.Transport;
import io.howdah.gateway.internal.tls.Tls;
import io.howdah.wire.CancelKey;
import io.howdah.wire.StartupPacket.CancelRequest;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.Future;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Sends cancel requests to PostgreSQL, each on a connection of its own.
 *
 * <p>PostgreSQL closes that connection after it has signalled the backend. Until then the signal
 * may still come, so the backend counts as being cancelled and does not change hands. If the end
 * does not come in time, the backend is not used again.
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-CANCELING-REQUESTS">protocol:
 *     canceling requests</a>
 */
public final class CancelSender {
    private static final int TIMEOUT_MILLIS = 5_000;

    private final Transport transport;
    private final GatewayMetrics metrics;
    private final Tls tls;

    /** Sends over {@code transport}. */
    public CancelSender(Transport transport, GatewayMetrics metrics, Tls tls) {
        this.transport = transport;
        this.metrics = metrics;
        this.tls = tls;
    }

    /**
     * Sends one for what {@code backend} is doing.
     *
     * @param done run when PostgreSQL has done so, or cannot be asked
     */
    public void send(Backend backend, Loop loop, Runnable done) {
        backend.cancelStarted();
        metrics.cancels.increment();
        BackendIdentity identity = backend.identity();
        Runnable ended =
                () -> {
                    backend.cancelEnded();
                    done.run();
                };
        new Bootstrap()
                .group(loop.executor())
                .channel(transport.channel(identity.address()))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, TIMEOUT_MILLIS)
                .handler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                encryption(backend).ifPresent(channel.pipeline()::addLast);
                                channel.pipeline().addLast(new Courier(identity.key()));
                            }
                        })
                .connect(identity.address())
                .addListener(
                        (ChannelFuture connected) -> {
                            if (connected.isSuccess()) {
                                watch(backend, connected.channel(), ended);
                            } else {
                                ended.run();
                            }
                        });
    }

    private static void watch(Backend backend, Channel channel, Runnable ended) {
        Future<?> late =
                channel.eventLoop()
                        .schedule(
                                () -> {
                                    backend.distrust();
                                    channel.close();
                                },
                                TIMEOUT_MILLIS,
                                TimeUnit.MILLISECONDS);
        channel.closeFuture()
                .addListener(
                        closed -> {
                            late.cancel(false);
                            ended.run();
                        });
    }

    /** A request travels as its backend's connection does: there may be no other way in. */
    private Optional<EncryptionRequest> encryption(Backend backend) {
        return backend.isEncrypted()
                ? tls.node(backend.identity().node())
                        .map(node -> new EncryptionRequest(node, true, TIMEOUT_MILLIS))
                : Optional.empty();
    }

    private static final class Courier extends ChannelInboundHandlerAdapter {
        private final CancelKey key;

        Courier(CancelKey key) {
            this.key = key;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            ByteBuf packet = context.alloc().buffer(64);
            new CancelRequest(key).encode(packet);
            context.writeAndFlush(packet, context.voidPromise());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
