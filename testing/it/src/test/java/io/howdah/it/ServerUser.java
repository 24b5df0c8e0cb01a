package io.howdah.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The operating-system user that runs Debian's PostgreSQL: the one that runs the tests, or {@code
 * postgres} when that is root, as which PostgreSQL does not run.
 */
final class ServerUser {
    private static final Optional<String> OTHER =
            "root".equals(System.getProperty("user.name"))
                    ? Optional.of("postgres")
                    : Optional.empty();

    private ServerUser() {}

    /**
     * {@code command} as that user. It gets SIGINT, which stops PostgreSQL fast, when the thread
     * that starts it ends, so that a killed test run leaves no server behind.
     */
    static List<String> command(List<String> command) {
        Stream<String> user =
                OTHER.stream()
                        .flatMap(
                                name ->
                                        Stream.of(
                                                "--reuid=" + name,
                                                "--regid=" + name,
                                                "--clear-groups"));
        return Stream.of(Stream.of("setpriv", "--pdeathsig=INT"), user, command.stream())
                .flatMap(words -> words)
                .toList();
    }

    /** A new folder of that user's, in a place where the user can get to it. */
    static Path folder(String name) throws IOException, InterruptedException {
        Path folder = own(Scratch.folder(name));
        if (canEnter(folder)) {
            return folder;
        }
        Files.delete(folder);
        return own(Files.createTempDirectory("howdah-" + name + "-"));
    }

    /** Hands {@code path} over to that user. */
    static Path own(Path path) throws IOException {
        if (OTHER.isPresent()) {
            UserPrincipal owner =
                    path.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName(OTHER.get());
            Files.setOwner(path, owner);
        }
        return path;
    }

    private static boolean canEnter(Path folder) throws IOException, InterruptedException {
        List<String> look = List.of("test", "-x", folder.toString());
        return new ProcessBuilder(command(look)).start().waitFor() == 0;
    }
}
