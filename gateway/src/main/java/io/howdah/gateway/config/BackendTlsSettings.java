package io.howdah.gateway.config;

import io.howdah.base.Secret;
import io.howdah.base.config.InvalidSetting;
import io.howdah.base.config.Setting;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** TLS towards PostgreSQL, cancel requests included; a node may override it. */
public record BackendTlsSettings(
        @Setting(
                        value =
                                "As libpq's sslmode. prefer encrypts if the server can, and"
                                    + " verifies nothing; only verify-full is safe against somebody"
                                    + " who pretends to be the server.",
                        fallback = "prefer")
                TlsMode mode,
        @Setting(
                        "Authorities that may sign the server's certificate, in PEM. Absent: with"
                                + " verify-ca and verify-full, those that the JVM knows. With it,"
                                + " require verifies as verify-ca does.")
                Optional<Path> caFile,
        @Setting("A certificate to log in with, in PEM, its chain after it.")
                Optional<Path> certificateFile,
        @Setting("The certificate's private key in PEM; absent: it is in certificate-file.")
                Optional<Path> keyFile,
        @Setting("The password of an encrypted key.") Optional<Secret> keyPassword,
        @Setting(value = "The oldest version of TLS spoken: 1.2 or 1.3.", fallback = "1.2")
                TlsVersion minimumVersion,
        @Setting(
                        "Cipher suites of TLS 1.2, best first; absent: Netty's choice. Those of TLS"
                                + " 1.3 are always there.")
                List<String> ciphers) {
    /** Encrypts if the server can. */
    public static final BackendTlsSettings DEFAULT =
            new BackendTlsSettings(
                    TlsMode.PREFER,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    new TlsVersion(2),
                    List.of());

    public BackendTlsSettings {
        ciphers = List.copyOf(ciphers);
        if (keyFile.isPresent() && certificateFile.isEmpty()) {
            throw new InvalidSetting("key-file", "is of no use without certificate-file");
        }
    }

    /** Whether the server's certificate must be signed by a known authority. */
    public boolean isVerified() {
        return mode.isVerified() || (mode == TlsMode.REQUIRE && caFile.isPresent());
    }
}
