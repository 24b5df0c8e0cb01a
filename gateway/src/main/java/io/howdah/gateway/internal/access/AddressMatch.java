package io.howdah.gateway.internal.access;

import io.howdah.wire.Bytes;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/** From where a rule lets clients come. */
sealed interface AddressMatch {
    /** From anywhere; also on Unix sockets. */
    record Anywhere() implements AddressMatch {}

    /** From this machine ({@code samehost}) or from its networks ({@code samenet}). */
    record Own(String keyword, List<Range> ranges) implements AddressMatch {
        public Own {
            ranges = List.copyOf(ranges);
        }
    }

    /**
     * From a network.
     *
     * @param address 4 or 16 bytes
     * @param mask as many
     */
    record Range(Bytes address, Bytes mask) implements AddressMatch {
        boolean contains(byte[] other) {
            byte[] own = address.toArray();
            byte[] bits = mask.toArray();
            if (own.length != other.length) {
                return false;
            }
            for (int i = 0; i < own.length; i++) {
                if (((own[i] ^ other[i]) & bits[i]) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** From a host of this name or, when it begins with a dot, with this suffix. */
    record HostName(String name) implements AddressMatch {
        boolean isNameOf(String host) {
            String own = name.toLowerCase(Locale.ROOT);
            String other = host.toLowerCase(Locale.ROOT);
            return own.startsWith(".")
                    ? other.length() > own.length() && other.endsWith(own)
                    : own.equals(other);
        }
    }

    /** Whether a client from {@code client} is meant. */
    default Fit fits(InetAddress client, Facts facts) {
        return switch (this) {
            case Anywhere() -> Fit.YES;
            case Own(var _, var ranges) ->
                    Fit.of(ranges.stream().anyMatch(r -> r.contains(client.getAddress())));
            case Range range -> Fit.of(range.contains(client.getAddress()));
            case HostName host ->
                    facts.hostName()
                            .map(name -> Fit.of(host.isNameOf(name)))
                            .orElse(Fit.NEEDS_HOST_NAME);
        };
    }

    /** As {@code pg_hba_file_rules.address} shows it. */
    default String shown() {
        return switch (this) {
            case Anywhere() -> "all";
            case Own(var keyword, var _) -> keyword;
            case Range(var address, var _) -> Addresses.text(address);
            case HostName(var name) -> name;
        };
    }
}
