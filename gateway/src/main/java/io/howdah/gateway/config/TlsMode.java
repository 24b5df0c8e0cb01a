package io.howdah.gateway.config;

/** How much encryption is asked for, in libpq's and PgBouncer's words. */
public enum TlsMode {
    /** None. */
    DISABLE,
    /** If the other side insists. */
    ALLOW,
    /** If the other side can. */
    PREFER,
    /** Always. */
    REQUIRE,
    /** Always, and the other side's certificate must be signed by a known authority. */
    VERIFY_CA,
    /** As before, and a server's certificate must name the server. */
    VERIFY_FULL;

    /** Whether nothing may travel in the clear. */
    public boolean isRequired() {
        return compareTo(REQUIRE) >= 0;
    }

    /** Whether the other side has to show a certificate that an authority signed. */
    public boolean isVerified() {
        return compareTo(VERIFY_CA) >= 0;
    }
}
