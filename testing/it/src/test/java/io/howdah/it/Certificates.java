package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An authority and the certificates that it signs, made by openssl in a folder. */
record Certificates(Path folder, String authority) {
    private static final int DAYS = 30;

    /** A certificate and its key. */
    record Pair(Path certificate, Path key) {}

    /** Makes a new authority. */
    static Certificates make(Path folder, String authority) throws Exception {
        Certificates made = new Certificates(folder, authority);
        made.openssl(
                "req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=" + authority,
                "-keyout",
                made.file(authority + ".key"),
                "-out",
                made.root().toString());
        return made;
    }

    /** The authority's own certificate. */
    Path root() {
        return folder.resolve(authority + ".crt");
    }

    /** A certificate of {@code name}, which also stands for the host {@code alternative}. */
    Pair issue(String name, String alternative) throws Exception {
        return issue(name, alternative, DAYS);
    }

    /** A certificate that has expired. */
    Pair issueExpired(String name, String alternative) throws Exception {
        return issue(name, alternative, -1);
    }

    private Pair issue(String name, String alternative, int days) throws Exception {
        Path extensions =
                Files.writeString(
                        folder.resolve(name + ".ext"), "subjectAltName=" + alternative + "\n");
        openssl(
                "req -newkey rsa:2048 -nodes -subj /CN=" + name,
                "-keyout",
                file(name + ".key"),
                "-out",
                file(name + ".csr"));
        openssl(
                "x509 -req -CAcreateserial -days " + days,
                "-in",
                file(name + ".csr"),
                "-CA",
                root().toString(),
                "-CAkey",
                file(authority + ".key"),
                "-extfile",
                extensions.toString(),
                "-out",
                file(name + ".crt"));
        return new Pair(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private void openssl(String words, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Peer.program("openssl", "openssl").toString());
        command.addAll(List.of(words.split(" ")));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
    }
}
