package io.howdah.bench.server;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the programs are that a run needs. */
public final class Programs {
    private static final Path POSTGRES = Path.of("/usr/lib/postgresql/15/bin");

    /** Where root's programs are, which is not on everybody's path. */
    private static final List<String> MORE = List.of("/usr/sbin", "/usr/local/sbin");

    private Programs() {}

    /**
     * A program of Debian's PostgreSQL 15, the server that every figure is about.
     *
     * @throws BenchException when it is not installed
     */
    public static Path postgres(String name) throws BenchException {
        Path program = POSTGRES.resolve(name);
        if (!Files.isExecutable(program)) {
            throw new BenchException(
                    "there is no %s: install Debian's postgresql-15, as .ci/run does"
                            .formatted(program));
        }
        return program;
    }

    /** Every program of this name on the path, the one that a shell would run first. */
    static List<Path> all(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(File.pathSeparator, -1)), MORE.stream())
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .distinct()
                .toList();
    }

    /** The program of this name that a shell would run. */
    static Optional<Path> first(String name) {
        return all(name).stream().findFirst();
    }
}
