package io.howdah.gateway.internal.net;

import io.howdah.gateway.config.FileMode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.Optional;

/**
 * The file of a Unix socket, and the lock file beside it that says which process it belongs to, as
 * PostgreSQL keeps them: a lock whose process is gone is taken, with the socket that it left
 * behind.
 */
public final class UnixSocketFile {
    /** What fits into a socket's address. */
    private static final int LONGEST_PATH = 100;

    private static final int TRIES = 10;

    private final Path path;
    private final Path unpublished;
    private final Path lock;

    private UnixSocketFile(Path path) {
        this.path = path;
        this.unpublished = path.resolveSibling(path.getFileName() + ".new");
        this.lock = path.resolveSibling(path.getFileName() + ".lock");
    }

    /** PostgreSQL's name for the socket of {@code port} in {@code directory}. */
    public static Path pathFor(Path directory, int port) {
        return directory.resolve(".s.PGSQL." + port);
    }

    /**
     * Makes sure that no other process uses {@code path}.
     *
     * @throws IOException when one does; the message says which
     */
    public static UnixSocketFile claim(Path path) throws IOException {
        UnixSocketFile file = new UnixSocketFile(path);
        String longest = file.unpublished.toString();
        if (longest.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            throw new IOException(path + " is too long for a socket: 96 bytes at most");
        }
        file.lock();
        Files.deleteIfExists(file.unpublished);
        return file;
    }

    /** Takes over {@code path}, which another process has used, together with its socket. */
    public static UnixSocketFile inherit(Path path) throws IOException {
        UnixSocketFile file = new UnixSocketFile(path);
        Files.deleteIfExists(file.lock);
        file.writeLock();
        return file;
    }

    private void lock() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            try {
                writeLock();
                return;
            } catch (FileAlreadyExistsException e) {
                dropStaleLock();
            }
        }
        throw new IOException("somebody else keeps making " + lock);
    }

    private void writeLock() throws IOException {
        String pid = Long.toString(ProcessHandle.current().pid());
        Files.writeString(lock, pid + "\n" + path + "\n", StandardOpenOption.CREATE_NEW);
    }

    private void dropStaleLock() throws IOException {
        String owner = Files.readString(lock).lines().findFirst().orElse("").strip();
        boolean number = owner.matches("-?\\d{1,18}");
        long pid = number ? Math.abs(Long.parseLong(owner)) : 0;
        boolean alive =
                pid != ProcessHandle.current().pid()
                        && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        if (alive) {
            throw new IOException("process " + pid + " uses it, as " + lock + " says");
        }
        Files.deleteIfExists(lock);
    }

    /** Where to bind the socket; nobody looks for it there before {@link #publish}. */
    public Path bindPath() {
        return unpublished;
    }

    /** Lets in whom {@code mode} and {@code group} say, and gives the socket its name. */
    public void publish(FileMode mode, Optional<String> group) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(unpublished, PosixFileAttributeView.class);
        if (view == null) {
            throw new IOException(path + ": this file system knows no modes");
        }
        if (group.isPresent()) {
            GroupPrincipal principal =
                    path.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByGroupName(group.get());
            view.setGroup(principal);
        }
        view.setPermissions(mode.permissions());
        Files.move(unpublished, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The name of the socket. */
    public Path path() {
        return path;
    }

    /** Removes all files; the socket is not used any more. */
    public void delete() {
        for (Path own : List.of(unpublished, path, lock)) {
            try {
                Files.deleteIfExists(own);
            } catch (IOException e) {
                System.getLogger(UnixSocketFile.class.getName())
                        .log(System.Logger.Level.WARNING, "cannot remove " + own, e);
            }
        }
    }
}
