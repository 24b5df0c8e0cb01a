package io.howdah.base;

/**
 * A TCP address as written by people: {@code host:port}, {@code [ipv6]:port}.
 *
 * @param host name or address, without brackets
 * @param port 0 to 65535; 0 asks the system for a free one when listening
 */
public record HostPort(String host, int port) {
    /** A name such as 127.example.org can lead anywhere. */
    private static final String LOOPBACK = "127(\\.\\d{1,3}){3}";

    private static final String NUMBERS = "\\d{1,3}(\\.\\d{1,3}){3}";

    public HostPort {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host is empty");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not within 0..65535");
        }
    }

    /**
     * Reads {@code host:port}.
     *
     * @throws IllegalArgumentException with what was expected, when {@code text} is not an address
     */
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("'" + text + "': write IPv6 as [address]:port");
        }
        try {
            return new HostPort(host, Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not HOST:PORT", e);
        }
    }

    /** Whether the host is an address of four numbers, or of IPv6, and not a name. */
    public boolean isNumeric() {
        return host.indexOf(':') >= 0 || host.matches(NUMBERS);
    }

    /** Whether only this machine can reach the address. */
    public boolean isLoopback() {
        return host.equals("localhost") || host.equals("::1") || host.matches(LOOPBACK);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
