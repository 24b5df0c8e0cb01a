package io.howdah.gateway.internal.net;

import io.howdah.gateway.config.SocketSettings;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What TCP connections are set to, those of clients and those to PostgreSQL. Immutable. */
public final class SocketOptions {
    private final Map<ChannelOption<Integer>, Integer> numbers = new TreeMap<>();

    /** As {@code settings} say; what they leave to the system is not touched. */
    public SocketOptions(SocketSettings settings) {
        if (Epoll.isAvailable()) {
            set(EpollChannelOption.TCP_KEEPIDLE, seconds(settings.keepaliveIdle()));
            set(EpollChannelOption.TCP_KEEPINTVL, seconds(settings.keepaliveInterval()));
            set(EpollChannelOption.TCP_KEEPCNT, settings.keepaliveCount());
            set(
                    EpollChannelOption.TCP_USER_TIMEOUT,
                    (int) Math.min(Integer.MAX_VALUE, settings.userTimeout().toMillis()));
        }
    }

    private void set(ChannelOption<Integer> option, int value) {
        if (value > 0) {
            numbers.put(option, value);
        }
    }

    private static int seconds(Duration duration) {
        return duration.isZero()
                ? 0
                : Math.clamp(duration.toSeconds(), 1, Short.MAX_VALUE); // Linux' limit
    }

    /** Hands every option that has to be set to {@code setter}. */
    public void each(BiConsumer<ChannelOption<Integer>, Integer> setter) {
        numbers.forEach(setter);
    }
}
