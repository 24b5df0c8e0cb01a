package io.howdah.gateway.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Secret;
import io.howdah.gateway.fake.Authority;
import io.howdah.gateway.fake.Authority.Issued;
import io.howdah.wire.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

class CertificatesTest {
    private static final Authority AUTHORITY = new Authority("ours");
    private static final Issued ISSUED = AUTHORITY.issue("up", "127.0.0.1");

    private static final Optional<Secret> NO_SECRET = Optional.empty();

    @TempDir Path folder;

    @Test
    void namesTheSubject() {
        var subject = Certificates.subject(ISSUED.certificate());
        assertEquals("CN=up,O=Howdah\\, Ltd", subject.subject());
        assertEquals(Optional.of("up"), subject.commonName());
    }

    @Test
    void takesTheFirstCommonNameOfTheCertificate() {
        assertEquals(Optional.of("first"), Certificates.commonName("CN=second,O=o,CN=first"));
        assertEquals(Optional.of("b,c"), Certificates.commonName("OU=a+CN=b\\,c"));
        assertEquals(Optional.empty(), Certificates.commonName("O=nobody"));
        assertEquals(Optional.empty(), Certificates.commonName("CN=admin\\00.example.org"));
    }

    @Test
    void bindsToTheCertificateByTheHashOfItsSignature() throws Exception {
        byte[] expected =
                MessageDigest.getInstance("SHA-256").digest(ISSUED.certificate().getEncoded());
        assertEquals(Optional.of(Bytes.of(expected)), ServerEndPoint.of(ISSUED.certificate()));
    }

    @Test
    void saysWhatIsWrongWithAFile() throws Exception {
        Authority.Pair good = ISSUED.write(folder, "good");
        Authority.Pair other = AUTHORITY.issueRsa("other", "127.0.0.1").write(folder, "other");
        Path absent = folder.resolve("absent");
        assertEquals(absent + ": there is no such file", refusal(absent, other.key()));
        assertEquals(
                good.key() + ": has no certificate in PEM format", refusal(good.key(), good.key()));
        assertEquals(
                good.certificate() + ": has no private key in PEM format",
                refusal(good.certificate(), good.certificate()));
        assertEquals(
                other.key() + ": is not the key of the certificate in " + good.certificate(),
                refusal(good.certificate(), other.key()));
        Path old = folder.resolve("old");
        Files.writeString(
                old, "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        assertEquals(
                old
                        + ": the key is in the old format \"RSA PRIVATE KEY\": convert it with"
                        + " openssl pkcs8 -topk8",
                refusal(good.certificate(), old));
    }

    private static String refusal(Path certificate, Path key) {
        return String.valueOf(
                assertThrows(
                                TlsFileException.class,
                                () -> KeyPair.read(certificate, Optional.of(key), Optional.empty()))
                        .getMessage());
    }

    @Test
    void readsCertificateAndKeyFromOneFile() throws Exception {
        Authority.Pair pair = AUTHORITY.issueRsa("up", "127.0.0.1").write(folder, "both");
        Path both = folder.resolve("both.pem");
        Files.writeString(
                both, Files.readString(pair.key()) + Files.readString(pair.certificate()));
        assertEquals(1, KeyPair.read(both, Optional.empty(), Optional.empty()).chain().size());
    }

    @Test
    void decryptsAKeyWithItsPasswordOnly() throws Exception {
        Authority.Pair pair = ISSUED.write(folder, "locked");
        Files.writeString(pair.key(), encrypted(ISSUED.key(), "open sesame"));
        Optional<Path> key = Optional.of(pair.key());
        Optional<Secret> right = Optional.of(Secret.parse("open sesame"));
        assertEquals(ISSUED.key(), KeyPair.read(pair.certificate(), key, right).key());
        for (Optional<Secret> wrong : List.of(Optional.of(Secret.parse("sesame")), NO_SECRET)) {
            String message =
                    String.valueOf(
                            assertThrows(
                                            TlsFileException.class,
                                            () -> KeyPair.read(pair.certificate(), key, wrong))
                                    .getMessage());
            assertTrue(message.contains("key-password"), message);
        }
    }

    private static String encrypted(PrivateKey key, String password) throws Exception {
        String algorithm = "PBEWithHmacSHA256AndAES_256";
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(
                Cipher.ENCRYPT_MODE,
                SecretKeyFactory.getInstance(algorithm)
                        .generateSecret(new PBEKeySpec(password.toCharArray())));
        byte[] content = cipher.doFinal(key.getEncoded());
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("PBES2");
        parameters.init(cipher.getParameters().getEncoded());
        byte[] encoded = new EncryptedPrivateKeyInfo(parameters, content).getEncoded();
        return "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(encoded)
                + "\n-----END ENCRYPTED PRIVATE KEY-----\n";
    }
}
