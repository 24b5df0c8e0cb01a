package io.howdah.gateway.config;

import io.howdah.base.Secret;
import io.howdah.base.config.InvalidSetting;
import io.howdah.base.config.Setting;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** TLS towards clients. Unix sockets never use it, and no mode forbids them. */
public record ClientTlsSettings(
        @Setting(
                        value =
                                "As PgBouncer's client_tls_sslmode. allow and prefer encrypt when"
                                    + " the client asks; require refuses others; verify-ca and"
                                    + " verify-full demand a client certificate signed by ca-file"
                                    + " as well.",
                        fallback = "disable")
                TlsMode mode,
        @Setting("Howdah's certificate in PEM, its chain after it.") Optional<Path> certificateFile,
        @Setting("The certificate's private key in PEM; absent: it is in certificate-file.")
                Optional<Path> keyFile,
        @Setting("The password of an encrypted key.") Optional<Secret> keyPassword,
        @Setting(
                        "Authorities whose client certificates are believed, in PEM. With it, every"
                                + " mode asks for a certificate and refuses one that they did not"
                                + " sign.")
                Optional<Path> caFile,
        @Setting(value = "The oldest version of TLS spoken: 1.2 or 1.3.", fallback = "1.2")
                TlsVersion minimumVersion,
        @Setting(
                        "Cipher suites of TLS 1.2, best first, such as"
                                + " TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256; absent: Netty's choice."
                                + " Those of TLS 1.3 are always there.")
                List<String> ciphers) {
    /** No TLS. */
    public static final ClientTlsSettings NONE =
            new ClientTlsSettings(
                    TlsMode.DISABLE,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    new TlsVersion(2),
                    List.of());

    public ClientTlsSettings {
        ciphers = List.copyOf(ciphers);
        if (mode != TlsMode.DISABLE && certificateFile.isEmpty()) {
            throw new InvalidSetting("certificate-file", "is required when mode is not disable");
        }
        if (mode.isVerified() && caFile.isEmpty()) {
            throw new InvalidSetting(
                    "ca-file", "is required to verify client certificates, as mode demands");
        }
    }
}
