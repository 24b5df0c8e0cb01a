package io.howdah.gateway.internal.tls;

import io.howdah.base.Secret;
import io.netty.handler.ssl.SslContextBuilder;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** A certificate with its chain, and the key that belongs to it. */
record KeyPair(PrivateKey key, List<X509Certificate> chain) {
    /** Reads both; {@code keyFile} is absent when one file has them. */
    static KeyPair read(Path certificateFile, Optional<Path> keyFile, Optional<Secret> password)
            throws TlsFileException {
        PemFile certificates = PemFile.read(certificateFile);
        PemFile keys = keyFile.isPresent() ? PemFile.read(keyFile.get()) : certificates;
        KeyPair pair =
                new KeyPair(
                        keys.privateKey(password.map(Secret::reveal)), certificates.certificates());
        if (!pair.fits()) {
            throw new TlsFileException(
                    keys.file(), "is not the key of the certificate in " + certificateFile);
        }
        return pair;
    }

    X509Certificate certificate() {
        return chain.getFirst();
    }

    void give(SslContextBuilder builder) {
        builder.keyManager(key, chain);
    }

    /** Found out by trying, which works for every kind of key. */
    private boolean fits() {
        byte[] text = "howdah".getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signature = Signature.getInstance(signatureOf(key.getAlgorithm()));
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(certificate());
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String signatureOf(String keyAlgorithm) {
        return switch (keyAlgorithm) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> keyAlgorithm;
        };
    }
}
