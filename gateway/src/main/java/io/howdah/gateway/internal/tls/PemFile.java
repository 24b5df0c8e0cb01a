package io.howdah.gateway.internal.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of blocks between {@code -----BEGIN X-----} and {@code -----END X-----}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</a>
 */
record PemFile(Path file, List<Block> blocks) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    /** Long chains and lists of authorities are below this, and devices without an end above. */
    private static final long LIMIT_BYTES = 4 << 20;

    /** What is between the lines, decoded. */
    record Block(String label, byte[] content) {}

    static PemFile read(Path file) throws TlsFileException {
        String text = text(file);
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            try {
                blocks.add(
                        new Block(
                                matcher.group(1),
                                Base64.getMimeDecoder().decode(matcher.group(2))));
            } catch (IllegalArgumentException e) {
                throw new TlsFileException(file, "is damaged: " + e.getMessage());
            }
        }
        return new PemFile(file, List.copyOf(blocks));
    }

    private static String text(Path file) throws TlsFileException {
        try {
            if (Files.size(file) > LIMIT_BYTES) {
                throw new TlsFileException(file, "is larger than 4 MiB, so it is no PEM file");
            }
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new TlsFileException(file, "there is no such file");
        } catch (TlsFileException e) {
            throw e;
        } catch (IOException e) {
            throw new TlsFileException(file, "cannot be read: " + e);
        }
    }

    /** All certificates in it, at least one, in their order. */
    List<X509Certificate> certificates() throws TlsFileException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks) {
            if (block.label().endsWith("CERTIFICATE")) {
                certificates.add(certificate(block));
            }
        }
        if (certificates.isEmpty()) {
            throw new TlsFileException(file, "has no certificate in PEM format");
        }
        return List.copyOf(certificates);
    }

    private X509Certificate certificate(Block block) throws TlsFileException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(block.content()));
        } catch (CertificateException e) {
            throw new TlsFileException(file, "has a damaged certificate: " + e.getMessage());
        }
    }

    /** The first private key in it. */
    PrivateKey privateKey(Optional<String> password) throws TlsFileException {
        for (Block block : blocks) {
            if (block.label().endsWith("PRIVATE KEY")) {
                return new PrivateKeyBlock(file, block).key(password);
            }
        }
        throw new TlsFileException(file, "has no private key in PEM format");
    }
}
