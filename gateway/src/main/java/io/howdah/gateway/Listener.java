package io.howdah.gateway;

import io.howdah.base.HostPort;
import io.howdah.gateway.internal.client.ClientContext;
import io.howdah.gateway.internal.client.ClientRegistry;
import io.howdah.gateway.internal.client.ClientStart;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.LoopReadBuffers;
import io.howdah.gateway.internal.net.Reasons;
import io.howdah.gateway.internal.net.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;

import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;

/** Accepts clients and deals them out to the loops in turn. */
final class Listener {
    private static final int BACKLOG = 4_096;

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

    Channel bind(HostPort address) throws IOException, InterruptedException {
        int high = (int) context.settings().clients().writeBuffer().bytes();
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(group)
                        .channel(transport.serverChannel())
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        .childOption(ChannelOption.RECVBUF_ALLOCATOR, readBuffers)
                        .childOption(
                                ChannelOption.WRITE_BUFFER_WATER_MARK,
                                new WriteBufferWaterMark(high / 2, high))
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        accept(channel);
                                    }
                                });
        ChannelFuture bound = bootstrap.bind(address.host(), address.port()).await();
        if (!bound.isSuccess()) {
            throw new IOException(Reasons.of(bound.cause()), bound.cause());
        }
        return bound.channel();
    }

    private void accept(Channel channel) {
        Loop loop = loops.get(channel.eventLoop());
        if (loop == null) {
            channel.close();
            return;
        }
        ClientRegistry registry = context.registry();
        boolean admitted = registry.connect();
        if (admitted) {
            channel.closeFuture().addListener(closed -> registry.disconnect());
        } else if (registry.overflow()) {
            channel.closeFuture().addListener(closed -> registry.overflowEnded());
        } else {
            channel.close();
            return;
        }
        ClientStart start = new ClientStart(context, channel, loop, admitted);
        registry.starting(start);
        channel.closeFuture().addListener(closed -> registry.started(start));
        channel.pipeline().addLast(start);
    }
}
