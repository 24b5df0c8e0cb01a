package io.howdah.embedded;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Unpacks {@code .txz} archives, all or nothing. */
final class TarXz {
    private static final int OWNER_MAY_EXECUTE = 0100;

    private TarXz() {}

    /**
     * Unpacks {@code archive} as the folder {@code target}, which appears when all of it is on
     * disk, unless it exists. Processes that do so at once wait for the first.
     */
    static void unpack(InputStream archive, Path target) throws IOException {
        Tree.makeParent(target);
        synchronized (TarXz.class) { // file locks are between processes only
            try (FileChannel file =
                            FileChannel.open(
                                    target.resolveSibling(target.getFileName() + ".lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock _ = file.lock()) {
                if (!Files.isDirectory(target)) {
                    Path unfinished = target.resolveSibling(target.getFileName() + ".new");
                    Tree.delete(unfinished);
                    unpackInto(archive, unfinished);
                    Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
    }

    private static void unpackInto(InputStream archive, Path folder) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                Path path = folder.resolve(entry.getName()).normalize();
                if (!path.startsWith(folder)) {
                    throw new IOException("the archive leaves its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Tree.makeFolder(path);
                } else {
                    Tree.makeParent(path);
                    if (entry.isSymbolicLink()) {
                        Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                    } else {
                        write(tar, path, (entry.getMode() & OWNER_MAY_EXECUTE) != 0);
                    }
                }
            }
        }
    }

    private static void write(InputStream content, Path path, boolean executable)
            throws IOException {
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            content.transferTo(Channels.newOutputStream(file));
            // A folder that exists counts as complete, so its files must survive a power cut.
            file.force(true);
        }
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
