package io.howdah.gateway.internal.tls;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says why a handshake failed, in one phrase for a person. */
public final class HandshakeReason {
    private static final int DEPTH = 10;

    /** What BoringSSL and the JDK say when the peer has given a reason: TLS's name for it. */
    private static final Pattern ALERT =
            Pattern.compile("(?:ALERT_|fatal alert: )([A-Za-z_]+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern BORINGSSL = Pattern.compile("OPENSSL_internal:([A-Z0-9_]+)");

    private HandshakeReason() {}

    /** The reason at the bottom of {@code failure}, which wraps it several times. */
    public static String of(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < DEPTH && cause.getCause() != null; i++) {
            if (cause instanceof CertificateExpiredException) {
                break;
            }
            cause = cause.getCause();
        }
        return switch (cause) {
            case CertificateExpiredException _ -> "the certificate has expired";
            case CertificateNotYetValidException _ -> "the certificate is not valid yet";
            default -> plain(String.valueOf(cause.getMessage()));
        };
    }

    private static String plain(String message) {
        if (message.contains("unable to find valid certification path")) {
            return "the certificate is not signed by a known authority";
        }
        Matcher alert = ALERT.matcher(message);
        if (alert.find()) {
            return "the other side says: " + words(alert.group(1));
        }
        Matcher boringSsl = BORINGSSL.matcher(message);
        if (boringSsl.find()) {
            return words(boringSsl.group(1));
        }
        return message.lines().findFirst().orElse("");
    }

    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
