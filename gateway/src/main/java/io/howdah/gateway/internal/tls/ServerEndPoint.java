package io.howdah.gateway.internal.tls;

import io.howdah.wire.Bytes;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import java.util.Optional;

/**
 * The channel binding {@code tls-server-end-point}: the server's certificate, hashed with the hash
 * of its own signature.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5929#section-4.1">RFC 5929, section 4.1</a>
 */
final class ServerEndPoint {
    private static final String SEPARATOR = "WITH";
    private static final String PSS = "RSASSA-PSS";

    private ServerEndPoint() {}

    /** Empty for a signature without a hash of its own, such as Ed25519: RFC 5929 has no answer. */
    static Optional<Bytes> of(X509Certificate certificate) {
        try {
            Optional<String> hash = hash(certificate);
            if (hash.isEmpty()) {
                return Optional.empty();
            }
            MessageDigest digest = MessageDigest.getInstance(hash.get());
            return Optional.of(Bytes.of(digest.digest(certificate.getEncoded())));
        } catch (GeneralSecurityException e) {
            return Optional.empty(); // A hash that this JVM does not know.
        }
    }

    private static Optional<String> hash(X509Certificate certificate)
            throws GeneralSecurityException {
        String signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        if (signature.equals(PSS)) {
            return Optional.of(strong(pssHash(certificate)));
        }
        int separator = signature.indexOf(SEPARATOR);
        return separator < 0
                ? Optional.empty()
                : Optional.of(strong(standardName(signature.substring(0, separator))));
    }

    private static String pssHash(X509Certificate certificate) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance(PSS);
        try {
            parameters.init(certificate.getSigAlgParams());
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        return parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
    }

    /** {@code SHA256} of {@code SHA256withRSA} as {@link MessageDigest} calls it. */
    private static String standardName(String hash) {
        return hash.matches("SHA\\d+") ? "SHA-" + hash.substring(3) : hash;
    }

    private static String strong(String hash) {
        return hash.equals("MD5") || hash.equals("SHA-1") ? "SHA-256" : hash;
    }
}
