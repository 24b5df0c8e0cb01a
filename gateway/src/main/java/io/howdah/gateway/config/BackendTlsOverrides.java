package io.howdah.gateway.config;

import io.howdah.base.Secret;
import io.howdah.base.config.Setting;

import java.nio.file.Path;
import java.util.Optional;

/** TLS towards one node where it differs; what is absent keeps its value. */
public record BackendTlsOverrides(
        @Setting("See backend-tls.mode.") Optional<TlsMode> mode,
        @Setting(
                        "The name that the server's certificate must have, and that is asked for;"
                                + " absent: the host of address.")
                Optional<String> serverName,
        @Setting("See backend-tls.ca-file.") Optional<Path> caFile,
        @Setting("See backend-tls.certificate-file.") Optional<Path> certificateFile,
        @Setting("See backend-tls.key-file.") Optional<Path> keyFile,
        @Setting("See backend-tls.key-password.") Optional<Secret> keyPassword) {
    /** Nothing differs. */
    public static final BackendTlsOverrides NONE =
            new BackendTlsOverrides(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /** The same for a server whose certificate has {@code name}. */
    public BackendTlsOverrides named(String name) {
        return new BackendTlsOverrides(
                mode, Optional.of(name), caFile, certificateFile, keyFile, keyPassword);
    }

    /** {@code settings} with these changes; a certificate of the node's own brings its own key. */
    public BackendTlsSettings over(BackendTlsSettings settings) {
        boolean own = certificateFile.isPresent();
        return new BackendTlsSettings(
                mode.orElse(settings.mode()),
                caFile.or(settings::caFile),
                certificateFile.or(settings::certificateFile),
                own ? keyFile : keyFile.or(settings::keyFile),
                own ? keyPassword : keyPassword.or(settings::keyPassword),
                settings.minimumVersion(),
                settings.ciphers());
    }
}
