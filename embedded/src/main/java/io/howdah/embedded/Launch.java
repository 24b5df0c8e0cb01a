package io.howdah.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One start of a cluster: from whatever the data folder holds to servers that run. */
final class Launch {
    private final Site site;
    private final Server primary;
    private final List<Server> replicas;
    private boolean founded;

    private Launch(Site site, List<Server> servers) {
        this.site = site;
        primary = servers.getFirst();
        replicas = List.copyOf(servers.subList(1, servers.size()));
    }

    /** A launch of a primary and {@code replicaCount} replicas, none of which runs then. */
    static Launch on(Site site, int replicaCount) throws ClusterException {
        new Orphans(site).stop(); // first, for they hold the ports that are remembered
        List<String> names = new ArrayList<>(List.of(Site.PRIMARY));
        IntStream.rangeClosed(1, replicaCount).mapToObj(Site::replica).forEach(names::add);
        List<Server> servers = new ArrayList<>();
        new Ports(site.folder().resolve("ports"))
                .choose(names)
                .forEach((name, port) -> servers.add(new Server(site, name, port)));
        return new Launch(site, servers);
    }

    /** Returns when every server accepts connections and the replicas stream; or stops them all. */
    void run() throws ClusterException, InterruptedException {
        site.sweep();
        boolean done = false;
        try {
            prepare();
            start();
            done = true;
        } finally {
            if (!done) {
                abandon();
            }
        }
    }

    Server primary() {
        return primary;
    }

    List<Server> replicas() {
        return replicas;
    }

    /** All servers, the primary first. */
    List<Server> servers() {
        return Stream.concat(Stream.of(primary), replicas.stream()).toList();
    }

    /** Whether the cluster did not exist before. */
    boolean founded() {
        return founded;
    }

    /** Stops the primary, so that the replicas still get its last WAL, then them. */
    void stop() {
        primary.stop();
        List<Thread> stopping =
                replicas.stream().map(replica -> Thread.startVirtualThread(replica::stop)).toList();
        stopping.forEach(Launch::joinUninterruptibly);
    }

    private void prepare() throws ClusterException, InterruptedException {
        List<String> present = site.present();
        if (present.contains(Site.PRIMARY)) {
            DataDirectory data = new DataDirectory(primary.data());
            data.check(site.user());
            if (data.isStandby()) {
                throw new ClusterException(
                        """
                        %s was made a replica of another server: delete standby.signal in it if \
                        it is to be the primary\
                        """
                                .formatted(data.path()));
            }
        } else if (present.isEmpty()) {
            new Founding(site, replicas).found();
            founded = true;
        } else {
            throw new ClusterException(
                    """
                    %s holds %s but no primary: restore the primary, or delete the folder to \
                    begin anew\
                    """
                            .formatted(site.folder(), present.getFirst()));
        }
    }

    private void start() throws ClusterException, InterruptedException {
        primary.start(List.of());
        Replicas behind = new Replicas(site, primary, replicas);
        behind.start();
        primary.awaitReady();
        try (Connection sql = Database.connect(primary.address())) {
            behind.join(sql);
        } catch (SQLException e) {
            throw ClusterException.of("cannot log in to the primary", e);
        }
    }

    /** Leaves nothing running and nothing half made, above all on a full disk. */
    private void abandon() {
        stop();
        try {
            site.sweep();
        } catch (ClusterException e) {
            site.log().accept(e.getMessage()); // the failure that led here is the one to throw
        }
    }

    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true; // each stop is bounded by itself
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
