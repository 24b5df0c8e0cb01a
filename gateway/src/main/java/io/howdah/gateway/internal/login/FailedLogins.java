package io.howdah.gateway.internal.login;

import io.howdah.gateway.config.FailureSettings;

import org.jspecify.annotations.Nullable;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Failed log-ins of each address, within a window. Safe from any thread.
 *
 * <p>Bounded: of too many addresses the one that has not failed for longest is forgotten. An IPv6
 * address counts as its /64 network, of which one machine usually has all. Loopback and Unix
 * sockets are exempt: a machine's applications, or a proxy in front of many, share them.
 */
public final class FailedLogins {
    private static final int ADDRESSES = 10_000;
    private static final int NETWORK_BYTES = 8;
    private static final long LONGEST_DELAY = Duration.ofSeconds(2).toNanos();

    private final FailureSettings settings;
    private final Map<ByteBuffer, Count> counts =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Count> eldest) {
                    return size() > ADDRESSES;
                }
            };

    private record Count(int failures, long sinceNanos) {}

    /** Nobody has failed yet. */
    public FailedLogins(FailureSettings settings) {
        this.settings = settings;
    }

    /** Whether log-ins of {@code address} are refused for now; null is a Unix socket. */
    public boolean isBarred(@Nullable InetAddress address, long nowNanos) {
        if (settings.limit() == 0 || isExempt(address)) {
            return false;
        }
        synchronized (counts) {
            Count count = counts.get(key(address));
            return count != null
                    && isInWindow(count, nowNanos)
                    && count.failures() >= settings.limit();
        }
    }

    /**
     * A log-in of {@code address} has failed.
     *
     * @return for how many nanoseconds to hold back the answer
     */
    public long failed(@Nullable InetAddress address, long nowNanos) {
        if (isExempt(address)) {
            return 0;
        }
        synchronized (counts) {
            ByteBuffer key = key(address);
            Count before = counts.get(key);
            Count now =
                    before != null && isInWindow(before, nowNanos)
                            ? new Count(before.failures() + 1, before.sinceNanos())
                            : new Count(1, nowNanos);
            counts.put(key, now);
            return Math.min(LONGEST_DELAY, settings.delay().toNanos() * (now.failures() - 1));
        }
    }

    private boolean isInWindow(Count count, long nowNanos) {
        return nowNanos - count.sinceNanos() < settings.window().toNanos();
    }

    private static boolean isExempt(@Nullable InetAddress address) {
        return address == null || address.isLoopbackAddress();
    }

    private static ByteBuffer key(@Nullable InetAddress address) {
        byte[] bytes = address == null ? new byte[0] : address.getAddress();
        return ByteBuffer.wrap(
                address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
    }
}
