package io.howdah.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Stops, starts and holds back single servers of a running cluster. Safe from any thread: one thing
 * happens at a time.
 */
final class Switchboard implements AutoCloseable {
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);

    private final Site site;
    private final Launch launch;
    private boolean closed;

    Switchboard(Site site, Launch launch) {
        this.site = site;
        this.launch = launch;
    }

    synchronized void stop(String name) throws ClusterException {
        running(name).stop();
    }

    synchronized void kill(String name) throws ClusterException {
        running(name).crash();
    }

    synchronized void start(String name) throws ClusterException, InterruptedException {
        Server server = named(name);
        if (server.isRunning()) {
            throw new ClusterException(name + " runs already");
        }
        boolean started = false;
        try {
            if (isPrimary(server)) {
                server.start(List.of());
                server.awaitReady();
            } else {
                startReplica(server);
            }
            started = true;
        } finally {
            if (!started) {
                server.stop();
            }
        }
    }

    synchronized void delay(String name, Duration time) throws ClusterException {
        Server server = running(name);
        if (isPrimary(server)) {
            throw new ClusterException(name + " follows nobody: only a replica can be delayed");
        }
        if (time.isNegative() || time.compareTo(LONGEST_DELAY) > 0) {
            throw new ClusterException("a replica can be delayed by an hour at most");
        }
        String value = time.isZero() ? "RESET %s" : "SET %s = " + time.toMillis();
        try (Connection sql = Database.connect(server.address())) {
            Database.run(sql, "ALTER SYSTEM " + value.formatted(Replicas.DELAY));
            Database.run(sql, "SELECT pg_reload_conf()");
        } catch (SQLException e) {
            throw ClusterException.of("cannot delay " + name, e);
        }
    }

    /** Stops every server; from then on none can be started. */
    @Override
    public synchronized void close() {
        closed = true;
        launch.stop();
    }

    /** Without a primary it cannot stream, but answers, and follows as soon as there is one. */
    private void startReplica(Server replica) throws ClusterException, InterruptedException {
        Replicas behind = new Replicas(site, launch.primary(), List.of(replica));
        behind.start();
        if (!launch.primary().isRunning()) {
            replica.awaitReady();
            return;
        }
        try (Connection sql = Database.connect(launch.primary().address())) {
            behind.follow(sql);
        } catch (SQLException e) {
            throw ClusterException.of("cannot log in to the primary", e);
        }
    }

    private boolean isPrimary(Server server) {
        return server == launch.primary();
    }

    private Server running(String name) throws ClusterException {
        Server server = named(name);
        if (!server.isRunning()) {
            throw new ClusterException(name + " does not run");
        }
        return server;
    }

    private Server named(String name) throws ClusterException {
        if (closed) {
            throw new ClusterException("the servers are being stopped");
        }
        for (Server server : launch.servers()) {
            if (server.name().equals(name)) {
                return server;
            }
        }
        throw new ClusterException(
                launch.servers().stream()
                        .map(Server::name)
                        .collect(
                                Collectors.joining(
                                        ", ", "there is no server " + name + ": there are ", "")));
    }
}
