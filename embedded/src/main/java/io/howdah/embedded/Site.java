package io.howdah.embedded;

import io.howdah.base.Clock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Where the servers of one cluster live and what runs them.
 *
 * @param folder holds a data directory and a log for each server
 * @param user who the servers run as
 * @param binaries what they run
 * @param clock for time limits
 * @param log takes a line for a person now and then
 */
record Site(Path folder, ServerUser user, Binaries binaries, Clock clock, Consumer<String> log) {
    /** All servers listen here and nowhere else. */
    static final String HOST = "127.0.0.1";

    static final String PRIMARY = "primary";

    /** The tail of a data directory in the making; one that is found at start is rubbish. */
    static final String UNFINISHED = ".new";

    private static final String REPLICA = "replica-";

    /** The name of the {@code number}th replica, counted from 1. */
    static String replica(int number) {
        return REPLICA + number;
    }

    /** The replication slot that keeps WAL for {@code replica}; hyphens are not allowed there. */
    static String slot(String replica) {
        return replica.replace('-', '_');
    }

    /** Whether {@code slot} is one that {@link #slot} names. */
    static boolean isReplicaSlot(String slot) {
        return slot.matches(slot(REPLICA) + "[0-9]+");
    }

    /** The data directory of {@code server}. */
    Path data(String server) {
        return folder.resolve(server);
    }

    /** Where the data directory of {@code server} is put together. */
    Path unfinished(String server) {
        return folder.resolve(server + UNFINISHED);
    }

    /**
     * A new, empty folder at {@code path}, in place of what is there, that only the servers read.
     */
    void makePrivate(Path path) throws IOException {
        Tree.delete(path);
        Files.createDirectory(path);
        Tree.setMode(path, "rwx------");
        user.own(path);
    }

    /** Forces a data directory to disk. */
    void sync(Path data) throws ClusterException, InterruptedException {
        command(binaries.initdb(), List.of("--sync-only", "--pgdata=" + data))
                .run("cannot force " + data + " to disk");
    }

    /**
     * Makes the finished directory of {@code server} its data directory, in place of an old one.
     */
    void publish(String server) throws IOException {
        Tree.delete(data(server));
        Files.move(unfinished(server), data(server), StandardCopyOption.ATOMIC_MOVE);
        Tree.sync(folder);
    }

    /** Deletes what an interrupted start left half made. */
    void sweep() throws ClusterException {
        try {
            for (Path path : entries()) {
                if (path.toString().endsWith(UNFINISHED)) {
                    Tree.delete(path);
                }
            }
        } catch (IOException e) {
            throw ClusterException.of("cannot clean the data folder", e);
        }
    }

    /** Names of the servers that have a data directory, whole or not. */
    List<String> present() throws ClusterException {
        try {
            return entries().stream()
                    .map(path -> path.getFileName().toString())
                    .filter(name -> name.equals(PRIMARY) || name.matches(REPLICA + "[0-9]+"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw ClusterException.of("cannot read the data folder", e);
        }
    }

    /** Runs one of PostgreSQL's programs as the servers' user. */
    Command command(Path program, List<String> arguments) {
        return Command.of(user.command(program, arguments));
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }
}
