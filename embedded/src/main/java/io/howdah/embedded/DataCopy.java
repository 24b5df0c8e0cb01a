package io.howdah.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;

/**
 * Copies a data directory for a replica, without what belongs to the original server alone: its
 * slots, its process, its temporary files. Files may vanish under it, as they do in a live server.
 *
 * @see <a href="https://www.postgresql.org/docs/18/continuous-archiving.html">Making a base backup
 *     using the low level API</a>
 */
final class DataCopy extends SimpleFileVisitor<Path> {
    private static final Set<String> LEFT_EMPTY =
            Set.of(
                    "pg_dynshmem",
                    "pg_notify",
                    "pg_replslot",
                    "pg_serial",
                    "pg_snapshots",
                    "pg_stat_tmp",
                    "pg_subtrans");
    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "pg_internal.init", "backup_label");

    private final Path from;
    private final Path to;
    private final Set<Path> leftEmpty = new HashSet<>();

    private DataCopy(Path from, Path to) {
        this.from = from;
        this.to = to;
        LEFT_EMPTY.forEach(folder -> leftEmpty.add(from.resolve(folder)));
    }

    /** Copies a stopped server's data to {@code to}, which exists and is empty. */
    static void ofStopped(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new DataCopy(from, to));
    }

    /** Copies a server in backup mode, without its WAL, which is to be streamed. */
    static void ofRunning(Path from, Path to) throws IOException {
        DataCopy copy = new DataCopy(from, to);
        copy.leftEmpty.add(from.resolve("pg_wal"));
        Files.walkFileTree(from, copy);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
            throws IOException {
        if (folder.equals(from)) {
            return FileVisitResult.CONTINUE;
        }
        copy(folder);
        boolean empty = leftEmpty.contains(folder) || isTemporary(folder);
        return empty ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (attributes.isSymbolicLink()) {
            throw new IOException(
                    file
                            + " leads out of the data directory: replicas on the same machine"
                            + " cannot have tablespaces, start with 0 replicas");
        }
        if (!LEFT_OUT.contains(name(file)) && !isTemporary(file)) {
            copy(file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        if (e instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE; // dropped meanwhile; the WAL knows
        }
        throw e;
    }

    private void copy(Path path) throws IOException {
        Path target = to.resolve(from.relativize(path));
        try {
            Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            if (Files.exists(path)) {
                throw e;
            }
        }
    }

    private static boolean isTemporary(Path path) {
        return name(path).startsWith("pgsql_tmp");
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
