package io.howdah.gateway;

import io.howdah.base.HostPort;
import io.howdah.gateway.internal.client.ClientContext;
import io.howdah.gateway.internal.client.ClientRegistry;
import io.howdah.gateway.internal.client.ClientStart;
import io.howdah.gateway.internal.client.EncryptionOffer;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.LoopReadBuffers;
import io.howdah.gateway.internal.net.Reasons;
import io.howdah.gateway.internal.net.SocketOptions;
import io.howdah.gateway.internal.net.Transport;
import io.howdah.gateway.internal.net.UnixSocketFile;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.IdentityHashMap;
import java.util.List;

/** Accepts clients and deals them out to the loops in turn. */
final class Listener {
    private final ClientContext context;
    private final Transport transport;
    private final LoopReadBuffers readBuffers;
    private final EventLoopGroup group;
    private final IdentityHashMap<Object, Loop> loops = new IdentityHashMap<>();

    Listener(
            ClientContext context,
            Transport transport,
            LoopReadBuffers readBuffers,
            EventLoopGroup group,
            List<Loop> loops) {
        this.context = context;
        this.transport = transport;
        this.readBuffers = readBuffers;
        this.group = group;
        loops.forEach(loop -> this.loops.put(loop.executor(), loop));
    }

    /** Listens on TCP. */
    Channel bind(HostPort address) throws IOException, InterruptedException {
        InetSocketAddress where =
                address.host().equals("*")
                        ? new InetSocketAddress(address.port())
                        : new InetSocketAddress(address.host(), address.port());
        return opened(tcp(transport.serverChannel()).bind(where), address.toString());
    }

    /** Listens on a Unix socket, which still has to be published. */
    Channel bind(UnixSocketFile file) throws IOException, InterruptedException {
        return opened(
                local(transport.localServerChannel()).bind(transport.localAddress(file.bindPath())),
                file.path().toString());
    }

    /** Goes on accepting on a listening socket that this process was given. */
    Channel adopt(InheritedSocket socket) throws IOException, InterruptedException {
        int descriptor = socket.descriptor();
        ServerBootstrap bootstrap =
                socket.local()
                        ? local(() -> new EpollServerDomainSocketChannel(descriptor, true))
                        : tcp(() -> new EpollServerSocketChannel(descriptor));
        return opened(bootstrap.register(), "inherited socket " + descriptor);
    }

    private static Channel opened(ChannelFuture opening, String what)
            throws IOException, InterruptedException {
        ChannelFuture opened = opening.await();
        if (!opened.isSuccess()) {
            throw new IOException(
                    "cannot listen on " + what + ": " + Reasons.of(opened.cause()), opened.cause());
        }
        return opened.channel();
    }

    /** Netty sets TCP_NODELAY by itself. */
    private ServerBootstrap tcp(ChannelFactory<ServerChannel> channels) {
        ServerBootstrap bootstrap =
                local(channels)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.SO_KEEPALIVE, true);
        new SocketOptions(context.settings().sockets()).each(bootstrap::childOption);
        return bootstrap;
    }

    private ServerBootstrap local(ChannelFactory<ServerChannel> channels) {
        int high = (int) context.settings().clients().writeBuffer().bytes();
        return new ServerBootstrap()
                .group(group)
                .channelFactory(channels)
                .option(ChannelOption.SO_BACKLOG, context.settings().sockets().backlog())
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, readBuffers)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(high / 2, high))
                .childHandler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) throws IOException {
                                if (!(channel.parent().localAddress()
                                        instanceof InetSocketAddress)) {
                                    LocalPeer.note(channel);
                                }
                                accept(channel);
                            }
                        });
    }

    private void accept(Channel channel) {
        Loop loop = loops.get(channel.eventLoop());
        if (loop == null) {
            channel.close();
            return;
        }
        ClientRegistry registry = context.registry();
        ClientStart start = new ClientStart(context, channel, loop);
        registry.starting(start);
        channel.closeFuture().addListener(closed -> registry.started(start));
        channel.pipeline().addLast(new EncryptionOffer(context, start), start);
    }
}
