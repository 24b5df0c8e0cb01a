package io.howdah.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One start of a cluster: from whatever the data folder holds to servers that run. */
final class Launch {
    private final Site site;
    private final Server primary;
    private final List<Server> replicas = new ArrayList<>();
    private boolean founded;

    Launch(Site site, int replicaCount) throws ClusterException {
        this.site = site;
        List<String> names = new ArrayList<>(List.of(Site.PRIMARY));
        IntStream.rangeClosed(1, replicaCount).mapToObj(Site::replica).forEach(names::add);
        new Orphans(site).stop(); // before ports are chosen: they hold the ones remembered
        Map<String, Integer> ports = new Ports(site.folder().resolve("ports")).choose(names);
        List<Server> servers =
                names.stream()
                        .map(name -> new Server(site, name, ports.getOrDefault(name, 0)))
                        .toList();
        primary = servers.getFirst();
        replicas.addAll(servers.subList(1, servers.size()));
    }

    /** Returns when every server accepts connections and the replicas stream; or stops them all. */
    void run() throws ClusterException, InterruptedException {
        site.sweep();
        prepare();
        boolean done = false;
        try {
            start();
            done = true;
        } finally {
            if (!done) {
                stop();
            }
        }
    }

    Server primary() {
        return primary;
    }

    List<Server> replicas() {
        return List.copyOf(replicas);
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
                        data.path()
                                + " was made a replica of another server: delete standby.signal in"
                                + " it if it is to be the primary");
            }
        } else if (present.isEmpty()) {
            new Founding(site, replicas()).found();
            founded = true;
        } else {
            throw new ClusterException(
                    site.folder()
                            + " holds "
                            + present.getFirst()
                            + " but no primary: restore the"
                            + " primary, or delete the folder to begin anew");
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
