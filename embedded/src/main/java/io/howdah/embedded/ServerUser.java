package io.howdah.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The operating-system user that PostgreSQL runs as: the one that runs Howdah, or, as PostgreSQL
 * refuses to run as root, {@code nobody}.
 *
 * @param name the user's name
 * @param group the group to run in, when it is not the present one
 * @param prefix the command that changes to the user, empty when it is the present one
 */
record ServerUser(String name, Optional<String> group, List<String> prefix) {
    private static final String UNPRIVILEGED = "nobody";

    /** The user for this process. */
    static ServerUser current() throws ClusterException {
        String name = System.getProperty("user.name");
        if (!name.equals("root")) {
            return new ServerUser(name, Optional.empty(), List.of());
        }
        String group = unprivilegedGroup();
        return new ServerUser(UNPRIVILEGED, Optional.of(group), changingTo(group));
    }

    /** Whether root stands aside for another user. */
    boolean isOther() {
        return !prefix.isEmpty();
    }

    /** The command that runs {@code program} as this user, in the same process. */
    List<String> command(Path program, List<String> arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(program.toString());
        command.addAll(arguments);
        return command;
    }

    /** Hands {@code path} over to this user. */
    void own(Path path) throws IOException {
        if (group.isPresent()) {
            UserPrincipalLookupService users = path.getFileSystem().getUserPrincipalLookupService();
            PosixFileAttributeView view =
                    Files.getFileAttributeView(
                            path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            view.setGroup(users.lookupPrincipalByGroupName(group.get()));
            view.setOwner(users.lookupPrincipalByName(name));
        }
    }

    /** Whether this user may enter {@code folder}; asked of the system itself, by trying. */
    boolean canEnter(Path folder) throws ClusterException {
        if (!isOther()) {
            return Files.isExecutable(folder);
        }
        List<String> entering = List.of("-c", "cd \"$1\"", "sh", folder.toString());
        return Command.of(command(Path.of("/bin/sh"), entering)).succeeds();
    }

    /** Where programs keep what they can make again. */
    Path cache() {
        if (isOther()) {
            return Path.of("/var/cache");
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        return cache != null && !cache.isBlank()
                ? Path.of(cache)
                : Path.of(System.getProperty("user.home"), ".cache");
    }

    private static List<String> changingTo(String group) throws ClusterException {
        Optional<Path> setpriv = Command.find("setpriv");
        if (setpriv.isPresent()) {
            return List.of(
                    setpriv.get().toString(),
                    "--reuid=" + UNPRIVILEGED,
                    "--regid=" + group,
                    "--clear-groups");
        }
        Optional<Path> chroot = Command.find("chroot"); // GNU's can change the user alone
        if (chroot.isPresent()) {
            return List.of(
                    chroot.get().toString(),
                    "--groups=",
                    "--userspec=" + UNPRIVILEGED + ":" + group,
                    "--skip-chdir",
                    "/");
        }
        throw new ClusterException(
                "PostgreSQL refuses to run as root, and neither setpriv nor chroot is here to run"
                        + " it as nobody: run Howdah as an ordinary user");
    }

    private static String unprivilegedGroup() throws ClusterException {
        UserPrincipalLookupService users =
                Path.of("/").getFileSystem().getUserPrincipalLookupService();
        for (String group : List.of("nogroup", "nobody")) { // Debian's name, Fedora's name
            try {
                users.lookupPrincipalByGroupName(group);
                return group;
            } catch (UserPrincipalNotFoundException _) {
                // the other name, then
            } catch (IOException e) {
                throw ClusterException.of("cannot read the system's groups", e);
            }
        }
        throw new ClusterException(
                "PostgreSQL refuses to run as root, and this system has no group of the user"
                        + " nobody: run Howdah as an ordinary user");
    }
}
