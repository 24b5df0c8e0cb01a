package io.howdah.gateway.internal.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A private key in PKCS #8, in the clear or encrypted. */
record PrivateKeyBlock(Path file, PemFile.Block block) {
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    private static final String PBES2 = "1.2.840.113549.1.5.13";

    PrivateKey key(Optional<String> password) throws TlsFileException {
        return switch (block.label()) {
            case "PRIVATE KEY" -> key(new PKCS8EncodedKeySpec(block.content()));
            case "ENCRYPTED PRIVATE KEY" -> key(decrypted(password));
            default ->
                    throw new TlsFileException(
                            file,
                            "the key is in the old format \""
                                    + block.label()
                                    + "\": convert it with openssl pkcs8 -topk8");
        };
    }

    private PrivateKey key(PKCS8EncodedKeySpec spec) throws TlsFileException {
        for (String algorithm : ALGORITHMS) {
            Optional<PrivateKey> key = key(algorithm, spec);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new TlsFileException(file, "the key is damaged, or neither RSA, EC nor Ed25519");
    }

    /** Empty: it is a key of another kind. */
    private Optional<PrivateKey> key(String algorithm, PKCS8EncodedKeySpec spec)
            throws TlsFileException {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
        } catch (InvalidKeySpecException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new TlsFileException(file, "the key cannot be used: " + e.getMessage());
        }
    }

    private PKCS8EncodedKeySpec decrypted(Optional<String> password) throws TlsFileException {
        if (password.isEmpty()) {
            throw new TlsFileException(file, "the key is encrypted: give key-password");
        }
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(block.content());
            AlgorithmParameters parameters = info.getAlgParameters();
            // Of PBES2, only the parameters know which algorithms it stands for.
            String algorithm =
                    info.getAlgName().equals(PBES2) || info.getAlgName().equals("PBES2")
                            ? parameters.toString()
                            : info.getAlgName();
            SecretKey key =
                    SecretKeyFactory.getInstance(algorithm)
                            .generateSecret(new PBEKeySpec(password.get().toCharArray()));
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(Cipher.DECRYPT_MODE, key, parameters);
            return info.getKeySpec(cipher);
        } catch (IOException | GeneralSecurityException e) {
            throw new TlsFileException(file, "the key cannot be decrypted: is key-password right?");
        }
    }
}
