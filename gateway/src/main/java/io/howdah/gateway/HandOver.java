package io.howdah.gateway;

import io.howdah.gateway.config.FileMode;
import io.howdah.gateway.internal.client.ClientRegistry;
import io.howdah.gateway.internal.net.Reasons;
import io.howdah.gateway.internal.net.UnixSocketFile;
import io.howdah.wire.Bytes;
import io.howdah.wire.CancelKey;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.FileDescriptor;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The end of a process that another one takes over from: gives away the listening sockets, and
 * serves the cancel requests that reach its successor from then on.
 *
 * <p>A Unix socket that only its owner can use speaks lines. {@code take-over} is answered by the
 * kinds of the sockets, {@code send} by their descriptors, {@code done} ends this process's
 * listening; nothing is given up before that. {@code cancel N ID SECRET} is answered by {@code
 * cancelled N}.
 */
final class HandOver {
    static final String TAKE_OVER = "take-over";
    static final String SOCKETS = "sockets";
    static final String SEND = "send";
    static final String DONE = "done";
    static final String CANCEL = "cancel";
    static final String CANCELLED = "cancelled";
    static final int LONGEST_LINE = 1_000;

    private static final FileMode OWNER_ONLY = new FileMode(0600);

    private final ListeningSockets sockets;
    private final ClientRegistry clients;
    private final Runnable handedOver;
    private final Channel channel;
    private final UnixSocketFile file;

    /**
     * Waits at {@code path} for a successor.
     *
     * @param heir whether another process has waited there until now, and has been taken over from
     * @param handedOver run once, on an event loop, when a successor has taken over
     */
    HandOver(
            Path path,
            boolean heir,
            EventLoopGroup group,
            ListeningSockets sockets,
            ClientRegistry clients,
            Runnable handedOver)
            throws IOException, InterruptedException {
        this.sockets = sockets;
        this.clients = clients;
        this.handedOver = handedOver;
        file = heir ? UnixSocketFile.inherit(path) : UnixSocketFile.claim(path);
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(group)
                        .channel(EpollServerDomainSocketChannel.class)
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        channel.pipeline()
                                                .addLast(
                                                        new LineBasedFrameDecoder(LONGEST_LINE),
                                                        new StringDecoder(
                                                                StandardCharsets.US_ASCII),
                                                        new Successor());
                                    }
                                })
                        .bind(new DomainSocketAddress(file.bindPath().toString()))
                        .await();
        if (!bound.isSuccess()) {
            throw new IOException(path + ": " + Reasons.of(bound.cause()), bound.cause());
        }
        channel = bound.channel();
        file.publish(OWNER_ONLY, Optional.empty());
    }

    /** Waits for nobody any more. */
    void close() {
        leaveToAnother();
        file.delete();
    }

    /** The successor waits at the same path. */
    void leaveToAnother() {
        channel.close().awaitUninterruptibly();
    }

    /** One process that asks. */
    private final class Successor extends SimpleChannelInboundHandler<String> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, String line) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case TAKE_OVER -> say(context, SOCKETS + " " + kinds());
                case SEND ->
                        sockets.descriptors()
                                .forEach(
                                        socket ->
                                                context.writeAndFlush(
                                                        new FileDescriptor(socket.descriptor())));
                case DONE -> handedOver.run();
                case CANCEL -> cancel(context, words);
                default -> context.close();
            }
        }

        private String kinds() {
            return sockets.descriptors().stream()
                    .map(socket -> socket.local() ? "unix" : "tcp")
                    .collect(Collectors.joining(" "));
        }

        private void cancel(ChannelHandlerContext context, String[] words) {
            List<String> arguments = List.of(words).subList(1, words.length);
            try {
                CancelKey key =
                        new CancelKey(
                                Integer.parseInt(arguments.get(1)), Bytes.hex(arguments.get(2)));
                clients.cancel(key, () -> say(context, CANCELLED + " " + arguments.get(0)));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                context.close();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    static void say(ChannelHandlerContext context, String line) {
        context.writeAndFlush(
                ByteBufUtil.writeAscii(context.alloc(), line + "\n"), context.voidPromise());
    }
}
