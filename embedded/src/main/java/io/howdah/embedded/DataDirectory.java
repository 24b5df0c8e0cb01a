package io.howdah.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** What one server's data directory looks like from outside. */
record DataDirectory(Path path) {
    private static final String VERSION = "PG_VERSION";
    private static final String STANDBY = "standby.signal";

    /** Whether it looks complete enough to start a server on. */
    boolean isWhole() {
        return Files.isRegularFile(path.resolve(VERSION))
                && Files.isRegularFile(path.resolve("global/pg_control"));
    }

    /** Whether a server on it would follow a primary. */
    boolean isStandby() {
        return Files.exists(path.resolve(STANDBY));
    }

    /** Makes the server on it follow a primary. */
    void makeStandby(ServerUser user) throws IOException {
        add(STANDBY, "", user);
    }

    /** Adds a file that the server can read; there must be none of that name. */
    void add(String name, String content, ServerUser user) throws IOException {
        Path file = Files.createFile(path.resolve(name));
        Files.writeString(file, content);
        Tree.setMode(file, "rw-------");
        user.own(file);
    }

    /**
     * Undoes an ALTER SYSTEM SET of {@code setting}; no server runs on it.
     *
     * @throws ClusterException when its file cannot be written
     */
    void forget(String setting) throws ClusterException {
        Path file = path.resolve("postgresql.auto.conf");
        try {
            if (Files.exists(file)) {
                List<String> lines = Files.readAllLines(file);
                List<String> kept =
                        lines.stream().filter(line -> !line.startsWith(setting + " ")).toList();
                if (!kept.equals(lines)) {
                    Files.write(file, kept);
                }
            }
        } catch (IOException e) {
            throw ClusterException.of("cannot forget " + setting, e);
        }
    }

    /**
     * Refuses another owner's directory, a broken one, and one of another major version.
     *
     * @throws ClusterException with what to do
     */
    void check(ServerUser user) throws ClusterException {
        try {
            String owner = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName();
            if (!owner.equals(user.name())) {
                throw new ClusterException(
                        """
                        %s belongs to %s, but PostgreSQL would run as %s: run Howdah as its \
                        owner, or choose another folder with --data\
                        """
                                .formatted(path, owner, user.name()));
            }
            if (!isWhole()) {
                throw new ClusterException(
                        """
                        %s is not a whole PostgreSQL data directory: restore it from a backup, \
                        or delete %s to begin anew\
                        """
                                .formatted(path, path.getParent()));
            }
            String version = Files.readString(path.resolve(VERSION)).strip();
            if (!version.equals(Binaries.MAJOR)) {
                throw new ClusterException(
                        """
                        %s holds data of PostgreSQL %s, this Howdah brings %s: choose another \
                        folder with --data, or upgrade the data with pg_dump or pg_upgrade\
                        """
                                .formatted(path, version, Binaries.MAJOR));
            }
        } catch (IOException e) {
            throw ClusterException.of("cannot look at " + path, e);
        }
    }
}
