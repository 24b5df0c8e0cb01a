package io.howdah.bench.server;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;
import io.howdah.bench.machine.ProcessTree;
import io.howdah.embedded.BlogDemo;
import io.howdah.embedded.ClusterException;
import io.howdah.embedded.ClusterSettings;
import io.howdah.embedded.EmbeddedCluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A primary and its replicas: the PostgreSQL 18 that Howdah carries, with room for many clients, or
 * servers that somebody has already. One thread.
 */
public final class Herd implements AutoCloseable {
    /** Enough for a thousand clients without a pool, and for everybody else. */
    private static final int CONNECTIONS = 1_200;

    /** The same rows each time. */
    private static final long SEED = 42;

    /** A thousand log-ins by SCRAM otherwise take the processors longer than a run. */
    private static final String CHEAP_LOGIN =
            "SET scram_iterations = 1; ALTER ROLE %s PASSWORD '%s'"
                    .formatted(EmbeddedCluster.USER, EmbeddedCluster.PASSWORD);

    private static final Duration REPLAY_LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final List<HostPort> nodes;
    private final Optional<EmbeddedCluster> cluster;
    private final Clock clock;

    private Herd(List<HostPort> nodes, Optional<EmbeddedCluster> cluster, Clock clock) {
        this.nodes = List.copyOf(nodes);
        this.cluster = cluster;
        this.clock = clock;
    }

    /** Servers that run already, the primary first; they are left running. */
    public static Herd given(List<HostPort> nodes, Clock clock) {
        return new Herd(nodes, Optional.empty(), clock);
    }

    /** Starts a new one in {@code workshop}, which is to be closed before that is. */
    public static Herd start(Workshop workshop, int replicas, Consumer<String> log)
            throws BenchException, InterruptedException {
        Path data = workshop.place("herd");
        try {
            // Replicas are cloned from what the primary has been told by then.
            try (Herd alone = start(workshop.clock(), new ClusterSettings(data, 0), log)) {
                alone.run("ALTER SYSTEM SET max_connections = " + CONNECTIONS, CHEAP_LOGIN);
            }
            return start(workshop.clock(), new ClusterSettings(data, replicas), log);
        } catch (ClusterException e) {
            throw new BenchException("cannot start PostgreSQL", e);
        }
    }

    private static Herd start(Clock clock, ClusterSettings settings, Consumer<String> log)
            throws ClusterException, InterruptedException {
        EmbeddedCluster cluster = EmbeddedCluster.start(settings, clock, log);
        return new Herd(cluster.nodes(), Optional.of(cluster), clock);
    }

    /** The primary first. */
    public List<HostPort> nodes() {
        return nodes;
    }

    /** The processes of servers that were started here, backends included. */
    public ProcessTree processes() throws BenchException {
        List<Long> roots = new ArrayList<>();
        try (Stream<Path> folders = Files.list(cluster.orElseThrow().data())) {
            for (Path folder : folders.toList()) {
                Path file = folder.resolve("postmaster.pid");
                if (Files.exists(file)) {
                    roots.add(Long.parseLong(Files.readAllLines(file).getFirst().strip()));
                }
            }
        } catch (IOException e) {
            throw new BenchException("cannot find PostgreSQL's processes", e);
        }
        return new ProcessTree(roots);
    }

    /** Fills in the blog demo. */
    public void loadBlog() throws BenchException, InterruptedException {
        try {
            BlogDemo.load(nodes.getFirst(), 1, SEED, _ -> {});
        } catch (ClusterException e) {
            throw new BenchException("the blog demo", e);
        }
    }

    /** Runs {@code statements} on the primary, each by itself. */
    public void run(String... statements) throws BenchException {
        for (String sql : statements) {
            text(nodes.getFirst(), sql);
        }
    }

    /** Returns when the replicas have replayed all that the primary has written so far. */
    public void awaitReplicas() throws BenchException, InterruptedException {
        String written = text(nodes.getFirst(), "SELECT pg_current_wal_lsn()");
        String there = "SELECT pg_last_wal_replay_lsn() >= '" + written + "'";
        long start = clock.nanos();
        for (HostPort replica : nodes.subList(1, nodes.size())) {
            while (!text(replica, there).equals("t")) {
                if (clock.nanos() - start > REPLAY_LIMIT.toNanos()) {
                    throw new BenchException(replica + " does not replay what was written");
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    @Override
    public void close() {
        cluster.ifPresent(EmbeddedCluster::close);
    }

    /** The first value of the answer. */
    private static String text(HostPort node, String sql) throws BenchException {
        String url = "jdbc:postgresql://" + node + "/" + EmbeddedCluster.DATABASE;
        try (Connection connection =
                        DriverManager.getConnection(
                                url, EmbeddedCluster.USER, EmbeddedCluster.PASSWORD);
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "";
            }
        } catch (SQLException e) {
            throw new BenchException("'" + sql + "' on " + node, e);
        }
    }
}
