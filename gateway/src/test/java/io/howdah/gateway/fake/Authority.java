package io.howdah.gateway.fake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

/** A certificate authority of a test's own, and the certificates that it signs. */
public final class Authority {
    private static final String RSA = "SHA256withRSA";
    private static final String RSA_OID = "1.2.840.113549.1.1.11";
    private static final String EC = "SHA256withECDSA";
    private static final String EC_OID = "1.2.840.10045.4.3.2";
    private static final AtomicLong SERIAL = new AtomicLong(1);

    private final String name;
    private final KeyPair keys = keys("EC");
    private final X509Certificate certificate;

    /** A certificate with its key. */
    public record Issued(X509Certificate certificate, PrivateKey key) {
        /** Writes both into {@code folder}; answers where. */
        public Pair write(Path folder, String name) {
            return new Pair(
                    pem(folder.resolve(name + ".crt"), "CERTIFICATE", encoded(certificate)),
                    pem(folder.resolve(name + ".key"), "PRIVATE KEY", key.getEncoded()));
        }
    }

    /** Where a certificate and its key are. */
    public record Pair(Path certificate, Path key) {}

    /** An authority called {@code name}. */
    public Authority(String name) {
        this.name = name;
        this.certificate = sign(name, keys, name, keys.getPrivate(), "491231235959Z", true, "");
    }

    /** Its own certificate. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** Writes its certificate into {@code folder}; answers where. */
    public Path write(Path folder) {
        return pem(folder.resolve(name + ".ca"), "CERTIFICATE", encoded(certificate));
    }

    /** A certificate for {@code commonName}, good for years; {@code host} is a name or address. */
    public Issued issue(String commonName, String host) {
        return issue(commonName, host, "491231235959Z", "EC");
    }

    /** A certificate that has expired. */
    public Issued issueExpired(String commonName, String host) {
        return issue(commonName, host, "200101000000Z", "EC");
    }

    /** A certificate with an RSA key, signed by this authority's EC key. */
    public Issued issueRsa(String commonName, String host) {
        return issue(commonName, host, "491231235959Z", "RSA");
    }

    private Issued issue(String commonName, String host, String until, String algorithm) {
        KeyPair own = keys(algorithm);
        return new Issued(
                sign(commonName, own, name, keys.getPrivate(), until, false, host),
                own.getPrivate());
    }

    private static KeyPair keys(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(algorithm.equals("EC") ? 256 : 2_048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate sign(
            String subject,
            KeyPair subjectKeys,
            String issuer,
            PrivateKey issuerKey,
            String until,
            boolean authority,
            String host) {
        boolean rsa = issuerKey.getAlgorithm().equals("RSA");
        byte[] algorithm = Der.sequence(Der.oid(rsa ? RSA_OID : EC_OID));
        byte[] body =
                Der.sequence(
                        Der.element(0xA0, Der.integer(2)),
                        Der.integer(SERIAL.getAndIncrement()),
                        algorithm,
                        distinguishedName(issuer),
                        Der.sequence(Der.utcTime("190101000000Z"), Der.utcTime(until)),
                        distinguishedName(subject),
                        subjectKeys.getPublic().getEncoded(),
                        Der.element(
                                0xA3,
                                Der.sequence(
                                        authority ? basicConstraints() : alternativeName(host))));
        try {
            Signature signature = Signature.getInstance(rsa ? RSA : EC);
            signature.initSign(issuerKey);
            signature.update(body);
            byte[] signed = Der.sequence(body, algorithm, Der.bits(signature.sign()));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As an organisation in front of the name, so that the order of the parts shows. */
    private static byte[] distinguishedName(String commonName) {
        return Der.sequence(
                Der.set(Der.sequence(Der.oid("2.5.4.10"), Der.text("Howdah, Ltd"))),
                Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.text(commonName))));
    }

    private static byte[] basicConstraints() {
        return Der.sequence(
                Der.oid("2.5.29.19"), Der.truth(), Der.octets(Der.sequence(Der.truth())));
    }

    private static byte[] alternativeName(String host) {
        boolean address = host.matches("[0-9.]+|.*:.*");
        byte[] name =
                address
                        ? Der.element(0x87, InetAddress.ofLiteral(host).getAddress())
                        : Der.element(
                                0x82, host.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return Der.sequence(Der.oid("2.5.29.17"), Der.octets(Der.sequence(name)));
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path pem(Path file, String label, byte[] content) {
        String text =
                "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                        .formatted(label, Base64.getMimeEncoder().encodeToString(content), label);
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
