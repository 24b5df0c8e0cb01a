package io.howdah.gateway.config;

/**
 * A version of TLS that is still safe to speak.
 *
 * @param minor 2 or 3: the one after the dot
 */
public record TlsVersion(int minor) {
    public TlsVersion {
        if (minor != 2 && minor != 3) {
            throw new IllegalArgumentException("TLS 1." + minor + " is not spoken: 1.2 and 1.3");
        }
    }

    /**
     * Reads {@code 1.2} or {@code TLSv1.2}.
     *
     * @throws IllegalArgumentException for anything but 1.2 and 1.3
     */
    public static TlsVersion parse(String text) {
        return switch (text.startsWith("TLSv") ? text.substring(4) : text) {
            case "1.2" -> new TlsVersion(2);
            case "1.3" -> new TlsVersion(3);
            default -> throw new IllegalArgumentException("expected 1.2 or 1.3, found " + text);
        };
    }

    @Override
    public String toString() {
        return "1." + minor;
    }
}
