package io.howdah.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Servers that outlived the Howdah that started them. They are found by their pid files, and each
 * is checked to be a PostgreSQL of that very data directory: process numbers are used again.
 */
record Orphans(Site site) {
    /** Stops all of this site's. */
    void stop() throws ClusterException {
        for (String server : site.present()) {
            Path data = site.data(server);
            Optional<ProcessHandle> process =
                    PidFile.of(data).flatMap(file -> ProcessHandle.of(file.pid()));
            if (process.isPresent()) {
                stop(server, data, process.get());
            }
        }
    }

    private void stop(String server, Path data, ProcessHandle process) throws ClusterException {
        if (!serves(process, data)) {
            forget(data);
            return;
        }
        site.log()
                .accept(
                        "stopping %s (process %s), left behind by a Howdah that was killed"
                                .formatted(server, process.pid()));
        new Shutdown(site).stop(process);
        if (process.isAlive()) {
            throw new ClusterException(
                    "%s (process %s) does not stop: kill it by hand"
                            .formatted(server, process.pid()));
        }
    }

    /** A pid file that names somebody else's process would keep the server from starting. */
    private static void forget(Path data) throws ClusterException {
        try {
            Files.deleteIfExists(PidFile.path(data));
        } catch (IOException e) {
            throw ClusterException.of("cannot delete a stale pid file", e);
        }
    }

    /** Whether {@code process} is a PostgreSQL whose working directory, as always, is its data. */
    static boolean serves(ProcessHandle process, Path data) {
        Path workingDirectory = Path.of("/proc", Long.toString(process.pid()), "cwd");
        try {
            boolean postgres =
                    process.info()
                            .command()
                            .map(command -> Path.of(command).getFileName().toString())
                            .filter(program -> program.startsWith("postgres"))
                            .isPresent();
            if (!postgres) {
                return false;
            }
            return Files.exists(Path.of("/proc/self"))
                    ? workingDirectory.toRealPath().equals(data.toRealPath())
                    : process.info().commandLine().filter(c -> c.contains(data + "")).isPresent();
        } catch (IOException _) {
            return false; // gone meanwhile, or not ours to look at
        }
    }
}
