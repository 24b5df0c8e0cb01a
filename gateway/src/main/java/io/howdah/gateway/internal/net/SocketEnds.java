package io.howdah.gateway.internal.net;

import io.howdah.gateway.control.Ends;
import io.howdah.gateway.internal.tls.ConnectionSecurity;
import io.netty.channel.Channel;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Says where a connection comes from and leads to, and who can read it. */
public final class SocketEnds {
    private static final String UNIX = "unix";

    private SocketEnds() {}

    /** Both ends of {@code channel}; of one that is closed what is still known. */
    public static Ends of(Channel channel) {
        SocketAddress remote = channel.remoteAddress();
        SocketAddress local = channel.localAddress();
        String tls =
                ConnectionSecurity.of(channel)
                        .encryption()
                        .map(encryption -> encryption.protocol() + "/" + encryption.cipher())
                        .orElse("");
        return new Ends(host(remote), port(remote), host(local), port(local), tls);
    }

    private static String host(SocketAddress address) {
        return address instanceof InetSocketAddress inet
                ? inet.getAddress() == null
                        ? inet.getHostString()
                        : inet.getAddress().getHostAddress()
                : UNIX;
    }

    private static int port(SocketAddress address) {
        return address instanceof InetSocketAddress inet ? inet.getPort() : 0;
    }
}
