package io.howdah.embedded;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;

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
    private final Launch servers;
    private final DataLock lock;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedCluster(Path data, Launch servers, DataLock lock) {
        this.data = data;
        this.servers = servers;
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
            return new EmbeddedCluster(folder, launch, lock);
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
        return servers.primary().address();
    }

    /** All servers, the primary first. */
    public List<HostPort> nodes() {
        return Stream.concat(Stream.of(servers.primary()), servers.replicas().stream())
                .map(Server::address)
                .toList();
    }

    /** Whether this start made the cluster. */
    public boolean isNew() {
        return servers.founded();
    }

    /** Stops every server, cutting off its clients; within seconds, a minute at the very worst. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            servers.stop();
            lock.close();
        }
    }
}
