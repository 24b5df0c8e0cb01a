package io.howdah.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes the data directories of a new cluster.
 *
 * <p>Everything is done before the first server starts: initdb, then the database and the slots in
 * PostgreSQL's single-user mode, then a plain copy a replica, then all of it forced to disk, and at
 * last the names that make it count. Replicas so made are streaming a moment after they start, and
 * an interrupted founding leaves nothing that could be taken for a cluster.
 */
record Founding(Site site, List<Server> replicas) {
    /** Written to {@code postgresql.conf} once; people may change them there. */
    private static final List<String> SETTINGS =
            List.of(
                    "max_connections=300",
                    "wal_level=logical",
                    "track_commit_timestamp=on",
                    "shared_preload_libraries=pg_stat_statements",
                    "max_wal_senders=32",
                    "max_replication_slots=32",
                    // A replica that stays away longer is cloned again; the disk does not fill up.
                    "max_slot_wal_keep_size=1GB",
                    // Else a replica that starts before its primary tries again after 5 s only.
                    "wal_retrieve_retry_interval=100ms",
                    // Long reads on a replica are not cancelled; nothing here runs for days.
                    "hot_standby_feedback=on",
                    "log_checkpoints=off");

    void found() throws ClusterException, InterruptedException {
        site.log()
                .accept(
                        "making a new PostgreSQL %s cluster in %s"
                                .formatted(Binaries.VERSION, site.folder()));
        Path primary = site.unfinished(Site.PRIMARY);
        try {
            site.makePrivate(primary);
            initialize(primary);
            fill(primary);
            copyAndSync(primary);
            // The primary first: without it replicas would be orphans, without them it clones.
            site.publish(Site.PRIMARY);
            for (Server replica : replicas) {
                site.publish(replica.name());
            }
        } catch (IOException e) {
            throw ClusterException.of("cannot make the cluster in " + site.folder(), e);
        }
    }

    private void initialize(Path primary)
            throws ClusterException, InterruptedException, IOException {
        Path password = site.folder().resolve("password" + Site.UNFINISHED);
        Files.writeString(password, EmbeddedCluster.PASSWORD);
        site.user().own(password);
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--pgdata=" + primary,
                                "--username=" + EmbeddedCluster.USER,
                                "--pwfile=" + password,
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--locale=C",
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8",
                                "--text-search-config=english",
                                "--no-sync", // done later, for all at once
                                "--no-instructions"));
        SETTINGS.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        site.command(site.binaries().initdb(), arguments).run("initdb failed");
        Files.delete(password);
    }

    /** One statement a line: in single-user mode a line's end ends the statement. */
    private void fill(Path primary) throws ClusterException, InterruptedException {
        StringBuilder sql = new StringBuilder();
        // In template1, so that databases made later have it too.
        sql.append("CREATE EXTENSION pg_stat_statements\n");
        sql.append("CREATE DATABASE ").append(EmbeddedCluster.DATABASE).append('\n');
        replicas.forEach(replica -> sql.append(Cloning.createSlot(replica)).append('\n'));
        String options = "--single -c exit_on_error=on -c fsync=off -D";
        List<String> arguments = new ArrayList<>(List.of(options.split(" ", -1)));
        arguments.addAll(List.of(primary.toString(), "template1"));
        site.command(site.binaries().postgres(), arguments)
                .withInput(sql.toString())
                .run("cannot make the database " + EmbeddedCluster.DATABASE);
    }

    private void copyAndSync(Path primary)
            throws ClusterException, InterruptedException, IOException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> copies = new ArrayList<>();
            copies.add(threads.submit(() -> sync(primary)));
            for (Server replica : replicas) {
                copies.add(threads.submit(() -> copy(primary, replica)));
            }
            for (Future<?> copy : copies) {
                copy.get();
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case ClusterException failure -> throw failure;
                case IOException failure -> throw failure;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    private Void copy(Path primary, Server replica)
            throws ClusterException, InterruptedException, IOException {
        Path copy = site.unfinished(replica.name());
        site.makePrivate(copy);
        DataCopy.ofStopped(primary, copy);
        new DataDirectory(copy).makeStandby(site.user());
        return sync(copy);
    }

    private Void sync(Path data) throws ClusterException, InterruptedException {
        site.sync(data);
        return null;
    }
}
