package io.howdah.bench.server;

import io.howdah.base.HostPort;
import io.howdah.bench.machine.ProcessTree;
import io.howdah.embedded.BlogDemo;
import io.howdah.embedded.ClusterException;
import io.howdah.embedded.EmbeddedCluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The server behind every target: Debian's PostgreSQL 15 with {@code fsync} off, which trusts
 * everybody on 127.0.0.1, with pgbench's tables and the blog demo in one database.
 */
public final class PostgreSql {
    /** The superuser, and the name of its database. */
    public static final String USER = EmbeddedCluster.USER;

    /** More clients than this do not connect directly, nor through what keeps no pool. */
    static final int MAX_CLIENTS = 250;

    /** The same rows each time. */
    private static final long SEED = 42;

    private static final List<String> SETTINGS =
            List.of(
                    "listen_addresses=127.0.0.1",
                    "fsync=off",
                    "jit=off",
                    "shared_buffers=256MB",
                    "max_wal_size=4GB",
                    "max_connections=1000",
                    "log_checkpoints=off");

    private final HostPort address;
    private final Path sockets;
    private final ProcessTree processes;

    private PostgreSql(HostPort address, Path sockets, ProcessTree processes) {
        this.address = address;
        this.sockets = sockets;
        this.processes = processes;
    }

    /** Starts it with an empty database. */
    public static PostgreSql start(Workshop workshop) throws BenchException, InterruptedException {
        return start(workshop, List.of());
    }

    /** The same, for clients with and without TLS. */
    static PostgreSql start(Workshop workshop, KeyPair keys)
            throws BenchException, InterruptedException {
        return start(
                workshop,
                List.of(
                        "ssl=on",
                        "ssl_cert_file=" + keys.certificate(),
                        "ssl_key_file=" + keys.key()));
    }

    private static PostgreSql start(Workshop workshop, List<String> more)
            throws BenchException, InterruptedException {
        String data = workshop.folder("postgres").resolve("data").toString();
        List<String> initdb = new ArrayList<>(List.of(Programs.postgres("initdb").toString()));
        initdb.addAll(List.of("-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync"));
        workshop.run("initdb", initdb);
        int port = Workshop.freePort();
        List<String> command = new ArrayList<>(List.of(Programs.postgres("postgres").toString()));
        command.addAll(List.of("-D", data, "-c", "port=" + port));
        Stream.concat(SETTINGS.stream(), more.stream())
                .forEach(setting -> command.addAll(List.of("-c", setting)));
        Path sockets = workshop.folder("sockets");
        command.addAll(List.of("-c", "unix_socket_directories=" + sockets));
        Daemon daemon = workshop.start("postgresql", Daemon.Stop.INTERRUPT, command);
        HostPort address = new HostPort("127.0.0.1", port);
        daemon.await(address, "postgres", workshop.clock());
        PostgreSql server = new PostgreSql(address, sockets, daemon.processes());
        server.client("createdb", USER);
        return server;
    }

    /** Makes pgbench's tables, 100 000 accounts a {@code scale}, and those of the blog demo. */
    public void fill(int scale) throws BenchException, InterruptedException {
        client("pgbench", "-i", "-q", "-s", Integer.toString(scale), USER);
        try {
            BlogDemo.load(address, 1, SEED, _ -> {});
        } catch (ClusterException e) {
            throw new BenchException("the blog demo", e);
        }
    }

    public HostPort address() {
        return address;
    }

    /** The directory of its Unix socket. */
    Path sockets() {
        return sockets;
    }

    /** The server's processes, backends included. */
    public ProcessTree processes() {
        return processes;
    }

    /** Connections without anything in between. */
    Target direct() {
        return new Target(Target.DIRECT, address, Optional.empty(), MAX_CLIENTS, true);
    }

    private void client(String name, String... arguments)
            throws BenchException, InterruptedException {
        Path program = Programs.postgres(name);
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of("-h", address.host(), "-p", Integer.toString(address.port())));
        command.addAll(List.of("-U", USER));
        command.addAll(List.of(arguments));
        Shell.run(name, command);
    }
}
