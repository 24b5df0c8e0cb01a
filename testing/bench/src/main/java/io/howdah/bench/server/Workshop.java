package io.howdah.bench.server;

import io.howdah.base.Clock;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder for one run and the processes that were started in it. Both are gone when it is closed,
 * the process that was started last first.
 */
public final class Workshop implements AutoCloseable {
    /** PostgreSQL and PgBouncer refuse to run as root; Debian's packages make them a user. */
    private static final String UNPRIVILEGED = "postgres";

    private final Path folder;
    private final Clock clock;
    private final Deque<Daemon> daemons = new ArrayDeque<>();

    private Workshop(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** An empty one, in the folder for temporary files. */
    public static Workshop open(Clock clock) throws BenchException {
        try {
            Path folder = Files.createTempDirectory("howdah-bench");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            return new Workshop(folder, clock);
        } catch (IOException e) {
            throw new BenchException("cannot make a folder for temporary files", e);
        }
    }

    Clock clock() {
        return clock;
    }

    /** A new folder that the servers may write to. */
    Path folder(String name) throws BenchException {
        try {
            Path made = Files.createDirectory(folder.resolve(name));
            if (isRoot()) {
                var users = made.getFileSystem().getUserPrincipalLookupService();
                Files.setOwner(made, users.lookupPrincipalByName(UNPRIVILEGED));
            }
            return made;
        } catch (IOException e) {
            throw new BenchException("cannot make a folder for " + name, e);
        }
    }

    /** Where a folder may be that its server makes itself. */
    Path place(String name) {
        return folder.resolve(name);
    }

    /** A new file that the servers may read; {@code name} may have a folder before it. */
    public Path write(String name, String text) throws BenchException {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new BenchException("cannot write " + name, e);
        }
    }

    /** A port that nobody listened on just now. */
    static int freePort() throws BenchException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new BenchException("there is no free port", e);
        }
    }

    /** Starts a server as a user without privileges; what it says goes to a file. */
    Daemon start(String name, Daemon.Stop stop, List<String> command) throws BenchException {
        return startAsIs(name, stop, unprivileged(command));
    }

    /** Starts a server as the user that runs this. */
    Daemon startAsIs(String name, Daemon.Stop stop, List<String> command) throws BenchException {
        Daemon daemon = Daemon.start(name, stop, command, folder.resolve(name + ".log"));
        daemons.push(daemon);
        return daemon;
    }

    /** Runs a command to its end, as a user without privileges. */
    void run(String name, List<String> command) throws BenchException, InterruptedException {
        Shell.run(name, unprivileged(command));
    }

    /** Stops {@code daemon} before the others. */
    void stop(Daemon daemon) {
        daemons.remove(daemon);
        daemon.close();
    }

    @Override
    public void close() {
        while (!daemons.isEmpty()) {
            daemons.pop().close();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException _) {
            // A folder for temporary files; the system clears it in time.
        }
    }

    private static List<String> unprivileged(List<String> command) {
        if (!isRoot()) {
            return command;
        }
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "setpriv",
                                "--reuid=" + UNPRIVILEGED,
                                "--regid=" + UNPRIVILEGED,
                                "--clear-groups"));
        words.addAll(command);
        return words;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}
