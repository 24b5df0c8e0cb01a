package io.howdah.gateway;

import io.howdah.base.HostPort;
import io.howdah.gateway.config.ListenAddresses;
import io.howdah.gateway.config.SocketSettings;
import io.howdah.gateway.internal.net.UnixSocketFile;
import io.netty.channel.Channel;
import io.netty.channel.epoll.AbstractEpollServerChannel;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All sockets that clients connect to. Used by the thread that starts and stops the gateway. */
final class ListeningSockets {
    private final List<Channel> tcp = new ArrayList<>();
    private final List<Channel> local = new ArrayList<>();
    private @Nullable UnixSocketFile file;
    private @Nullable Path inheritedPath;

    /**
     * Opens what {@code listen} and {@code sockets} name.
     *
     * @param inherited used in place of those of the same kind
     * @throws IOException when one cannot be opened: none is open then
     */
    static ListeningSockets open(
            Listener listener,
            ListenAddresses listen,
            SocketSettings sockets,
            List<InheritedSocket> inherited)
            throws IOException, InterruptedException {
        ListeningSockets open = new ListeningSockets();
        try {
            for (InheritedSocket socket : inherited) {
                (socket.local() ? open.local : open.tcp).add(listener.adopt(socket));
            }
            if (open.tcp.isEmpty()) {
                for (HostPort address : listen.all()) {
                    open.tcp.add(listener.bind(address));
                }
            }
            if (sockets.unixDir().isPresent()) {
                open.openLocal(listener, sockets, sockets.unixDir().get());
            }
            return open;
        } catch (IOException | InterruptedException | RuntimeException e) {
            open.close();
            throw e;
        }
    }

    private void openLocal(Listener listener, SocketSettings sockets, Path directory)
            throws IOException, InterruptedException {
        Path path = UnixSocketFile.pathFor(directory, port());
        if (!local.isEmpty()) {
            inheritedPath = path;
            return;
        }
        UnixSocketFile claimed = claim(path);
        file = claimed;
        local.add(listener.bind(claimed));
        claimed.publish(sockets.unixMode(), sockets.unixGroup());
    }

    private static UnixSocketFile claim(Path path) throws IOException {
        try {
            return UnixSocketFile.claim(path);
        } catch (IOException e) {
            throw new IOException("cannot listen on " + path + ": " + e.getMessage(), e);
        }
    }

    /** The process that has made the Unix socket does not look after its file any more. */
    void becomeOwner() throws IOException {
        if (inheritedPath != null) {
            file = UnixSocketFile.inherit(inheritedPath);
        }
    }

    /** The port of the first address, as the system has given it. */
    int port() {
        return ((InetSocketAddress) tcp.getFirst().localAddress()).getPort();
    }

    /** Accepts connections, or lets them wait in the system's queue. */
    void admit(boolean on) {
        tcp.forEach(channel -> admit(channel, on));
        local.forEach(channel -> admit(channel, on));
    }

    /** On the channel's thread: from another one, Netty would still accept once. */
    private static void admit(Channel channel, boolean on) {
        channel.eventLoop().execute(() -> channel.config().setAutoRead(on));
    }

    /** All of them, to be inherited; those of TCP first. */
    List<InheritedSocket> descriptors() {
        List<InheritedSocket> all = new ArrayList<>();
        tcp.forEach(channel -> all.add(new InheritedSocket(descriptor(channel), false)));
        local.forEach(channel -> all.add(new InheritedSocket(descriptor(channel), true)));
        return all;
    }

    private static int descriptor(Channel channel) {
        return ((AbstractEpollServerChannel) channel).fd().intValue();
    }

    /** Accepts nobody any more. */
    void close() {
        closeChannels();
        if (file != null) {
            file.delete();
        }
    }

    /** Accepts nobody any more: another process does, on the same sockets. */
    void leaveToAnother() {
        closeChannels();
    }

    private void closeChannels() {
        tcp.forEach(channel -> channel.close().awaitUninterruptibly());
        local.forEach(channel -> channel.close().awaitUninterruptibly());
    }
}
