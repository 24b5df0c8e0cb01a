package io.howdah.embedded;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A running PostgreSQL cluster on this machine: a primary and its streaming replicas, as processes
 * of their own, listening on loopback only. Data survives {@link #close} and is used again by the
 * next start on the same folder.
 */
public final class EmbeddedCluster implements AutoCloseable {
    /** The role to log in as; a superuser. */
    public static final String USER = "howdah";

    /**
     * Its password, by SCRAM-SHA-256. No secret: the servers are for one machine's user to play.
     */
    public static final String PASSWORD = "howdah";

    /** The database that exists from the start. */
    public static final String DATABASE = "howdah";

    private final Path data;
    private final Launch launch;
    private final Switchboard switchboard;
    private final DataLock lock;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedCluster(Site site, Launch launch, DataLock lock) {
        this.data = site.folder();
        this.launch = launch;
        this.switchboard = new Switchboard(site, launch);
        this.lock = lock;
    }

    /**
     * Starts the cluster, making it first when the folder is new; returns when all servers accept
     * connections and the replicas stream. Servers left behind by a killed Howdah are stopped
     * before, replicas that cannot follow any more are cloned again.
     *
     * @param log takes a line for a person now and then
     * @throws ClusterException when there is no cluster; nothing is left running then
     * @throws InterruptedException likewise
     */
    public static EmbeddedCluster start(ClusterSettings settings, Clock clock, Consumer<String> log)
            throws ClusterException, InterruptedException {
        ServerUser user = ServerUser.current();
        Path folder = DataFolder.open(settings.data(), user, log);
        DataLock lock = DataLock.take(folder);
        boolean started = false;
        try {
            Site site = new Site(folder, user, Binaries.unpacked(user, folder), clock, log);
            Launch launch = Launch.on(site, settings.replicas());
            launch.run();
            started = true;
            return new EmbeddedCluster(site, launch, lock);
        } finally {
            if (!started) {
                lock.close();
            }
        }
    }

    /** Where the data is; not always the folder that was asked for. */
    public Path data() {
        return data;
    }

    /** The server that takes writes. */
    public HostPort primary() {
        return launch.primary().address();
    }

    /** All servers, the primary first. */
    public List<HostPort> nodes() {
        return List.copyOf(servers().values());
    }

    /** All servers by name, {@code primary}, {@code replica-1} and so on, in this order. */
    public SequencedMap<String, HostPort> servers() {
        SequencedMap<String, HostPort> servers = new LinkedHashMap<>();
        launch.servers().forEach(server -> servers.put(server.name(), server.address()));
        return servers;
    }

    /** Whether this start made the cluster. */
    public boolean isNew() {
        return launch.founded();
    }

    // ---- one server; one thing happens at a time

    /**
     * Stops the server called {@code name} in good order, cutting off its clients.
     *
     * @throws ClusterException when there is none, or it does not run
     */
    public void stop(String name) throws ClusterException {
        switchboard.stop(name);
    }

    /**
     * Has the server called {@code name} crash, as when its machine loses power.
     *
     * @throws ClusterException when there is none, or it does not run
     */
    public void kill(String name) throws ClusterException {
        switchboard.kill(name);
    }

    /**
     * Starts the server called {@code name} again, at its former address; returns when it accepts
     * connections and, if it is a replica and there is a primary, streams.
     *
     * @throws ClusterException when there is none, or it runs, or cannot; it is stopped then
     * @throws InterruptedException likewise
     */
    public void start(String name) throws ClusterException, InterruptedException {
        switchboard.start(name);
    }

    /**
     * Has the replica called {@code name} stay behind the primary by {@code time}, until it is told
     * otherwise or is started again.
     *
     * @param time 0 ends it
     * @throws ClusterException when there is no such replica, or it does not run
     */
    public void delay(String name, Duration time) throws ClusterException {
        switchboard.delay(name, time);
    }

    /** Stops every server, cutting off its clients; within seconds, a minute at the very worst. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            switchboard.close();
            lock.close();
        }
    }
}
