package io.howdah.gateway.internal.net;

import io.howdah.base.Clock;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SelectStrategyFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.PeerCredentials;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Which of Netty's transports serves the sockets: native epoll on Linux, NIO elsewhere. */
public enum Transport {
    EPOLL,
    NIO;

    /** Of events that one question may answer. */
    private static final int ANY_NUMBER = 0;

    /** The best that works on this machine. */
    public static Transport choose() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    /**
     * What the event loops wait with.
     *
     * @param spin how long they poll before they sleep
     */
    public IoHandlerFactory ioHandler(Duration spin, Clock clock) {
        SelectStrategyFactory strategy =
                spin.isZero() ? DefaultSelectStrategyFactory.INSTANCE : () -> new Spin(spin, clock);
        return this == EPOLL
                ? EpollIoHandler.newFactory(ANY_NUMBER, strategy)
                : NioIoHandler.newFactory(SelectorProvider.provider(), strategy);
    }

    /** Listening TCP sockets. */
    public ChannelFactory<ServerChannel> serverChannel() {
        return this == EPOLL ? EpollServerSocketChannel::new : NioServerSocketChannel::new;
    }

    /** Listening Unix sockets. */
    public ChannelFactory<ServerChannel> localServerChannel() {
        return this == EPOLL
                ? EpollServerDomainSocketChannel::new
                : NioServerDomainSocketChannel::new;
    }

    /** Connections made from here to {@code address}, of TCP or a Unix socket. */
    public Class<? extends Channel> channel(SocketAddress address) {
        if (address instanceof InetSocketAddress) {
            return this == EPOLL ? EpollSocketChannel.class : NioSocketChannel.class;
        }
        return this == EPOLL ? EpollDomainSocketChannel.class : NioDomainSocketChannel.class;
    }

    /** The address of a Unix socket. */
    public SocketAddress localAddress(Path path) {
        return this == EPOLL
                ? new DomainSocketAddress(path.toString())
                : UnixDomainSocketAddress.of(path);
    }

    /** Who was at the other end of a Unix socket when it connected; empty on NIO. */
    public static Optional<PeerCredentials> peer(Channel channel) throws IOException {
        return channel instanceof EpollDomainSocketChannel local
                ? Optional.of(local.peerCredentials())
                : Optional.empty();
    }
}
