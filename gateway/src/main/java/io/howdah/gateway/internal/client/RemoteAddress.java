package io.howdah.gateway.internal.client;

import io.netty.channel.Channel;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Where a connection comes from. */
final class RemoteAddress {
    private RemoteAddress() {}

    /** The address; null on a Unix socket, or when the connection is gone already. */
    static @Nullable InetAddress of(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress address
                ? address.getAddress()
                : null;
    }
}
