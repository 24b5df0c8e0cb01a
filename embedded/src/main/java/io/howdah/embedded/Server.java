package io.howdah.embedded;

import io.howdah.base.HostPort;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One PostgreSQL server: a data directory, a port, and while it runs a process. It is started by
 * one thread and may be stopped by another, later.
 */
final class Server {
    /** Recovery after a crash replays at most {@code max_wal_size} of WAL or so. */
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private static final Set<PosixFilePermission> LOG_MODE =
            PosixFilePermissions.fromString("rw-------");

    private final Site site;
    private final String name;
    private final HostPort address;
    private volatile @Nullable Process process;

    Server(Site site, String name, int port) {
        this.site = site;
        this.name = name;
        this.address = new HostPort(Site.HOST, port);
    }

    /** {@code primary} or {@code replica-1}; also its data directory's name. */
    String name() {
        return name;
    }

    HostPort address() {
        return address;
    }

    Path data() {
        return site.data(name);
    }

    /** The replication slot that keeps WAL for this replica. */
    String slot() {
        return Site.slot(name);
    }

    /** Starts the process with {@code settings} ({@code name=value}) beside those in its files. */
    void start(List<String> settings) throws ClusterException {
        List<String> arguments = new ArrayList<>(List.of("-D", data().toString()));
        List<String> own =
                List.of(
                        "listen_addresses=" + Site.HOST,
                        "port=" + address.port(),
                        "unix_socket_directories=",
                        "cluster_name=" + name);
        for (List<String> group : List.of(own, settings)) {
            group.forEach(setting -> arguments.addAll(List.of("-c", setting)));
        }
        try {
            beginLog();
            process =
                    Command.of(detached(site.user().command(site.binaries().postgres(), arguments)))
                            .builder()
                            .redirectInput(Path.of("/dev/null").toFile())
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                            .start();
        } catch (IOException e) {
            throw ClusterException.of("cannot start " + name, e);
        }
    }

    /**
     * Waits until it accepts connections.
     *
     * @throws ClusterException when it ends before, with its last words
     */
    void awaitReady() throws ClusterException, InterruptedException {
        if (!Poll.until(site.clock(), START_LIMIT, () -> isReady() || hasEnded())) {
            throw new ClusterException(
                    "%s is not ready after %s s, see %s"
                            .formatted(name, START_LIMIT.toSeconds(), log()));
        }
        if (hasEnded()) {
            throw new ClusterException(
                    "%s on port %s did not start: %s".formatted(name, address.port(), complaint()));
        }
    }

    /** Whether it was started and is no more. */
    boolean hasEnded() {
        return process != null && !process.isAlive();
    }

    /** Whether there is a process, ready or not. */
    boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Why it ended, from its log. */
    String complaint() {
        try {
            return Complaint.lastIn(Files.readString(log())) + " (" + log() + ")";
        } catch (IOException _) {
            return "see " + log();
        }
    }

    /** Stops it in good order if it runs, or else in bad order; returns when it is gone. */
    void stop() {
        if (process != null) {
            new Shutdown(site).stop(process.toHandle());
        }
    }

    /** Ends it as if its machine had crashed; returns when it is gone. */
    void crash() {
        if (process != null) {
            new Shutdown(site).crash(process.toHandle());
        }
    }

    private boolean isReady() {
        if (process == null) {
            return false;
        }
        long pid = process.pid(); // a file that an earlier process left says nothing
        return PidFile.of(data()).filter(file -> file.pid() == pid && file.isReady()).isPresent();
    }

    private Path log() {
        return site.folder().resolve(name + ".log");
    }

    /** An empty log; the one of the start before is kept. Logs quote statements, hence the mode. */
    private void beginLog() throws IOException {
        if (Files.exists(log())) {
            Path former = site.folder().resolve(name + ".log.old");
            Files.move(log(), former, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.createFile(log(), PosixFilePermissions.asFileAttribute(LOG_MODE));
    }

    /**
     * The command in a session of its own, so that Ctrl-C and Ctrl-\ in Howdah's terminal reach
     * Howdah alone, which then stops the servers in its own order.
     */
    private static List<String> detached(List<String> command) {
        List<String> detached = new ArrayList<>(command);
        Command.find("setsid").ifPresent(setsid -> detached.addFirst(setsid.toString()));
        return detached;
    }
}
