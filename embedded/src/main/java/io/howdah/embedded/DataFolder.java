package io.howdah.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * Finds the folder that the cluster lives in: the wanted one, or a substitute.
 *
 * <p>Started by root, PostgreSQL runs as another user, and that user often cannot enter a folder
 * below {@code /root}. The substitute is in {@code /var/lib}, not {@code /var/tmp}: only root can
 * plant something there, and nobody cleans it up. Its name follows from the wanted folder's, so the
 * next start finds the same data.
 */
final class DataFolder {
    private static final Path SUBSTITUTES = Path.of("/var/lib/howdah");
    private static final int HASH_DIGITS = 12;

    private DataFolder() {}

    /**
     * The folder to use, existing and fit for {@code user}; a substitute is told to {@code log}.
     */
    static Path open(Path wanted, ServerUser user, Consumer<String> log) throws ClusterException {
        Path folder = wanted.toAbsolutePath().normalize();
        make(folder, user);
        if (!user.isOther() || user.canEnter(folder)) {
            return folder;
        }
        Path substitute = substituteFor(folder);
        make(substitute, user);
        log.accept(
                "as root, PostgreSQL runs as %s, who cannot enter %s: the data is in %s"
                        .formatted(user.name(), folder, substitute));
        return substitute;
    }

    /** Where the data of an unreachable folder goes, always the same place. */
    static Path substituteFor(Path folder) {
        try {
            byte[] path = folder.toString().getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(path);
            return SUBSTITUTES.resolve(HexFormat.of().formatHex(hash).substring(0, HASH_DIGITS));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private static void make(Path folder, ServerUser user) throws ClusterException {
        try {
            if (!Files.isDirectory(folder)) {
                Tree.makeFolder(folder);
                // Logs can hold data. The server's user only has to pass through to its own
                // folders.
                Tree.setMode(folder, user.isOther() ? "rwx--x--x" : "rwx------");
            }
            String owner = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName();
            String self = System.getProperty("user.name");
            if (!owner.equals(self)) {
                throw new ClusterException(
                        """
                        %s belongs to %s and Howdah runs as %s: run it as %s, or choose another \
                        folder with --data\
                        """
                                .formatted(folder, owner, self, owner));
            }
        } catch (IOException e) {
            throw ClusterException.of("cannot use " + folder + " for data", e);
        }
    }
}
