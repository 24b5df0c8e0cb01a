package io.howdah.it;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Assumptions;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Software that is not Maven's to fetch. Where it is missing, its tests are skipped; under {@code
 * HOWDAH_REQUIRE_PEERS=true}, which {@code .ci/run} sets, they fail.
 */
final class Peer {
    private static final boolean REQUIRED =
            Boolean.parseBoolean(System.getenv("HOWDAH_REQUIRE_PEERS"));

    private Peer() {}

    /** Returns {@code file} when it is there; {@code origin} says what it comes with. */
    static Path require(Path file, String origin) {
        if (!Files.exists(file)) {
            missing(file + " is not here; it comes with " + origin);
        }
        return file;
    }

    /** The program {@code name}, wherever the shell would find it. */
    static Path program(String name, String origin) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> require(Path.of(name), origin));
    }

    /** Skips the test, or fails it where peers are required. */
    private static void missing(String message) {
        if (REQUIRED) {
            fail(message);
        }
        Assumptions.abort(message);
    }
}
