package io.howdah.wire;

/**
 * A version of the protocol, such as 3.2.
 *
 * @param major 0 to 65535
 * @param minor 0 to 65535
 */
public record ProtocolVersion(int major, int minor) implements Comparable<ProtocolVersion> {
    /** What every PostgreSQL since 7.4 speaks. */
    public static final ProtocolVersion V3_0 = new ProtocolVersion(3, 0);

    /** PostgreSQL 18: cancel keys of up to 256 bytes. There is no 3.1. */
    public static final ProtocolVersion V3_2 = new ProtocolVersion(3, 2);

    public ProtocolVersion {
        if (major < 0 || major > 0xFFFF || minor < 0 || minor > 0xFFFF) {
            throw new IllegalArgumentException("no protocol version: " + major + "." + minor);
        }
    }

    /** The version that {@code code} holds: major in the upper 16 bits, minor in the lower. */
    public static ProtocolVersion of(int code) {
        return new ProtocolVersion(code >>> 16, code & 0xFFFF);
    }

    /** The 32-bit number on the wire. */
    public int code() {
        return major << 16 | minor;
    }

    @Override
    public int compareTo(ProtocolVersion other) {
        return Integer.compareUnsigned(code(), other.code());
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
