package io.howdah.gateway.config;

import io.howdah.base.HostPort;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where clients connect by TCP: one address or several.
 *
 * @param all at least one; the host {@code *} stands for every address of the machine, IPv6
 *     included
 */
public record ListenAddresses(List<HostPort> all) {
    private static final int LIMIT = 100;

    public ListenAddresses {
        all = List.copyOf(all);
        if (all.isEmpty() || all.size() > LIMIT) {
            throw new IllegalArgumentException("expected 1 to " + LIMIT + " addresses");
        }
        if (new HashSet<>(all).size() < all.size()) {
            throw new IllegalArgumentException("an address is there twice");
        }
    }

    /** These addresses. */
    public static ListenAddresses of(HostPort... addresses) {
        return new ListenAddresses(List.of(addresses));
    }

    /**
     * Reads addresses with commas between them.
     *
     * @throws IllegalArgumentException with what was expected
     */
    public static ListenAddresses parse(String text) {
        return new ListenAddresses(
                Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .map(HostPort::parse)
                        .toList());
    }

    /** The one that is told to people; its port names the Unix socket. */
    public HostPort first() {
        return all.getFirst();
    }

    /** Whether only this machine can reach them. */
    public boolean isLoopback() {
        return all.stream().allMatch(HostPort::isLoopback);
    }

    @Override
    public String toString() {
        return all.stream().map(HostPort::toString).collect(Collectors.joining(", "));
    }
}
