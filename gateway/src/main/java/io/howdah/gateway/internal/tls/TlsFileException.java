package io.howdah.gateway.internal.tls;

import java.io.IOException;
import java.nio.file.Path;

/** A certificate, key or list of authorities that cannot be used; says which file, and why. */
public final class TlsFileException extends IOException {
    TlsFileException(Path file, String reason) {
        super(file + ": " + reason);
    }
}
