package io.howdah.bench.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A certificate that signs itself, and its key, in PEM: of the kind that OpenSSL makes for anybody
 * who asks for no other.
 */
record KeyPair(Path certificate, Path key) {
    /**
     * Makes one, readable for the servers.
     *
     * @throws BenchException when there is no openssl
     */
    static KeyPair make(Workshop workshop) throws BenchException, InterruptedException {
        Optional<Path> openssl = Programs.first("openssl");
        if (openssl.isEmpty()) {
            throw new BenchException("there is no openssl to make a certificate with");
        }
        Path folder = workshop.folder("keys");
        KeyPair keys = new KeyPair(folder.resolve("server.crt"), folder.resolve("server.key"));
        List<String> command = new ArrayList<>(List.of(openssl.get().toString()));
        command.addAll(List.of("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30"));
        command.addAll(List.of("-subj", "/CN=localhost"));
        command.addAll(List.of("-keyout", keys.key.toString()));
        command.addAll(List.of("-out", keys.certificate.toString()));
        workshop.run("openssl", command);
        return keys;
    }
}
